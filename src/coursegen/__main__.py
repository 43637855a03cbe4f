"""``python -m coursegen``: the same as the command ``coursegen``."""

from coursegen.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
