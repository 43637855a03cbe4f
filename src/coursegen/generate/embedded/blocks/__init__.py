"""The teaching blocks of a module."""
