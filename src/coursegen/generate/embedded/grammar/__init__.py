"""Statements taken apart: one grammar a language, and what they share."""
