"""Titles. In: headings and rules. Out: a title of at most seven words that says what a module is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from coursegen.generate.embedded.gates import alike
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.halves import subject_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.versions import thing_of, versions_of
from coursegen.generate.embedded.wording import capitalised, lowered

__all__ = [
    "LONGEST",
    "clean_heading",
    "fit_together",
    "is_generic",
    "joined_title",
    "stripped",
    "task_title",
    "titled",
]

LONGEST = 7
"""Words of a title, at most (CRAFT)."""

_PREPOSITION = re.compile(r"(?:aan|bij|in|met|naar|op|over|uit|van|via|voor|zowel)\s")


@lru_cache(maxsize=20_000)
def clean_heading(heading: str) -> str:
    """``heading`` without number, section sign and outer punctuation."""
    text = re.sub(r"^\s*(?:§\s*)?(?:\d+(?:\.\d+)*\.?|[A-Z]\.|[ivx]+\.)\s+", "", heading)
    return re.sub(r"\s+", " ", text).strip(" .:;–-")


def is_generic(material: Material, heading: str) -> bool:
    """Whether a heading says nothing of its section's own matter."""
    text = clean_heading(heading).lower().rpartition(": ")[2]
    return not text or text in material.generic or text in material.learner.aliases


def _unexpanded(heading: str) -> str:
    """``heading`` without what its abbreviation stands for: ``TLS (Transport Layer Security)`` is *TLS*."""
    found = re.search(r"\b([A-Z]{2,})( \(([^()]+)\))$", heading)
    initials = "".join(each[:1] for each in found[3].split()) if found else ""
    return heading[: found.start(2)] if found and initials.upper() == found[1] else heading


def stripped(material: Material, heading: str) -> str:
    """A heading without the words for its kind of document."""
    words = material.wording.words("titles", "strip")
    text = _unexpanded(clean_heading(heading))
    words_in = text.split()
    if len(words_in) > 1 and words_in[0] in material.organisations:
        text = " ".join(words_in[1:])
    pattern = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    short = re.sub(
        rf"\s*\b(?:{pattern})$|^(?:{pattern})\b[:\s]*", "", text, flags=re.IGNORECASE
    ).strip(" :-–")
    if re.search(r"\b(?:of|for|to|on|in|with|van|voor|over|met|bij)$", short):
        short = text
    short = re.sub(r"\s+(?:and|or|en|of)$", "", short)
    if re.match(r"(?:for|of|on|in|to|voor|van|over|bij)\b", short, re.IGNORECASE):
        short = text
    return capitalised(short or text)


def task_title(material: Material, rule: Rule) -> str:
    """Imperative and object, or object and infinitive, in at most seven words; empty if it will not go."""
    own = rule.subject == material.wording.you and not rule.command
    if not rule.askable or not own or rule.modality not in ("must", "should", "may"):
        return ""
    if re.match(r"\S+ (?:it|them|this|that)\b|(?:het|dit|dat|deze|die) \S+$", rule.task):
        return ""
    task = rule.timeless or rule.task
    if _PREPOSITION.match(task):
        return ""
    if material.language == "nl":
        task = re.sub(r"^(?:de|het|een) ", "", task)
    words = task.split()
    if len(words) <= LONGEST:
        return capitalised(task)
    if material.language == "en":
        cut = re.split(r"\s(?:to|by|with|in|for|before|that|which|from|of|at|on|when)\s", task)[0]
        if 2 <= len(cut.split()) <= LONGEST:
            return capitalised(cut)
    return ""


def _things_title(material: Material, rules: Sequence[Rule]) -> str:
    """The first things that the rules are about (*Password, screen and update*); empty for fewer than two."""
    found: list[str] = []
    determiners = material.learner.determiners
    for rule in rules:
        words = subject_of(material, rule).split()
        bare = words[1:] if words and words[0].lower() in determiners else words
        thing = " ".join(bare)
        whole = len(bare) == 2 or thing.endswith(("s", "en"))
        named = thing.lower() in material.learner.aliases
        fits = 0 < len(bare) <= 2 and whole and not named and not re.search(r"[^\w -]", thing)
        if fits and all(alike(thing, each) == 0 for each in found):
            found.append(material.inside(thing))
    if len(found) < 2:
        return ""
    link = material.wording.words("titles", "link")
    return capitalised(f"{', '.join(found[:3][:-1])} {link} {found[:3][-1]}")


