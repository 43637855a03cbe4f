"""A diff of the sources as one page that needs nothing beside it. In: a SourceDiff. Out: HTML.

The look is ``exports/diff``, which a project may override; the words are in the language of the course, English
where there are none in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from coursegen.change.editions import edition_words
from coursegen.change.words import Piece, pieces
from coursegen.export.diff_words import (
    counts,
    place_words,
    shortened,
    unit_groups,
    version_words,
)
from coursegen.export.page_shell import page_shell
from coursegen.export.strings import strings_or_english
from coursegen.model.diff import MeaningChange, Review, SourceChange, SourceDiff, Touched

__all__ = ["diff_page"]

_LONG = 45
_KEPT = 18
_MANY = 12


def diff_page(diff: SourceDiff, project: Path | None = None) -> str:
    """The page. Raises ExportError where the project's own words cannot be read."""
    language, strings = strings_or_english(diff.language, project, "diff")
    writer = _Writer(diff, strings)
    versions = strings["from_to"].format(
        before=version_words(diff.before, strings), after=version_words(diff.after, strings)
    )
    return page_shell(
        "diff",
        language,
        f"{strings['title']}: {diff.title}" if diff.title else strings["title"],
        (
            strings["for_course"].format(course=diff.title) if diff.title else "",
            strings["title"],
            versions,
        ),
        "\n".join(writer.body()),
        project,
    )


