"""coursegen: courses compiled from their sources, as software is compiled from code."""

__all__ = ["__version__"]

__version__ = "0.1.0"
