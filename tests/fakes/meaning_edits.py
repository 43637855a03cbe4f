"""Edits of real sentences whose meaning is known beforehand. In: a sentence. Out: edited versions, each with
the kinds of change that it makes; none for an edit that changes no meaning.

The words here are the test's own, so that the code is not measured by its own lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from coursegen.ids import digest

__all__ = ["Edit", "edits_of"]


Thing = TypeVar("Thing")


class Dice:
    """Choices made from a digest, so that every run makes the same."""

    def __init__(self, seed: str) -> None:
        self.number = int(digest(seed, 16), 16)

    def below(self, start: int, stop: int) -> int:
        """A number from ``start`` up to ``stop``."""
        self.number, rest = divmod(self.number, stop - start)
        return start + rest

    def choice(self, things: Sequence[Thing]) -> Thing:
        """One of ``things``."""
        return things[self.below(0, len(things))]


class Edit(NamedTuple):
    """What was done, the new sentence, and the kinds that may be named for it; none where nothing changed."""

    name: str
    text: str
    kinds: frozenset[str]


STRENGTH = {
    "en": [("must", "should"), ("shall", "may"), ("should", "must"), ("is required to", "is advised to"),
           ("are required to", "are encouraged to"), ("may", "must"), ("is mandatory", "is optional")],
    "nl": [("moet", "mag"), ("moeten", "mogen"), ("dient", "hoeft niet"), ("verplicht", "aanbevolen"),
           ("aanbevolen", "optioneel"), ("mag", "moet"), ("is toegestaan", "is verplicht")],
    "de": [("muss", "soll"), ("müssen", "dürfen"), ("sollte", "muss"), ("sollten", "müssen")],
    "fr": [("doit", "peut"), ("doivent", "peuvent"), ("peut", "doit"), ("peuvent", "doivent")],
}  # fmt: skip
NEGATION = {
    "en": [("must not", "must"), ("may not", "may"), ("should not", "should"), ("must be", "must not be"),
           ("should be", "should not be"), ("is not", "is"), ("are not", "are"), ("do not", "do")],
    "nl": [("mag niet", "mag"), ("mogen niet", "mogen"), ("is niet", "is"), ("moet worden", "mag niet worden"),
           ("geen", "een"), ("wordt niet", "wordt"), ("nooit", "")],
    "de": [("ist nicht", "ist"), ("keine", "eine"), ("nicht", "")],
    "fr": [("ne doit pas", "doit"), ("n'est pas", "est")],
}  # fmt: skip
ACTORS = {
    "en": ["employee", "manager", "contractor", "supplier", "Security Officer", "Privacy Officer", "user", "customer",
           "maintainer", "supervisor", "administrator", "team lead", "developer"],
    "nl": ["beheerder", "leverancier", "afnemer", "aanbieder", "medewerker", "directeur", "gebruiker", "ontwikkelaar",
           "opdrachtgever", "gemeente"],
    "de": ["Mentor", "Teilnehmer", "Leiter", "Mitarbeiter"],
    "fr": ["employé", "utilisateur", "responsable", "fournisseur"],
}  # fmt: skip
UNITS = {
    "en": "minutes?|hours?|(?:business |calendar |working )?days?|weeks?|months?|years?",
    "nl": "minuten|uur|uren|(?:werk)?dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar|jaren",
    "de": "Minuten|Stunden?|Tagen?|Wochen?|Monaten?|Jahren?",
    "fr": "minutes?|heures?|jours?|semaines?|mois|ans?",
}
WITHIN = {
    "en": "within|no later than|at least|every|after|up to|at most",
    "nl": "binnen|uiterlijk|minimaal|elke|na|maximaal|ten minste",
    "de": "innerhalb von|spätestens|mindestens|alle|nach",
    "fr": "dans les|sous|tous les|après",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
IF = {
    "en": r"(?:if|when|once|provided that|as long as)",
    "nl": r"(?:als|indien|wanneer|zodra|mits)",
    "de": r"(?:wenn|falls|sobald|sofern)",
    "fr": r"(?:si|lorsque|dès que)",
}
UNLESS = {"en": r"(?:unless|except)", "nl": r"(?:tenzij|behalve|met uitzondering van)", "de": "(?:es sei denn|außer)", "fr": "(?:sauf|à moins)"}  # fmt: skip
SIDES = {
    "en": ["before", "by", "until", "from", "after", "since"],
    "nl": ["voor", "vóór", "uiterlijk", "tot", "vanaf", "na", "sinds"],
    "de": ["vor dem", "bis zum", "ab dem", "nach dem", "seit dem"],
    "fr": [],
}
RATES = {
    "en": r"\b(per) (day|night|week|month|year|person)\b",
    "nl": r"\b(per) (dag|nacht|week|maand|jaar|persoon)\b",
    "de": r"\b(pro) (Tag|Woche|Monat|Jahr|Person)\b",
    "fr": "(?!)",
}
OTHER_RATE = {"en": "quarter", "nl": "kwartaal", "de": "Quartal", "fr": ""}
SOFT = {
    "en": (r"\b(?:must|shall|should)(?! (?:not|usually))\b", "usually"),
    "nl": (r"\b(?:moet|moeten|dient|dienen)\b(?! (?:niet|worden))", "meestal"),
    "de": (r"\b(?:muss|müssen|soll|sollen)\b(?! nicht)", "meistens"),
    "fr": (r"(?!)", ""),
}
AND = {"en": "and", "nl": "en", "de": "und", "fr": "et"}


def _word(text: str) -> str:
    return rf"(?<![\w'’-]){text}(?![\w'’-])"


def _swap(sentence: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    for old, new in pairs:
        match = re.search(_word(re.escape(old)), sentence)
        if match:
            yield re.sub(r"\s+", " ", sentence[: match.start()] + new + sentence[match.end() :])
            return


def _strength(sentence: str, language: str, _dice: Dice) -> Iterator[str]:
    denied = r"\b(?:not|never|no|niet|geen|nooit|nicht|kein\w*|pas|nicht)\b"
    if not re.search(denied, sentence, re.IGNORECASE):
        yield from _swap(sentence, STRENGTH[language])


def _negation(sentence: str, language: str, _dice: Dice) -> Iterator[str]:
    yield from _swap(sentence, NEGATION[language])


def _actor(sentence: str, language: str, dice: Dice) -> Iterator[str]:
    for name in ACTORS[language]:
        match = re.search(_word(re.escape(name) + "(?:s|en)?"), sentence)
        if match:
            other = dice.choice([each for each in ACTORS[language] if each != name])
            yield sentence[: match.start()] + other + sentence[match.end() :]
            return


def _deadline(sentence: str, language: str, dice: Dice) -> Iterator[str]:
    match = re.search(rf"\b(?:{WITHIN[language]}) (\d+) (?:{UNITS[language]})\b", sentence)
    if match:
        other = int(match[1]) + dice.choice([1, 2, 5, 10])
        yield f"{sentence[: match.start(1)]}{other}{sentence[match.end(1) :]}"


def _number(sentence: str, language: str, dice: Dice) -> Iterator[str]:
    months = "|".join(MONTHS[language].split())
    match = re.search(rf"\b[a-z]+ (\d{{1,3}})(?= (?!{months})[a-z]{{4,}}| ?%)", sentence)
    if match:
        other = int(match[1]) + dice.choice([1, 3, 7])
        yield f"{sentence[: match.start(1)]}{other}{sentence[match.end(1) :]}"


def _date(sentence: str, language: str, dice: Dice) -> Iterator[str]:
    months = MONTHS[language].split()
    match = re.search(rf"\b(\d{{1,2}}\.? )({'|'.join(months)})\b", sentence)
    match = match or re.search(rf"()\b({'|'.join(months)})(?= \d{{1,4}}\b)", sentence)
    if match:
        other = dice.choice([each for each in months if each != match[2]])
        yield f"{sentence[: match.start(2)]}{other}{sentence[match.end(2) :]}"
        return
    match = re.search(r"\b(20\d\d)-(\d\d)-(\d\d)\b", sentence)
    if match:
        yield f"{sentence[: match.start(1)]}{int(match[1]) + 1}{sentence[match.end(1) :]}"


def _date_side(sentence: str, language: str, dice: Dice) -> Iterator[str]:
    months = MONTHS[language].replace(" ", "|")
    date = rf"(?=\d{{1,2}}\.? (?:{months})\b|(?:{months}) \d|20\d\d-\d\d-\d\d\b)"
    sides = SIDES[language]
    match = re.search(rf"\b({'|'.join(sides)}) {date}", sentence) if sides else None
    if match:
        other = dice.choice([each for each in sides if each[:2] != match[1][:2]])
        yield f"{sentence[: match.start(1)]}{other}{sentence[match.end(1) :]}"


def _rate(sentence: str, language: str, _dice: Dice) -> Iterator[str]:
    match = re.search(RATES[language], sentence)
    if match:
        yield f"{sentence[: match.start(2)]}{OTHER_RATE[language]}{sentence[match.end(2) :]}"


def _softened(sentence: str, language: str, _dice: Dice) -> Iterator[str]:
    opening, word = SOFT[language]
    match = re.search(opening, sentence)
    if match:
        yield f"{sentence[: match.end()]} {word}{sentence[match.end() :]}"


def _version(sentence: str, _language: str, _dice: Dice) -> Iterator[str]:
    match = re.search(r"\b([A-Z]{2,}[a-z]* )(\d+(?:\.\d+)?)\b", sentence)
    if match:
        whole, dot, part = match[2].partition(".")
        other = f"{whole}{dot}{int(part) + 1}" if dot else str(int(whole) + 4)
        yield f"{sentence[: match.start(2)]}{other}{sentence[match.end(2) :]}"


def _without_condition(sentence: str, language: str, _dice: Dice) -> Iterator[str]:
    yield from _without(sentence, IF[language])


def _without_exception(sentence: str, language: str, _dice: Dice) -> Iterator[str]:
    yield from _without(sentence, UNLESS[language])


def _without(sentence: str, opener: str) -> Iterator[str]:
    front = re.match(rf"{opener} [^,;()]{{8,}}, (\w.+)$", sentence, re.IGNORECASE)
    if front:
        yield front[1][0].upper() + front[1][1:]
        return
    behind = re.search(rf",? {opener} [^,;:()]{{8,}}\.$", sentence)
    if behind and len(sentence[: behind.start()].split()) >= 5:
        yield sentence[: behind.start()] + "."


def _spaces(sentence: str, _language: str, dice: Dice) -> Iterator[str]:
    places = [match.start() for match in re.finditer(" ", sentence)]
    if places:
        place = dice.choice(places)
        yield sentence[:place] + "  \n" + sentence[place:]


def _quotes(sentence: str, _language: str, _dice: Dice) -> Iterator[str]:
    other = sentence.replace("'", "’").replace(' "', " “").replace('"', "”")
    if other != sentence:
        yield other


def _markup(sentence: str, _language: str, dice: Dice) -> Iterator[str]:
    words = sentence.split(" ")
    place = dice.below(0, len(words))
    word = words[place].rstrip(
        ".,:;!?"
    )  # what ends a sentence stays outside, or no reader finds its end
    words[place] = dice.choice(["**{}**", "_{}_", "`{}`"]).format(word) + words[place][len(word) :]
    yield " ".join(words)


def _spelling(sentence: str, _language: str, dice: Dice) -> Iterator[str]:
    words = list(re.finditer(r"(?<![\w./-])[a-zà-ÿ]{7,}(?![\w./-])", sentence))
    if words:
        match = dice.choice(words)
        place = dice.below(2, len(match[0]) - 2)
        word = match[0]
        kind = dice.below(0, 3)
        if kind == 0:
            wrong = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        elif kind == 1:
            wrong = word[:place] + word[place + 1 :]
        else:
            wrong = word[:place] + word[place] + word[place:]
        if wrong != word:
            yield sentence[: match.start()] + wrong + sentence[match.end() :]


def _comma(sentence: str, _language: str, dice: Dice) -> Iterator[str]:
    places = [match.start() for match in re.finditer(r", (?=[a-z])", sentence)]
    if places:
        place = dice.choice(places)
        yield sentence[:place] + sentence[place + 1 :]


def _reorder(sentence: str, language: str, _dice: Dice) -> Iterator[str]:
    match = re.search(
        rf"\b([a-z]{{4,}}), ([a-z]{{4,}}),? {AND[language]} ([a-z]{{4,}})\b", sentence
    )
    if match:
        one, _, three = match.groups()
        swapped = match[0].replace(one, "¤", 1).replace(three, one, 1).replace("¤", three, 1)
        yield sentence[: match.start()] + swapped + sentence[match.end() :]


Editor = Callable[[str, str, Dice], Iterator[str]]
MEANING: dict[str, tuple[Editor, frozenset[str]]] = {
    "strength": (_strength, frozenset({"strength", "negation"})),
    "negation": (_negation, frozenset({"negation", "strength"})),
    "actor": (_actor, frozenset({"actor"})),
    "deadline": (_deadline, frozenset({"deadline", "number"})),
    "number": (_number, frozenset({"number", "deadline", "term"})),
    "date": (_date, frozenset({"date"})),
    "date side": (_date_side, frozenset({"date", "condition"})),
    "rate": (_rate, frozenset({"number", "deadline"})),
    "softened": (_softened, frozenset({"condition"})),
    "version": (_version, frozenset({"term"})),
    "condition dropped": (_without_condition, frozenset({"condition"})),
    "exception dropped": (_without_exception, frozenset({"exception", "condition"})),
}
NO_MEANING: dict[str, Editor] = {
    "white space": _spaces,
    "quotation marks": _quotes,
    "markup": _markup,
    "spelling": _spelling,
    "comma": _comma,
    "order of a list": _reorder,
}


def edits_of(sentence: str, language: str, seed: int) -> Iterator[Edit]:
    """Every edit that ``sentence`` allows, at most one of a name."""
    for name, (editor, kinds) in MEANING.items():
        for text in editor(sentence, language, Dice(f"{seed} {name} {sentence}")):
            if text != sentence:
                yield Edit(name, text, kinds)
    for name, plain in NO_MEANING.items():
        for text in plain(sentence, language, Dice(f"{seed} {name} {sentence}")):
            yield Edit(name, text, frozenset())
