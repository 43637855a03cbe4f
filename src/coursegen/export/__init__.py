"""Course in, Package out: one module a target, pure. ``archive`` writes deterministic zips."""
