"""What changed between two versions of the sources, and how people's edits are merged."""
