"""What the pages of the Markdown target share: words, citations as footnotes, and where things are.

In: a PackageContext and strings. Out: a Page, which collects the footnotes of one file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from coursegen.export.citing import told_citation
from coursegen.export.commonmark import attach, escaped, safe
from coursegen.export.media import media_name
from coursegen.model.blocks import Citation, Clip
from coursegen.model.package import PackageContext

__all__ = ["Page", "front_matter"]

_APART = 3
"""So many sentences below a table have a footnote each; more share one."""


class Page:
    """One file being written. ``root`` leads from its folder to that of the index: ``""`` or ``../``."""

    def __init__(self, context: PackageContext, strings: dict[str, str], root: str = "") -> None:
        self.context = context
        self.strings = strings
        self.root = root
        self._notes: dict[tuple[str, str], int] = {}
        self._told: list[str] = []

    def words(self, name: str, **values: object) -> str:
        """The string ``name`` of the course's language, filled in."""
        return self.strings[name].format(**values)

    def minutes(self, minutes: float) -> str:
        """``About 5 minutes``."""
        whole = max(1, round(minutes))
        return (
            self.words("about_minutes_one") if whole == 1 else self.words("about_minutes", n=whole)
        )

    def number(self, value: float) -> str:
        """A number as the language writes it, without needless decimals."""
        return f"{value:.10g}".replace(".", self.strings["decimal_mark"])

    def media(self, path: str) -> str:
        """Where the project's file ``path`` stands, seen from this page."""
        return f"{self.root}{media_name(path)}"

    def clip(self, clip: Clip) -> tuple[str, float, float | None]:
        """Where the recording of ``clip`` stands, or its part, and the seconds in it that are shown."""
        cut = self.context.cuts.get(clip.id)
        if cut is None:
            return self.media(clip.media), clip.start, clip.end
        return f"{self.root}{cut.name}", cut.at(cut.start), cut.at(cut.end)

    def cited(self, text: str, citations: Iterable[Citation]) -> str:
        """``text`` made safe, with a reference to the footnote of each of ``citations``."""
        return attach(safe(text), self.references(citations))

    def cited_once(self, text: str, citations: Iterable[Citation]) -> str:
        """``text`` made safe, with one footnote for all of ``citations``, one a line of a table."""
        distinct = {(each.passage, each.quote): each for each in citations}
        if len(distinct) <= _APART:
            return self.cited(text, distinct.values())
        key = ("", "\n".join(quote for _, quote in distinct))
        if key not in self._notes:
            self._notes[key] = len(self._notes) + 1
            told = "; ".join(self._source(each) for each in distinct.values())
            self._told.append(f"[^{self._notes[key]}]: {told}")
        return attach(safe(text), f"[^{self._notes[key]}]")

    def references(self, citations: Iterable[Citation]) -> str:
        """``[^1][^2]`` for ``citations``, each once; nothing where there is none."""
        return "".join(f"[^{each}]" for each in dict.fromkeys(map(self._note, citations)))

    def footnotes(self) -> str:
        """The footnotes of this page: quote, document, edition, heading and place."""
        return "\n".join(self._told)

    def _note(self, citation: Citation) -> int:
        key = (citation.passage, citation.quote)
        if key not in self._notes:
            self._notes[key] = len(self._notes) + 1
            self._told.append(f"[^{self._notes[key]}]: {self._source(citation)}")
        return self._notes[key]

    def _source(self, citation: Citation) -> str:
        """The quote, and where it stands."""
        told = told_citation(citation, self.context, self.strings)
        place = [escaped(told[name]) for name in ("edition", "heading", "place") if name in told]
        source = ", ".join([f"*{escaped(told['document'])}*", *place]) if "document" in told else ""
        quote = f"“{escaped(' '.join(citation.quote.split()))}”"
        return " ".join(filter(None, [quote, source]))


def front_matter(values: Mapping[str, Any]) -> str:
    """YAML front matter: JSON values, which every YAML reader takes; lists of mappings a line a field."""
    lines = ["---"]
    for name, value in values.items():
        if isinstance(value, list):
            lines.append(f"{name}:" if value else f"{name}: []")
            for each in value:
                fields = [f"{key}: {_scalar(field)}" for key, field in each.items()]
                lines += [f"  - {fields[0]}", *(f"    {field}" for field in fields[1:])]
        else:
            lines.append(f"{name}: {_scalar(value)}")
    return "\n".join([*lines, "---"])


def _scalar(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
