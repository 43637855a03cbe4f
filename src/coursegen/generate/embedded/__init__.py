"""The embedded generator: deterministic rules over statements; no key, no network, no model."""
