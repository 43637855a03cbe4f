"""Passages to requests to drafts to nouns: outline, module, items, scenario; runs the rounds."""
