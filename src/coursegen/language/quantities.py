"""Numbers that bind. In: a text and its language. Out: Quantity values, and the deadline if there is one.

A number counts when it has a unit of time, is a percentage or an amount of money, or is bounded in words (``at
least 12 characters``). Dates, section and version numbers, identifiers and codes do not: they have no unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, cast, get_args

from coursegen.language.data import load
from coursegen.language.lexicon import alternation, listed
from coursegen.language.verbs import VerbForms, verb_forms
from coursegen.model.passage import Quantity

__all__ = ["LocatedQuantity", "deadline_in", "located_quantities", "quantities_in"]

Bound = Literal["within", "at least", "at most", "after", "before", "every", "exactly", "over"]
_DUE: tuple[Bound, ...] = ("within", "at most", "before", "exactly", "at least")
_MAX_ANCHOR_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Tables:
    numbers: dict[str, float]
    thousands: str
    decimal: str
    units: dict[str, re.Pattern[str]]
    quantity: re.Pattern[str]
    bounds: tuple[tuple[re.Pattern[str], Bound, bool], ...]
    after: tuple[tuple[re.Pattern[str], Bound], ...]
    adverbs: dict[str, tuple[float, str]]
    adverb_pattern: re.Pattern[str]
    not_quantities: re.Pattern[str]
    anchor: re.Pattern[str]
    before_anchor: re.Pattern[str]
    anchor_stops: frozenset[str]
    anchor_clause: frozenset[str]
    anchor_nouns: frozenset[str]
    anchor_articles: frozenset[str]
    anchor_alone: re.Pattern[str]
    verbs: VerbForms
    prefilter: re.Pattern[str]
    money: re.Pattern[str]
    currencies: dict[str, str]
    money_words: re.Pattern[str]


def _bound(word: str) -> Bound:
    if word not in get_args(Bound):
        raise ValueError(f"unknown bound {word!r} in quantities.yaml")
    return cast("Bound", word)


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


def _quantity_pattern(data: dict[str, Any], numbers: dict[str, float]) -> re.Pattern[str]:
    units = "|".join(f"(?:{pattern})" for pattern in data["units"].values())
    words = alternation(numbers)
    bounds = "|".join(f"(?:{row['pattern']})" for row in data["bounds"])
    after = "|".join(f"(?:{row['pattern']})" for row in data.get("after_number", [])) or "(?!)"
    digits = rf"\d{{1,3}}(?:{re.escape(data['thousands'])}\d{{3}})+|\d+(?:{re.escape(data['decimal'])}\d+)?"
    number = rf"(?:{digits}|(?:{words})(?![\w-]))(?: ?\((?:\d+|{words})\))?"
    span = r"(?: ?(?:-|–|to|tot|or|of|bis|à) ?(?:\d+|" + words + r")(?![\w]))?"
    return re.compile(
        rf"(?<![\w.,/§#:-])(?P<bound>(?:{bounds})\s+)?(?P<number>{number})(?P<range>{span})"
        rf"(?P<gap>[ -]?)(?:(?P<percent>{data['percent']})(?!\w)|(?:full |consecutive |volle |hele |opeenvolgende )?(?P<unit>{units})(?![\w-])"
        rf"|(?P<noun>[^\W\d_][\w-]{{2,}}))(?P<after>\s+(?:{after}))?(?!\.\d)",
        re.IGNORECASE,
    )


def _money_pattern(data: dict[str, Any]) -> re.Pattern[str]:
    """An amount with the sign of its currency before it (``up to €35``)."""
    bounds = "|".join(f"(?:{row['pattern']})" for row in data["bounds"])
    signs = "".join(re.escape(each) for each in data.get("currencies", {})) or "\\0"
    digits = (
        rf"\d+(?:{re.escape(data['thousands'])}\d{{3}})*(?:{re.escape(data['decimal'])}\d{{1,2}})?"
    )
    return re.compile(
        rf"(?<![\w.,/§#:-])(?:(?P<bound>{bounds})\s+)?(?P<sign>[{signs}]) ?(?P<number>{digits})(?![\w.,]\d|\w)",
        re.IGNORECASE,
    )


@cache
def _tables(language: str) -> _Tables | None:
    data = load(language, "quantities")
    if not data:
        return None
    numbers = {str(word).lower(): float(value) for word, value in data["numbers"].items()}
    bounds = tuple(
        (_whole(row["pattern"]), _bound(row["bound"]), bool(row.get("deadline")))
        for row in data["bounds"]
    )
    adverbs = {word: (float(value), unit) for word, (value, unit) in data["adverbs"].items()}
    words = alternation([*numbers, *adverbs])
    return _Tables(
        numbers=numbers,
        thousands=data["thousands"],
        decimal=data["decimal"],
        units={unit: _whole(pattern) for unit, pattern in data["units"].items()},
        quantity=_quantity_pattern(data, numbers),
        bounds=bounds,
        after=tuple(
            (_whole(r["pattern"]), _bound(r["bound"])) for r in data.get("after_number", [])
        ),
        adverbs=adverbs,
        adverb_pattern=_whole(alternation(adverbs)),
        not_quantities=_whole(data.get("not_quantities") or "(?!)"),
        anchor=re.compile(rf"\s+(?:{data['anchors']})(?![\w-])", re.IGNORECASE),
        before_anchor=re.compile(rf"\s+(?:{data['before_anchor']})(?![\w-])", re.IGNORECASE),
        anchor_stops=frozenset(listed(data.get("anchor_stops", ""))),
        anchor_clause=frozenset(listed(data.get("anchor_clause", ""))),
        anchor_nouns=frozenset(listed(data.get("anchor_nouns", ""))),
        anchor_articles=frozenset(listed(data.get("anchor_articles", ""))),
        anchor_alone=re.compile(
            rf"\s+(?:{data.get('anchor_alone') or '(?!)'})(?![\w-])", re.IGNORECASE
        ),
        verbs=verb_forms(language),
        money=_money_pattern(data),
        currencies=data.get("currencies", {}),
        money_words=_whole(data.get("money") or "(?!)"),
        prefilter=re.compile(rf"\d|(?<!\w)(?:{words})(?!\w)", re.IGNORECASE),
    )


def _value(written: str, tables: _Tables) -> float | None:
    word = written.lower().split("(")[0].strip()
    if word in tables.numbers:
        return tables.numbers[word]
    plain = word.replace(tables.thousands, "").replace(tables.decimal, ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _unit(match: re.Match[str], tables: _Tables) -> tuple[str, bool]:
    """The unit's name, and whether it stands without a bound."""
    if match["percent"]:
        return "percent", True
    if match["unit"]:
        for unit, pattern in tables.units.items():
            if pattern.fullmatch(match["unit"]):
                return unit, True
    noun = match["noun"] or ""
    return noun, bool(tables.money_words.fullmatch(noun))


