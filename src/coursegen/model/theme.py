"""The look of a course, as its project sets it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from coursegen.model.base import Noun

__all__ = ["Theme"]

Color = Annotated[str, Field(pattern=r"^$|^#[0-9a-fA-F]{6}$")]


class Theme(Noun):
    """``[theme]``: files are paths seen from the project's folder, colours are ``#rrggbb``; empty: as shipped.

    ``color`` is the house colour, ``color_dark`` the one on a dark ground; where a text in it could not be
    read, a darker or lighter shade of it is used. ``font`` and ``font_bold`` are the running text,
    ``heading_font`` the headings, all WOFF2.
    """

    logo: str = ""
    logo_dark: str = ""
    logo_alt: str = ""
    color: Color = ""
    color_dark: Color = ""
    font: str = ""
    font_bold: str = ""
    heading_font: str = ""

    def files(self) -> dict[str, str]:
        """The paths that are set, by the name of their key."""
        names = ("logo", "logo_dark", "font", "font_bold", "heading_font")
        return {name: getattr(self, name) for name in names if getattr(self, name)}
