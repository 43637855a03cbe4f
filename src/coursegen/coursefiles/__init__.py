"""The folder ``course/``: YAML files in, nouns out, and back; validated against ``schemas/``."""