def _bounded(match: re.Match[str], tables: _Tables) -> tuple[Bound, bool]:
    """How the words around the number bound it, and whether they make it a deadline."""
    for written, rows in ((match["bound"], tables.bounds),):
        for pattern, bound, deadline in rows if written else ():
            if pattern.fullmatch(written.strip()):
                return bound, deadline
    if match["after"]:
        for pattern, bound in tables.after:
            if pattern.fullmatch(match["after"].strip()):
                return bound, False
    return ("at most", False) if match["range"] else ("exactly", False)


@dataclass(frozen=True, slots=True)
class _Found:
    quantity: Quantity
    start: int
    end: int
    due: bool


def _upper(match: re.Match[str], tables: _Tables) -> float | None:
    if match["range"]:
        last = re.split(r"[\s–-]+", match["range"].strip())[-1]
        return _value(last, tables)
    return _value(match["number"], tables)


def _numbered(text: str, tables: _Tables, taken: list[tuple[int, int]]) -> list[_Found]:
    found = []
    position = 0
    while match := tables.quantity.search(text, position):
        position = max(match.start() + 1, match.end("number"))
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        value = _upper(match, tables)
        unit, free = _unit(match, tables)
        bound, due = _bounded(match, tables)
        article = match["number"].lower() in {"a", "an", "een"}
        if (
            value is None
            or not unit
            or (not free and (bound in {"exactly", "every", "after", "before"} or article))
        ):
            continue
        if article and bound not in {"within", "every"}:
            continue
        end = match.end()
        position = end
        quantity = Quantity(
            text=text[match.start() : end].strip(), value=value, unit=unit, bound=bound
        )
        found.append(_Found(quantity, match.start(), end, due and unit != "percent" and free))
    return found


def _amounts(text: str, tables: _Tables) -> list[_Found]:
    """Amounts of money with the sign of their currency."""
    found = []
    for match in tables.money.finditer(text):
        value = _value(match["number"], tables)
        if value is None:
            continue
        bound: Bound = "exactly"
        for pattern, each, _ in tables.bounds if match["bound"] else ():
            if pattern.fullmatch(match["bound"].strip()):
                bound = each
                break
        unit = tables.currencies[match["sign"]]
        quantity = Quantity(text=match[0].strip(), value=value, unit=unit, bound=bound)
        found.append(_Found(quantity, match.start(), match.end(), due=False))
    return found


