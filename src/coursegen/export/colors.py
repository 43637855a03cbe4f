"""Shades of a house colour in which text can be read.

In: a colour as ``#rrggbb``. Out: the colours of the player's style sheet for a light and a dark ground. The
contrast is that of WCAG 2.2 (relative luminance of sRGB); text wants 4.5:1.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["READABLE", "contrast", "dark_shades", "light_shades", "mixed"]

READABLE = 4.5
"""The contrast that WCAG 2.2 AA asks of text."""

_WHITE, _BLACK = "#ffffff", "#000000"
_LIGHT_GROUNDS = ("#ffffff", "#f5f6f4")
_DARK_GROUNDS = ("#1b2224", "#131819")
_DARK_INK = "#06171b"
_STEPS = 100


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with ``share`` (0 to 1) of ``other`` in it."""
    parts = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def light_shades(color: str) -> dict[str, str]:
    """The player's colours on a light ground, by the names of its variables."""
    soft = mixed(color, _WHITE, 0.9)
    accent = _readable(color, _BLACK, (*_LIGHT_GROUNDS, soft))
    return _filled(color) | {
        "accent": accent,
        "accent-strong": mixed(accent, _BLACK, 0.2),
        "accent-soft": soft,
    }


def dark_shades(color: str) -> dict[str, str]:
    """The player's colours on a dark ground, by the names of its variables."""
    soft = mixed(color, _DARK_GROUNDS[1], 0.8)
    accent = _readable(color, _WHITE, (*_DARK_GROUNDS, soft))
    return _filled(accent) | {
        "accent": accent,
        "accent-strong": mixed(accent, _WHITE, 0.3),
        "accent-soft": soft,
    }


def _filled(color: str) -> dict[str, str]:
    """A button of ``color``, and what is written on it. One of the two inks always reads."""
    ink = _WHITE if contrast(color, _WHITE) >= READABLE else _DARK_INK
    if contrast(color, ink) < READABLE:
        color = _readable(color, _WHITE, (ink,))
    away = _BLACK if ink == _WHITE else _WHITE
    return {"fill": color, "fill-strong": mixed(color, away, 0.2), "on-accent": ink}


def _readable(color: str, towards: str, grounds: Sequence[str]) -> str:
    """``color``, or the nearest to it on the way ``towards`` that can be read on all ``grounds``."""
    shades = (mixed(color, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(
        shade for shade in shades if all(contrast(shade, each) >= READABLE for each in grounds)
    )


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    """Relative luminance, 0 to 1. Source: WCAG 2.2, "relative luminance"."""
    red, green, blue = (_linear(each / 255) for each in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
