"""A citation as a reader is told of it.

In: a Citation, or the path of a source, and the PackageContext. Out: its parts in words, by name:
``quote``, ``document``, ``edition``, ``heading`` and ``place``; those that are not known are left out.
"""

from __future__ import annotations

from coursegen.export.words import edition_words, locator_words
from coursegen.model.blocks import Citation
from coursegen.model.package import PackageContext

__all__ = ["told_citation", "told_source"]


def told_citation(
    citation: Citation, context: PackageContext, strings: dict[str, str]
) -> dict[str, str]:
    """The quote and where it stands; the quote alone where the place is not known."""
    place = context.places.get(citation.passage)
    if place is None:
        return {"quote": citation.quote}
    told = told_source(place.document, context, strings)
    told |= {
        "quote": citation.quote,
        "heading": " › ".join(_below(told["document"], place.locator.heading)),
        "place": locator_words(place.locator, strings),
    }
    return {key: value for key, value in told.items() if value}


def told_source(path: str, context: PackageContext, strings: dict[str, str]) -> dict[str, str]:
    """Title and edition of the source at ``path``; the file's name where nothing is known of it."""
    note = context.sources.get(path)
    if note is None:
        return {"document": path.rsplit("/", 1)[-1]}
    words = edition_words(note.edition, strings)
    return {"document": note.title} | ({"edition": words} if words else {})


def _below(title: str, heading: tuple[str, ...]) -> tuple[str, ...]:
    """The heading path without a first heading that only repeats the document's title."""
    return heading[1:] if heading[:1] == (title,) else heading
