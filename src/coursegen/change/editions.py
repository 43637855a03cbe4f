"""A meaning that changed under the same declared edition. In: changes, the editions before and now. Out: notices.

Whoever reads "version 3.1, in force since 1 September" must be able to trust that it says what it said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from coursegen.ingest.words import edition_field
from coursegen.model.diff import EditionNotice, SourceChange
from coursegen.model.lock import Lock
from coursegen.model.source import Document, Edition

__all__ = ["edition_words", "names_edition", "same_editions"]


def same_editions(
    changes: Iterable[SourceChange],
    before: Lock,
    renamed: Mapping[str, str],
    documents: Mapping[str, Document],
) -> tuple[EditionNotice, ...]:
    """The documents of which a rule says another thing while number, version and effective date are the same.

    A document that declares none of these three promises nothing and gives no notice; nor does one that is new
    or gone. ``documents`` are those of now, by path.
    """
    old = {renamed.get(path, path): each.edition for path, each in before.sources.items()}
    counts = Counter(each.document for each in changes if each.severity == "meaning")
    notices = []
    for path, count in sorted(counts.items()):
        document = documents.get(path)
        if document is None or path not in old:
            continue
        declared = _declared(document.edition)
        if any(declared) and declared == _declared(old[path]):
            notices.append(
                EditionNotice(
                    document=path, title=document.title, edition=document.edition, changes=count
                )
            )
    return tuple(notices)


def names_edition(text: str, heading: tuple[str, ...]) -> bool:
    """Whether ``text`` is a line at the top of a document that tells its version (``Version 2.4, effective ...``)."""
    label, colon, _ = text.partition(":")
    first = text.split(maxsplit=1)[0] if text else ""
    return len(heading) <= 1 and bool(edition_field(first) or (colon and edition_field(label)))


def _declared(edition: Edition) -> tuple[str, str, str]:
    return edition.number, edition.version, edition.effective


def edition_words(edition: Edition) -> str:
    """What an edition calls itself: ``NK-IS-001, 3.1, 2026-09-01``."""
    return ", ".join(each for each in _declared(edition) if each)
