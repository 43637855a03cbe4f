"""Recordings: what is in a file of video or sound, and parts of it cut out."""