def fit_together(material: Material, one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one title can name both sections, or one of them has no name of its own."""
    if not one or not other or is_generic(material, one[-1]) or is_generic(material, other[-1]):
        return True
    first, second = stripped(material, one[-1]), stripped(material, other[-1])
    return joined_title(material, first, other) != first or alike(first, second) > 0


def joined_title(material: Material, topic: str, heading: Sequence[str]) -> str:
    """``topic`` and a second heading joined by *and*, where both are plain and short enough."""
    second = stripped(material, heading[-1]) if heading else ""
    if re.match(
        r"(?:what|how|when|who|where|why|wat|hoe|wanneer|wie|waar|waarom)\b", second, re.IGNORECASE
    ):
        return topic
    if not second or is_generic(material, second) or is_generic(material, heading[-1]):
        return topic
    link = material.wording.words("titles", "link")
    if alike(topic, second) > 0:
        return topic
    first = second.split(" ", 1)[0]
    titled = any(each[:1].isupper() for each in second.split()[1:])
    inside = second if titled or first in material.learner.names else lowered(second)
    several = f" {link} " in f"{topic} {second}"
    both = f"{topic}, {inside}" if several else f"{topic} {link} {inside}"
    return both if len(both.split()) <= LONGEST else topic


def _wide_heading(headings: Sequence[str]) -> str:
    """The first heading of two words or more: *Roles and duties* says more than the title of the document."""
    named = [clean_heading(each) for each in headings]
    return next((capitalised(each) for each in named if 2 <= len(each.split()) <= LONGEST), "")


def _set_up_title(material: Material, headings: Sequence[str], rules: Sequence[Rule]) -> str:
    """What there is to set up (*TLS*), for whom where a heading says it; empty where no versions are graded.

    Only under a heading that names nothing else: ``TLS (Transport Layer Security)``.
    """
    thing = thing_of(versions_of(material, rules)) if rules else ""
    own = [clean_heading(each) for each in headings if not is_generic(material, each)]
    bare = _unexpanded(own[-1]) if own else ""
    if not thing or bare.lower() != thing.lower():
        return ""
    words = "|".join(re.escape(str(each)) for each in material.wording.words("titles", "strip"))
    found = (
        re.fullmatch(
            rf"(\w+) (?:{words})", clean_heading(each.statement.heading[-1]), re.IGNORECASE
        )
        for each in rules
        if each.statement.heading
    )
    name = next((each[1] for each in found if each and each[1] in material.learner.names), "")
    return material.wording.say("titles", "set_up_for" if name else "set_up", thing=bare, name=name)


def titled(
    material: Material, headings: Sequence[str], rules: Sequence[Rule], *, topped: bool = False
) -> str:
    """The title of a module: its heading, else the things it is about, else its heaviest rule.

    ``topped``: the first heading stands above several modules, so that it names none of them well.
    """
    set_up = _set_up_title(material, headings, rules)
    if set_up:
        return set_up
    for heading in reversed(headings[1:] if topped else headings):
        if is_generic(material, heading):
            continue
        title = stripped(material, heading)
        if len(title.split()) <= LONGEST and not is_generic(material, title):
            return title
        break
    things = _things_title(material, rules)
    if things:
        return things
    wide = _wide_heading(headings[1:]) if topped else ""
    if wide:
        return wide
    for heading in reversed(headings):
        if not is_generic(material, heading):
            return stripped(material, heading)
    tasks = (
        task_title(material, each)
        for each in sorted(rules, key=lambda each: bool(each.condition))
        if each.modality in ("must", "should")
    )
    last = capitalised(clean_heading(headings[-1])) if headings else ""
    return next((each for each in tasks if each), last)
