"""What the course does not hold, in words. In: LeftOut lines. Out: lines for people, by reason, with counts."""

from __future__ import annotations

from collections.abc import Sequence

from coursegen.api.reports import LeftOut, Reason

__all__ = ["left_out_words", "notice_words"]

_SHOWN = 5
_REASONS: dict[Reason, str] = {
    "unread": "files passed over, as they cannot be read",
    "file": "files of a kind that no reader knows",
    "source": "files excluded under [sources]",
    "heading": "by heading, as [course] says",
    "role": "about roles left out under [audience]",
    "actor": "about others than the audience",
    "edition": "of older editions of a document",
    "decision": "on which sources disagree; [decisions] says which holds",
    "language": "in another language than the course",
    "minutes": "no room in the minutes",
    "few": "too little to ask about for a module",
    "form": "nothing plain could be made of it",
    "untaught": "not taught: no room in the minutes, or too little plain in it for a module",
    "waiting": "new or changed since the last build: the next one looks at them",
    "removed": "taken out of the course by a person",
}
"""Each reason as a heading of its list, in the order of the lists."""


def notice_words(notices: Sequence[str]) -> list[str]:
    """What of the sources could not be read; no lines where all was."""
    return ["Read in part:", *(f"  {each}" for each in notices)] if notices else []


def left_out_words(left_out: Sequence[LeftOut]) -> list[str]:
    """A heading, and under each reason how much it is and the largest of it."""
    if not left_out:
        return []
    lines = ["Left out:"]
    for reason, words in _REASONS.items():
        of_it = [each for each in left_out if each.reason == reason]
        if not of_it:
            continue
        count = sum(each.statements for each in of_it)
        amount = f"{count} statement(s)" if count else f"{len(of_it)}"
        lines.append(f"  {amount} {words}: {_largest(of_it)}")
    return lines


def _largest(left_out: Sequence[LeftOut]) -> str:
    ranked = sorted(left_out, key=lambda each: -each.statements)
    named = [
        f"{_short(each.what)} ({each.statements})" if each.statements else each.what
        for each in ranked[:_SHOWN]
    ]
    more = len(ranked) - len(named)
    return ", ".join(named) + (f" and {more} more; `--json` lists all" if more else "")


def _short(section: str) -> str:
    """A section by the name of its file and its own heading; an actor as it is."""
    document, *headings = section.split(" > ")
    return " > ".join([document.rpartition("/")[2], *headings[-1:]])
