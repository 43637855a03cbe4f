"""Generic building: digests, store, lock, plan. Knows nothing of courses."""
