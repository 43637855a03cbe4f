"""The scenario of a module: decisions, and the story that joins two."""
