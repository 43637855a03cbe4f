"""``python -m coursegen``: the same as the command ``coursegen``."""

from coursegen.cli.main import main

main()
