"""What stands under a heading. In: a document and its passages. Out: Sections, which judge an occurrence.

Left out are references, revision history, colophon, licences and the like; introductions tell no rules
without a marker; a heading such as ``Procedure`` makes an ordered list a row of steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from coursegen.language.clauses import cut_tail
from coursegen.language.lexicon import Lexicon, lexicon
from coursegen.language.nounphrases import is_agent, stem, without_article
from coursegen.language.parts import Scene, masked, words_of
from coursegen.model.passage import Occurrence
from coursegen.model.source import Document

__all__ = ["Sections", "content_of"]

_NUMBER = re.compile(r"^\s*(?:[A-Z]\.|\d+(?:\.\d+)*[.)]?|[IVX]+\.)\s+")
_LICENCE_WORDS = 6


@cache
def _fits(heading: str, name: str, language: str) -> bool:
    lex = lexicon(language)
    return bool(lex and lex.section(name).fullmatch(_NUMBER.sub("", heading).strip(" :.*")))


def content_of(text: str, lex: Lexicon) -> set[str]:
    """Stems of the words of ``text`` that are neither determiners nor links."""
    closed = lex.words("determiners") | lex.words("prepositions") | lex.words("subordinators")
    closed |= lex.words("conjunctions") | lex.words("finite") | lex.words("self")
    return {stem(each.lower, lex.language) for each in words_of(text) if each.lower not in closed}


def _is_condition(lead: str, lex: Lexicon) -> bool:
    """Whether a lead-in sets a condition: it opens with one, or ends in one before its colon."""
    body = lead.rstrip(" :")
    opens = lex.section("condition_heading").match(body)
    if lead.rstrip().endswith(":"):
        return bool(opens or cut_tail(body, masked(body), lex).condition)
    return bool(opens) and "," not in body and not body.endswith((".", "!", "?", ";"))


class Sections:
    """The sections of one document, by the headings above an occurrence."""

    def __init__(
        self, document: Document, occurrences: Iterable[Occurrence], texts: Sequence[str]
    ) -> None:
        self._language = document.language
        self._title = document.title
        self._deep = any(len(each.locator.heading) > 1 for each in occurrences)
        self._licence = self._is_licence(texts)

    def _is_licence(self, texts: Sequence[str]) -> bool:
        lex: Lexicon | None = lexicon(self._language)
        if lex is None:
            return False
        pattern = lex.section("licence")
        found = sum(1 for text in texts if pattern.search(text))
        return found >= _LICENCE_WORDS and found * 4 >= len(texts)

    def _any(self, headings: Iterable[str], name: str) -> bool:
        return any(_fits(heading, name, self._language) for heading in headings)

    def left_out(self, occurrence: Occurrence) -> bool:
        """Whether nothing is claimed here: references, history, colophon, licence, annex.

        Questions and answers at the end of a policy tell it again; a document of them is a source of its own.
        """
        headings = occurrence.locator.heading
        within = headings[1:] if headings[:1] == (self._title,) else headings
        return (
            self._licence
            or self._any((self._title, *headings), "left_out")
            or self._any(within, "left_out_within")
        )

    def defines(self, occurrence: Occurrence) -> bool:
        """Whether terms are defined here."""
        return self._any(occurrence.locator.heading[-1:], "definitions")

    def term(self, occurrence: Occurrence) -> str:
        """The term that the heading names, where the heading above it is one of definitions; empty if none."""
        headings = occurrence.locator.heading
        above = self._any((self._title, *headings[:-1]), "glossary")
        return headings[-1] if len(headings) > 1 and above else ""

    def introduces(self, occurrence: Occurrence) -> bool:
        """Whether this only introduces: a purpose, a background, or the text right under the title."""
        headings = occurrence.locator.heading
        if self._deep and len(headings) < 2:
            return True
        return self._any(headings[1:] if self._deep else headings, "introductory")

    def addressee(self, occurrence: Occurrence, scene: Scene) -> str:
        """Whom the section speaks to, by the nearest heading that says so; empty if none does."""
        lex = lexicon(self._language)
        if lex is None:
            return ""
        for heading in reversed(occurrence.locator.heading):
            found = lex.section("addressed").fullmatch(_NUMBER.sub("", heading).strip(" :.*"))
            who = next((each for each in found.groups() if each), "") if found else ""
            if who and is_agent(who, lex, scene):
                return without_article(who, lex)
        return ""

    def condition_above(self, occurrence: Occurrence, lead: str, text: str) -> str:
        """The condition for ``text`` in the lead-in of its list, or in its heading; empty if none.

        A heading whose words the text has itself adds nothing to it.
        """
        lex = lexicon(self._language)
        if lex is None:
            return ""
        apart = bool(lead) and lead not in text
        if apart and (_is_condition(lead, lex) or lex.section("scope_lead").fullmatch(lead)):
            return lead
        heading = (
            _NUMBER.sub("", occurrence.locator.heading[-1]) if occurrence.locator.heading else ""
        )
        if not lex.section("condition_heading").match(heading):
            return ""
        return "" if content_of(heading, lex) & content_of(text, lex) else heading

    def describes_procedure(self, occurrence: Occurrence, lead: str) -> bool:
        """Whether heading or lead-in announces steps."""
        lex = lexicon(self._language)
        if lex is None:
            return False
        own = occurrence.locator.heading[-1:] if len(occurrence.locator.heading) > 1 else ()
        return self._any(own, "procedure") or bool(
            lead and lex.section("procedure_lead").match(lead)
        )
