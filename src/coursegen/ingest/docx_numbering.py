"""Word's lists: a paragraph's numbering properties in; its depth and its counted number out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from coursegen.ingest.docx_paragraph import W, value_of

__all__ = ["ListPlace", "Numbering"]

_UNNUMBERED = frozenset({"bullet", "none"})


@dataclass(frozen=True)
class ListPlace:
    """``depth`` from 1 (outermost); ``number`` counted in its list, None for a bullet."""

    depth: int
    number: int | None


@dataclass
class Numbering:
    """The lists of one document. Ask in reading order: every answer counts."""

    styles: dict[str, tuple[str, int]]
    formats: dict[tuple[str, int], str]
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """The numbering of a python-docx document; one without lists has an empty numbering."""
        return cls(styles=_styles(document.styles.element), formats=_formats(document))

    def place(self, paragraph: Any, style_id: str) -> ListPlace | None:
        """Where the ``w:p`` element stands in a list; None when it is no list item."""
        found = self._numbering_of(paragraph, style_id)
        if found is None:
            return None
        number_id, level = found
        for key in [key for key in self._counts if key[0] == number_id and key[1] > level]:
            del self._counts[key]
        if self.formats.get((number_id, level), "bullet") in _UNNUMBERED:
            return ListPlace(depth=level + 1, number=None)
        count = self._counts[number_id, level] = self._counts.get((number_id, level), 0) + 1
        return ListPlace(depth=level + 1, number=count)

    def _numbering_of(self, paragraph: Any, style_id: str) -> tuple[str, int] | None:
        of_style = self.styles.get(style_id)
        number_id = value_of(paragraph, "pPr/numPr/numId")
        level = value_of(paragraph, "pPr/numPr/ilvl")
        if number_id is None and of_style is None:
            return None
        if number_id is None:
            assert of_style is not None
            number_id = of_style[0]
        if number_id == "0":  # the list of the style, taken away from this paragraph
            return None
        return number_id, int(level) if level is not None else (of_style[1] if of_style else 0)


def _styles(root: Any) -> dict[str, tuple[str, int]]:
    """List and level of each style that has them, also through the styles it is based on."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        style_id = style.get(f"{W}styleId") or ""
        based[style_id] = value_of(style, "basedOn") or ""
        number_id = value_of(style, "pPr/numPr/numId")
        if number_id is not None:
            named = _last_digit(value_of(style, "name") or "")
            level = value_of(style, "pPr/numPr/ilvl")
            own[style_id] = (number_id, int(level) if level is not None else max(0, named - 1))
    result: dict[str, tuple[str, int]] = {}
    for style_id in based:
        at, seen = style_id, {""}
        while at not in seen and at not in own:
            seen.add(at)
            at = based.get(at, "")
        if at in own:
            result[style_id] = own[at]
    return result


def _last_digit(name: str) -> int:
    """2 for ``List Bullet 2``: Word's own list styles name their depth."""
    return int(name[-1]) if name[-1:].isdigit() else 0


def _formats(document: Any) -> dict[tuple[str, int], str]:
    """The number format (decimal, bullet ...) of each level of each list."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    abstract: dict[str, dict[int, str]] = {}
    for each in root.iter(f"{W}abstractNum"):
        levels = {
            int(level.get(f"{W}ilvl") or 0): value_of(level, "numFmt") or "decimal"
            for level in each.iter(f"{W}lvl")
        }
        abstract[each.get(f"{W}abstractNumId") or ""] = levels
    result: dict[tuple[str, int], str] = {}
    for number in root.iter(f"{W}num"):
        levels = dict(abstract.get(value_of(number, "abstractNumId") or "", {}))
        for override in number.iter(f"{W}lvlOverride"):
            form = value_of(override, "lvl/numFmt")
            if form:
                levels[int(override.get(f"{W}ilvl") or 0)] = form
        for level, form in levels.items():
            result[number.get(f"{W}numId") or "", level] = form
    return result
