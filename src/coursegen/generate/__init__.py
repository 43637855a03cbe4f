"""Generators behind one protocol: requests in, replies (drafts) out."""