class _Writer:
    """Writes the parts of one page, in order."""

    def __init__(self, diff: SourceDiff, strings: dict[str, str]) -> None:
        self.diff = diff
        self.strings = strings

    def body(self) -> Iterator[str]:
        diff, strings = self.diff, self.strings
        yield from self.counts()
        for notice in diff.same_edition:
            words = strings["same_edition"].format(
                title=notice.title, edition=edition_words(notice.edition)
            )
            yield f'<p class="notice">{escape(words)}</p>'
        if diff.old_text != "all":
            yield f'<p class="notice">{escape(strings[f"old_{diff.old_text}"])}</p>'
        for old, new in diff.renamed.items():
            yield f'<p class="hint">{escape(strings["renamed"].format(old=old, new=new))}</p>'
        if diff.moved:
            yield f'<p class="hint">{escape(strings["moved"].format(n=diff.moved))}</p>'
        if not diff.changes:
            yield f'<p class="hint">{escape(strings["nothing"])}</p>'
            return
        legend = escape(strings["legend"]).format(
            removed=f"<del>{escape(strings['legend_removed'])}</del>",
            added=f"<ins>{escape(strings['legend_added'])}</ins>",
        )
        yield f'<p class="legend">{legend}</p>'
        yield from self.section("meaning", diff.of("meaning"))
        yield from self.reviews(diff.reviews)
        yield from self.section("wording", diff.of("wording"))
        yield from self.form(diff.of("none"))

    def counts(self) -> Iterator[str]:
        yield f'<ul class="counts" aria-label="{escape(self.strings["counts"])}">'
        for number, words in counts(self.diff, self.strings):
            zero = "" if number else ' class="zero"'
            yield f"<li{zero}><b>{number}</b> {escape(words)}</li>"
        yield "</ul>"

    def section(self, name: str, changes: Sequence[SourceChange]) -> Iterator[str]:
        if not changes:
            return
        yield f"<section><h2>{escape(self.strings[f'heading_{name}'])}</h2>"
        if name == "wording":
            yield f'<p class="hint">{escape(self.strings["note_wording"])}</p>'
        for change in changes:
            yield from self.change(change)
        yield "</section>"

    def change(self, change: SourceChange) -> Iterator[str]:
        strings = self.strings
        above, heading = place_words(change, strings)
        yield f'<article><p class="place">{escape(above)}</p><h3>{escape(heading)}</h3>'
        told = [each for each in change.meaning if each.kind != "rule"]
        if told:
            yield '<ul class="changes">'
            yield from (self.meaning(each) for each in told)
            yield "</ul>"
        yield from self.text(change)
        yield '<dl class="facts">'
        yield f"<dt>{escape(strings['look'])}</dt><dd>{self.owners(change)}</dd>"
        if change.actors:
            yield f"<dt>{escape(strings['about'])}</dt><dd>{escape(', '.join(change.actors))}</dd>"
        if change.since:
            yield f"<dt>{escape(strings['since'])}</dt><dd>{escape(change.since)}</dd>"
        yield f"<dt>{escape(strings['rests'])}</dt><dd>"
        yield from self.units(change)
        yield "</dd></dl></article>"

    def owners(self, change: SourceChange) -> str:
        if change.owners:
            return escape(", ".join(change.owners))
        return f'<span class="quiet">{escape(self.strings["nobody"])}</span>'

    def meaning(self, change: MeaningChange) -> str:
        kind = escape(self.strings[f"kind_{change.kind}"])
        old = f"<del>{escape(change.old)}</del>" if change.old else self.quiet("new_words")
        new = f"<ins>{escape(change.new)}</ins>" if change.new else self.quiet("gone_words")
        return (
            f'<li><span class="kind">{kind}</span><span>{old}'
            f'<span class="arrow" aria-hidden="true">→</span>{new}</span></li>'
        )

    def quiet(self, name: str) -> str:
        return f'<span class="quiet">{escape(self.strings[name])}</span>'

    def text(self, change: SourceChange) -> Iterator[str]:
        label = f'<span class="label">{escape(self.strings[f"what_{change.what}"])}</span>'
        if change.old_known == "text" or not (change.old and change.new):
            words = "".join(_pieces(pieces(change.old, change.new)))
            yield f'<p class="text">{label}{words}</p>'
            if change.old_known == "nothing":
                yield f'<p class="text">{self.quiet("old_unknown")}</p>'
            return
        told = escape(self.strings["old_by_quotes"])
        yield f'<p class="text"><span class="label">{told}</span>{escape(change.old)}</p>'
        now = escape(self.strings["now"])
        yield f'<p class="text"><span class="label">{now}</span>{escape(change.new)}</p>'

    def units(self, change: SourceChange) -> Iterator[str]:
        touched = [each for each in change.units if not each.stands]
        stand = len(change.units) - len(touched)
        if touched:
            yield from self.listed(touched)
        elif not stand:
            yield f'<p class="quiet">{escape(self.strings["rests_none"])}</p>'
        if stand:
            words = self.strings["stands_1" if stand == 1 else "stands_n"].format(n=stand)
            yield f'<p class="quiet">{escape(words)}</p>'

    def listed(self, units: Sequence[Touched]) -> Iterator[str]:
        many = len(units) > _MANY
        if many:
            words = escape(self.strings["show_units"].format(n=len(units)))
            yield f"<details><summary>{words}</summary>"
        yield '<ul class="units">'
        for title, members in unit_groups(units, self.strings):
            yield f'<li><span class="module">{escape(title)}</span><ul>'
            yield from (self.unit(each) for each in members)
            yield "</ul></li>"
        yield "</ul>"
        if many:
            yield "</details>"

    def unit(self, unit: Touched) -> str:
        kind = escape(self.strings.get(f"unit_{unit.kind}", unit.kind))
        gone = (
            f' <span class="retired">{escape(self.strings["retired"])}</span>'
            if unit.retired
            else ""
        )
        return (
            f'<li><span class="what">{kind}</span>'
            f"<span>{escape(shortened(unit.words))}{gone}<code>{escape(unit.id)}</code></span></li>"
        )

    def reviews(self, reviews: Iterable[Review]) -> Iterator[str]:
        found = list(reviews)
        if not found:
            return
        yield f"<section><h2>{escape(self.strings['heading_reviews'])}</h2>"
        yield f'<p class="hint">{escape(self.strings["note_reviews"])}</p>'
        for each in found:
            words = self.strings[f"review_{each.why}"].format(name=each.name)
            yield f"<article><h3>{escape(words)}</h3>"
            yield f'<p class="place">{escape(each.document)}</p><div class="text">'
            yield from self.listed(each.units)
            yield "</div></article>"
        yield "</section>"

    def form(self, changes: Sequence[SourceChange]) -> Iterator[str]:
        if not changes:
            return
        yield f"<section><h2>{escape(self.strings['heading_none'])}</h2>"
        yield f'<p class="hint">{escape(self.strings["note_none"])}</p><ul class="form">'
        for change in changes:
            above, heading = place_words(change, self.strings)
            words = "".join(_pieces(pieces(change.old, change.new)))
            yield f'<li><p class="place">{escape(f"{above} › {heading}")}</p><p>{words}</p></li>'
        yield "</ul></section>"


def _pieces(found: Sequence[Piece]) -> Iterator[str]:
    """Words that went and came, and of long stretches that stayed only what stands next to them."""
    for number, (tag, text) in enumerate(found):
        if tag == "removed":
            yield f"<del>{escape(text.strip())}</del> "
        elif tag == "added":
            yield f"<ins>{escape(text.strip())}</ins> "
        else:
            yield _shortened(text, first=number == 0, last=number == len(found) - 1)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    words = text.split()
    if len(words) <= _LONG or (first and last):
        return escape(text)
    head = "" if first else " ".join(words[:_KEPT]) + " "
    tail = "" if last else " " + " ".join(words[-_KEPT:]) + " "
    return f'{escape(head)}<span class="skipped">[…]</span>{escape(tail)}'
