"""The command line: one file a command; parse, call the api, print, exit code."""
