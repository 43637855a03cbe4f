"""A diff of the sources as Markdown, for a pull request. In: a SourceDiff. Out: GitHub's and GitLab's Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from coursegen.change.editions import edition_words
from coursegen.change.words import pieces
from coursegen.export.commonmark import escaped
from coursegen.export.diff_words import (
    counts,
    place_words,
    shortened,
    unit_groups,
    version_words,
)
from coursegen.export.strings import strings_or_english
from coursegen.model.diff import Review, SourceChange, SourceDiff, Touched

__all__ = ["diff_markdown"]

_LONG, _KEPT, _MANY = 30, 10, 8


def diff_markdown(diff: SourceDiff, project: Path | None = None) -> str:
    """The comment. Raises ExportError where the project's own words cannot be read."""
    _, strings = strings_or_english(diff.language, project, "diff")
    return "\n".join(_lines(diff, strings)).rstrip() + "\n"


def _lines(diff: SourceDiff, strings: dict[str, str]) -> Iterator[str]:
    title = f"{strings['title']}: {diff.title}" if diff.title else strings["title"]
    versions = strings["from_to"].format(
        before=version_words(diff.before, strings), after=version_words(diff.after, strings)
    )
    yield f"## {escaped(title)}\n\n{escaped(versions)}\n"
    told = [f"**{n}** {words}" for n, words in counts(diff, strings) if n]
    yield " · ".join(told) + "\n" if told else f"{strings['nothing']}\n"
    for notice in diff.same_edition:
        words = strings["same_edition"].format(
            title=notice.title, edition=edition_words(notice.edition)
        )
        yield f"> ⚠️ {escaped(words)}\n"
    if diff.old_text != "all":
        yield f"> {escaped(strings[f'old_{diff.old_text}'])}\n"
    for old, new in diff.renamed.items():
        yield f"- {escaped(strings['renamed'].format(old=old, new=new))}"
    if diff.moved:
        yield f"- {strings['moved'].format(n=diff.moved)}"
    if diff.renamed or diff.moved:
        yield ""
    if diff.of("meaning"):
        yield f"### {strings['heading_meaning']}\n"
        for each in diff.of("meaning"):
            yield from _change(each, strings)
    yield from _reviews(diff.reviews, strings)
    yield from _folded("wording", diff.of("wording"), strings)
    yield from _folded("none", diff.of("none"), strings)


def _change(change: SourceChange, strings: dict[str, str]) -> Iterator[str]:
    above, heading = place_words(change, strings)
    yield f"#### {escaped(heading)}\n\n{escaped(above)}\n"
    for each in change.meaning:
        if each.kind != "rule":
            old = f"~~{escaped(each.old)}~~" if each.old else strings["new_words"]
            new = f"**{escaped(each.new)}**" if each.new else strings["gone_words"]
            yield f"- {strings[f'kind_{each.kind}']}: {old} → {new}"
    yield ""
    yield from _text(change, strings)
    owners = ", ".join(change.owners) or strings["nobody"]
    facts = [(strings["look"], owners)]
    facts += [(strings["about"], ", ".join(change.actors))] if change.actors else []
    facts += [(strings["since"], change.since)] if change.since else []
    yield " · ".join(f"{name}: **{escaped(value)}**" for name, value in facts) + "\n"
    yield from _units(change, strings)


def _text(change: SourceChange, strings: dict[str, str]) -> Iterator[str]:
    if change.old_known == "text" or not (change.old and change.new):
        yield f"> {_marked(change.old, change.new)}\n"
        return
    yield f"{strings['old_by_quotes']}\n\n> {escaped(change.old)}\n"
    yield f"{strings['now']}:\n\n> {escaped(change.new)}\n"


def _marked(old: str, new: str) -> str:
    parts = []
    found = pieces(old, new)
    for number, (tag, text) in enumerate(found):
        if tag == "same":
            parts.append(_shortened(text, first=number == 0, last=number == len(found) - 1))
        elif text.strip():
            mark = "~~" if tag == "removed" else "**"
            parts.append(f"{mark}{escaped(text.strip())}{mark} ")
    return "".join(parts).strip()


def _shortened(text: str, *, first: bool, last: bool) -> str:
    words = text.split()
    if len(words) <= _LONG or (first and last):
        return escaped(text)
    head = "" if first else escaped(" ".join(words[:_KEPT])) + " "
    tail = "" if last else " " + escaped(" ".join(words[-_KEPT:])) + " "
    return f"{head}…{tail}"


def _units(change: SourceChange, strings: dict[str, str]) -> Iterator[str]:
    touched = [each for each in change.units if not each.stands]
    stand = len(change.units) - len(touched)
    if touched:
        yield from _listed(touched, strings)
    elif not stand:
        yield f"{strings['rests_none']}\n"
    if stand:
        yield strings["stands_1" if stand == 1 else "stands_n"].format(n=stand) + "\n"


def _listed(units: Sequence[Touched], strings: dict[str, str]) -> Iterator[str]:
    many = len(units) > _MANY
    if many:
        words = strings["show_units"].format(n=len(units))
        yield f"<details><summary>{words}</summary>\n"
    for title, members in unit_groups(units, strings):
        yield f"- **{escaped(title)}**"
        for each in members:
            kind = strings.get(f"unit_{each.kind}", each.kind)
            gone = f" ({strings['retired']})" if each.retired else ""
            yield f"  - {kind}: {escaped(shortened(each.words))}{gone} `{each.id}`"
    yield "\n</details>\n" if many else ""


def _reviews(reviews: Iterable[Review], strings: dict[str, str]) -> Iterator[str]:
    found = list(reviews)
    if found:
        yield f"### {strings['heading_reviews']}\n\n{strings['note_reviews']}\n"
    for each in found:
        yield escaped(strings[f"review_{each.why}"].format(name=each.name)) + "\n"
        yield from _listed(each.units, strings)


def _folded(name: str, changes: Sequence[SourceChange], strings: dict[str, str]) -> Iterator[str]:
    if not changes:
        return
    yield f"<details><summary>{strings[f'heading_{name}']} ({len(changes)})</summary>\n"
    yield f"{strings[f'note_{name}']}\n"
    for each in changes:
        above, heading = place_words(each, strings)
        yield f"- {escaped(f'{above} › {heading}')}: {_marked(each.old, each.new)}"
    yield "\n</details>\n"
