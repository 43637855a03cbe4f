"""What the page and the Markdown of a diff both say. In: parts of a SourceDiff, the strings. Out: short texts."""

from __future__ import annotations

from collections.abc import Iterable

from coursegen.model.diff import SourceChange, SourceDiff, Touched, Version

__all__ = [
    "counts",
    "place_words",
    "shortened",
    "unit_groups",
    "version_words",
]

_SHORT_COMMIT = 7
_LONGEST = 140


def version_words(version: Version, strings: dict[str, str]) -> str:
    """A side in words: ``the last build (7c2f1a0, 2026-03-01)``."""
    names = {"the last build": strings["last_build"], "the files on disk": strings["files"]}
    name = names.get(version.name, version.name)
    short = version.commit[:_SHORT_COMMIT]
    beside = [
        each for each in (short if not name.startswith(short or " ") else "", version.date) if each
    ]
    return f"{name} ({', '.join(beside)})" if beside else name


def counts(diff: SourceDiff, strings: dict[str, str]) -> list[tuple[int, str]]:
    """How much of what there is, each number with its words."""
    touched = diff.touched()
    review = {each.id for found in diff.reviews for each in found.units}
    numbers = [
        ("meaning", len(diff.of("meaning"))),
        ("wording", len(diff.of("wording"))),
        ("none", len(diff.of("none"))),
        ("units", len(touched)),
        ("review", len(review - touched)),
    ]
    return [
        (number, strings[f"count_{name}_{'1' if number == 1 else 'n'}"]) for name, number in numbers
    ]


def place_words(change: SourceChange, strings: dict[str, str]) -> tuple[str, str]:
    """Where a change stands: document and headings above; the nearest heading, with page, slide or row."""
    headings = [each for each in change.locator.heading if each != change.title]
    nearest = headings[-1] if headings else change.title
    above = " › ".join([change.title or change.document, *headings[:-1]])
    beside = [
        strings[name].format(n=value)
        for name, value in (
            ("page", change.locator.page),
            ("slide", change.locator.slide),
            ("row", change.locator.row),
        )
        if value is not None
    ]
    return above if headings else change.document, ", ".join([nearest or change.document, *beside])


def unit_groups(
    units: Iterable[Touched], strings: dict[str, str]
) -> list[tuple[str, list[Touched]]]:
    """Units by module, in course order; those of no module last."""
    groups: dict[str, list[Touched]] = {}
    titles: dict[str, str] = {}
    for each in units:
        groups.setdefault(each.module, []).append(each)
        titles.setdefault(each.module, each.module_title)
    order = sorted(groups, key=lambda module: not module)
    return [(titles[each] or strings["outline_units"], groups[each]) for each in order]


def shortened(text: str, longest: int = _LONGEST) -> str:
    """``text`` up to a word's end before ``longest`` characters, with an ellipsis where something is left out."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"