def _all(text: str, tables: _Tables) -> list[_Found]:
    if not tables.prefilter.search(text):
        return []
    taken = [match.span() for match in tables.not_quantities.finditer(text)]
    found = _amounts(text, tables)
    taken += [(each.start, each.end) for each in found]
    found += _numbered(text, tables, taken)
    taken += [(each.start, each.end) for each in found]
    for match in tables.adverb_pattern.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        value, unit = tables.adverbs[match[0].lower()]
        quantity = Quantity(text=match[0], value=value, unit=unit, bound="every")
        found.append(_Found(quantity, match.start(), match.end(), due=False))
    return sorted(found, key=lambda each: each.start)


def quantities_in(text: str, language: str) -> tuple[Quantity, ...]:
    """All quantities of ``text`` in order; ``text`` of each is a substring of it."""
    tables = _tables(language)
    return tuple(each.quantity for each in _all(text, tables)) if tables else ()


class LocatedQuantity(NamedTuple):
    """A quantity and its place; ``due``: it is a time within which something must be done."""

    quantity: Quantity
    start: int
    end: int
    due: bool


def located_quantities(text: str, language: str) -> tuple[LocatedQuantity, ...]:
    """All quantities of ``text`` with their places, in order."""
    tables = _tables(language)
    if not tables:
        return ()
    return tuple(
        LocatedQuantity(each.quantity, each.start, each.end, each.due)
        for each in _all(text, tables)
    )


def _anchor_end(text: str, start: int, tables: _Tables) -> int:
    """Where the phrase that says from when a period runs ends; ``start`` is after its preposition."""
    stop = re.search(r"[,;:()]|[.](?=\s|$)|$", text[start:])
    limit = start + (stop.start() if stop else 0)
    words = [
        (word[0].lower(), start + word.end()) for word in re.finditer(r"\S+", text[start:limit])
    ]
    if tables.anchor_nouns:
        return _noun_phrase_end(words, start, tables)
    end = start
    for count, (word, after) in enumerate(words):
        if word in tables.anchor_clause and count:
            return limit
        if count >= _MAX_ANCHOR_WORDS or (count and word in tables.anchor_stops):
            break
        end = after
    return end


def _noun_phrase_end(words: list[tuple[str, int]], start: int, tables: _Tables) -> int:
    """The end of ``(article) (adjective) noun (van noun phrase)``: adjectives end in -e, the noun closes it."""
    end, place = start, 0
    while place < len(words):
        if words[place][0] in tables.anchor_articles:
            place += 1
        while place + 1 < len(words) and _is_adjective(words, place, tables):
            place += 1
        if place >= len(words) or words[place][0] in tables.anchor_stops - tables.anchor_articles:
            break
        end = words[place][1]
        place += 1
        if place >= len(words) or words[place][0] not in tables.anchor_nouns:
            break
        place += 1
    return end


def _is_adjective(words: list[tuple[str, int]], place: int, tables: _Tables) -> bool:
    after = words[place + 1][0].rstrip(".,;")
    closed = tables.anchor_stops | tables.anchor_nouns | tables.verbs.infinitives
    if after in closed or after in tables.verbs.participles:
        return False
    return words[place][0].endswith("e")


def deadline_in(text: str, language: str) -> Quantity | None:
    """The first period within which something must be done, with what it is counted from.

    ``text`` of the result runs from the bounding word to the end of the anchor (``within 1 hour of
    noticing it``), so that cutting it leaves a sentence.
    """
    tables = _tables(language)
    if not tables:
        return None
    for each in _all(text, tables):
        if each.quantity.unit not in tables.units or each.quantity.bound not in _DUE:
            continue
        before = tables.before_anchor.match(text, each.end)
        if before and re.match(r"\s+\d", text[before.end() :]):
            before = None
        if not each.due and not before:
            continue
        end, bound = each.end, each.quantity.bound
        alone = tables.anchor_alone.match(text, each.end)
        anchor = tables.anchor.match(text, each.end)
        if alone:
            end = alone.end()
        elif anchor:
            reach = _anchor_end(text, anchor.end(), tables)
            end = reach if reach > anchor.end() else end
        if before:
            bound = "before"
        return Quantity(
            text=text[each.start : end].strip(),
            value=each.quantity.value,
            unit=each.quantity.unit,
            bound=bound,
        )
    return None
