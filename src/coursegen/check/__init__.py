"""Course and Index in, Findings out: one small function a rule."""
