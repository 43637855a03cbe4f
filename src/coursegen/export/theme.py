"""A project's own look in a package: logo, colours and fonts.

In: the theme and the bytes of its files, in the PackageContext. Out: ``player/theme.css``, the files under
``theme/`` with names that last, what the player is told, and what the designer should know of it.
"""

from __future__ import annotations

import re

from coursegen.errors import ExportError
from coursegen.export.colors import READABLE, contrast, dark_shades, light_shades
from coursegen.model.package import PackageContext
from coursegen.model.theme import Theme

__all__ = ["theme_data", "theme_files", "theme_notes"]

_SHEET = "player/theme.css"
_NAMES = {
    "logo": "logo",
    "logo_dark": "logo-dark",
    "font": "text.woff2",
    "font_bold": "text-bold.woff2",
    "heading_font": "heading.woff2",
}
_PICTURES = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "gif": b"GIF8",
    "webp": b"RIFF",
}
_FONT = b"wOF2"
_ACTIVE = re.compile(
    rb"<script|<foreignobject|<!entity|javascript:|[\s\"'/]on[a-z]+\s*=|@import|"
    rb"(?:href|src)\s*=\s*[\"']?\s*(?!#|data:image/)[^\"'\s>]|url\(\s*[\"']?\s*(?!#|data:image/)[^)\s]",
    re.IGNORECASE,
)
"""What a picture of shapes alone has no use for: scripts, and addresses that are not its own."""


def theme_files(context: PackageContext) -> dict[str, bytes]:
    """The style sheet, empty of rules where nothing is set, and the files that the theme names.

    Raises ExportError for a file that is missing, of another kind than its ending says, or with a script.
    """
    theme = context.theme
    files = {_SHEET: _sheet(theme).encode()}
    for key, path in theme.files().items():
        data = context.media.get(path)
        if data is None:
            raise _refused(
                key, path, "the file is not there", "Put the file there, or take the key out."
            )
        _check(key, path, data)
        files[f"theme/{_name(key, path)}"] = data
    return files


def theme_data(context: PackageContext) -> dict[str, str]:
    """What the player is told: the names of the logos in the package, and the words for the logo."""
    theme = context.theme
    logos = {
        key: f"theme/{_name(key, path)}" for key, path in theme.files().items() if "logo" in key
    }
    return logos | {"logo_alt": theme.logo_alt} if logos else {}


def theme_notes(theme: Theme) -> tuple[str, ...]:
    """What was done to a colour so that text in it can be read: one sentence each."""
    notes = []
    for key, color, shades, ground, side in (
        ("color", theme.color, light_shades, "#ffffff", "light"),
        ("color_dark", theme.color_dark, dark_shades, "#1b2224", "dark"),
    ):
        used = shades(color)["accent"] if color else ""
        if color and used != color:
            notes.append(
                f"theme.{key} {color} has a contrast of {contrast(color, ground):.1f}:1 on a {side} ground, "
                f"where text needs {READABLE}:1; text and links are shown in {used}"
            )
    return tuple(notes)


def _sheet(theme: Theme) -> str:
    parts = ["/* The look of this course; made from [theme] in coursegen.toml. */"]
    parts += _faces(theme)
    if theme.color:
        parts.append(f":root {{ {_variables(light_shades(theme.color))} }}")
    dark = theme.color_dark or theme.color
    if dark:
        rules = f":root {{ {_variables(dark_shades(dark))} }}"
        parts.append(f"@media (prefers-color-scheme: dark) {{ {rules} }}")
    return "\n".join(parts) + "\n"


def _faces(theme: Theme) -> list[str]:
    """The fonts, each with the family that the player's own falls back on."""
    faces = []
    for key, family, weight in (
        ("font", "course-text", "400" if theme.font_bold else "100 900"),
        ("font_bold", "course-text", "600 900"),
        ("heading_font", "course-heading", "100 900"),
    ):
        if getattr(theme, key):
            source = f'url("../theme/{_NAMES[key]}") format("woff2")'
            faces.append(
                f'@font-face {{ font-family: "{family}"; src: {source}; font-weight: {weight}; font-display: swap; }}'
            )
    if theme.font or theme.font_bold:
        faces.append(':root { --text: "course-text", var(--system); }')
    if theme.heading_font:
        faces.append(':root { --display: "course-heading", var(--text); }')
    return faces


def _variables(shades: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in shades.items())


def _name(key: str, path: str) -> str:
    """The name in the package: by its part in the theme, so that another file takes the same place."""
    name = _NAMES[key]
    return name if "." in name else f"{name}.{_ending(path)}"


def _ending(path: str) -> str:
    return path.rpartition(".")[2].lower()


def _check(key: str, path: str, data: bytes) -> None:
    ending = _ending(path)
    if "font" in key:
        if ending != "woff2" or not data.startswith(_FONT):
            raise _refused(key, path, "the font is no WOFF2", "Save the font as .woff2.")
    elif ending == "svg":
        if b"<svg" not in data:
            raise _refused(key, path, "the picture is no SVG", "Save it as .svg or .png.")
        if found := _ACTIVE.search(data.replace(b"xlink:href", b"href")):
            words = found[0].decode("ascii", "replace").strip()
            raise _refused(
                key,
                path,
                f"the picture holds more than shapes ({words})",
                "Save it as plain SVG, or as .png.",
            )
    elif ending not in _PICTURES or not data.startswith(_PICTURES[ending]):
        known = ", ".join(f".{each}" for each in ("svg", *_PICTURES))
        raise _refused(key, path, f"the picture is none of {known}", "Save it as .svg or .png.")


def _refused(key: str, path: str, what: str, hint: str) -> ExportError:
    return ExportError(what, where=f"theme.{key}: {path}", hint=hint)
