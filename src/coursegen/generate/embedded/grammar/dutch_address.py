"""Dutch pronouns of the learner. In: a task or clause behind ``medewerkers moeten``. Out: the same, said to the learner.

``zich ziek melden bij hun leidinggevende`` is ``je ziek melden bij je leidinggevende``, unless *hun* or *zij* may be
those of others: another plural stands before it. A second rule behind *en* is said to the learner as the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursegen.generate.embedded.grammar.dutch_ends import singular_of
from coursegen.generate.embedded.grammar.rule import alternatives

__all__ = [
    "is_of_things",
    "second_rule",
    "speaks_of_others",
    "to_the_learner",
    "whoever",
    "without_being",
    "without_link",
]

_PLURAL = re.compile(r"\b[a-zà-ÿ][\wà-ÿ-]*(?:en|['’]?s)\b", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"ten|eens|als|alles|anders|steeds|altijd|tijdens|tussen|binnen|buiten|boven|een|geen|eigen|sinds|slechts|reeds|minstens|"
    r"hoogstens|soms|samen|zelfs|verlies|thuis|huis|adres|proces|kennis|bewijs|reis|niets|iets|zeven|negen|tien|moeten|"
    r"mogen|worden|zijn|hebben|kunnen|\w*dagen|uren|weken|maanden|jaren|minuten"
)
"""Words that end like a plural and are none."""
_PEOPLE = re.compile(
    r"\b(?:(?:bezoeker|klant|leverancier|huurder|gebruiker|deelnemer|bewoner|burger|sollicitant|kandidaat|cli[ëe]nt|pati[ëe]nt|"
    r"student|gast|persoon|leerling|partner|collega|stagiair|vrijwilliger|inhuurkracht|relatie)(?:en|['’]?s)?|kandidaten|gasten|"
    r"personen|mensen|kind|kinderen|ouders?|leden|derden|anderen|externen|iemand|publiek|gezin|familie)\b",
    re.IGNORECASE,
)
"""Others than the learner."""
_CLAUSE = re.compile(r"\b(?:dat|die|wie|wat|of|zodat|wanneer|waarbij|als)\b")
_THINGS = re.compile(
    r"(?:zij|ze) (?:\w+ )?(?:beschikbaar|uitgebracht|vrijgegeven|verschenen|verlopen|verouderd|vervallen|nodig|leeg|vol|"
    r"versleuteld|gepubliceerd|ontvangen|binnengekomen) (?:zijn|komen|worden|gekomen zijn)",
    re.IGNORECASE,
)
"""What only things do: *nadat zij beschikbaar zijn* speaks of the updates."""
_SECOND = re.compile(
    r"^(?P<first>.+?\w),? (?P<link>en|maar) (?P<modal>moeten|mogen|hoeven|dienen|moet|mag|hoeft|dient) (?P<rest>\S+ .+)$"
)
_SAID = {"moeten": "moet", "mogen": "mag", "hoeven": "hoeft", "dienen": "dient"}


def to_the_learner(text: str, you: str, before: str = "") -> str:
    """``text`` with *hun* and *zich* of the learner said to ``you``; each as it is where it may be another's.

    ``before`` is the clause in front of it.
    """
    own = "uw" if you == "u" else "je"

    def said(found: re.Match[str]) -> str:
        ahead = text[: found.start()]
        others = _has_plural(f"{before} {ahead}") or bool(_PEOPLE.search(ahead))
        if found[0] == "zich":
            return found[0] if others or _of_a_clause(ahead) else you
        return found[0] if others else own

    return re.sub(r"\bhun\b(?! \w*elf\b)|\bzich\b", said, text)


def speaks_of_others(task: str) -> bool:
    """Whether *zij* behind ``task`` may be people that it names: *bezoekers begeleiden totdat zij weggaan*."""
    return any(each[0].endswith(("s", "n")) for each in _PEOPLE.finditer(task))


def _of_a_clause(ahead: str) -> bool:
    """Whether a verb or a clause of another stands in ``ahead``: *een bezoeker vragen zich te melden*."""
    return bool(_CLAUSE.search(ahead)) or any(map(singular_of, ahead.split()))


def _has_plural(text: str) -> bool:
    """Whether a noun stands in ``text`` that others than the learner may be meant by."""
    words = (each[0].lower() for each in _PLURAL.finditer(text))
    return any(not (_NO_NOUN.fullmatch(each) or singular_of(each)) for each in words)


def without_being(text: str) -> str:
    """``text`` without *zijn* as its verb (*bereikbaar zijn*), which is no pronoun there."""
    return re.sub(r"(?<=\S) zijn$", "", text)


def is_of_things(clause: str, task: str) -> bool:
    """Whether *zij* in ``clause`` are the things of the ``task`` before it, so that it is told as it stands."""
    return bool(_THINGS.fullmatch(clause)) and _has_plural(task)


def second_rule(task: str) -> tuple[str, str]:
    """``task`` and the rule that is joined to it, said to one (*en mag niet ...*); empty where there is none."""
    found = _SECOND.match(task)
    if not found:
        return task, ""
    modal = found["modal"]
    return found["first"], f"{found['link']} {_SAID.get(modal, modal)} {found['rest']}"


def without_link(whole: str, front: str) -> str:
    """A sentence with a condition of its own says ``ook`` without leaning on another; what *forces to it* is its own."""
    whole = re.sub(r"\bdaartoe (?=dwing|verplicht|noop|noodza)", "", whole)
    return re.sub(r"\b(moet|mag) ((?:\w+ ){1,3}?)ook\b", r"\1 \2", whole) if front else whole


def whoever(text: str, verbs: Iterable[str]) -> str:
    """``Wie X meeneemt, is verplicht ...`` as ``Als iedereen X meeneemt, is iedereen verplicht ...``."""
    match = re.match(rf"Wie (.+?), ({alternatives(verbs)}) (.+)$", text)
    return f"Als iedereen {match[1]}, {match[2]} iedereen {match[3]}" if match else text
