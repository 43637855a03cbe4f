"""Readers, one a format: a Source and its file in, a Document out."""
