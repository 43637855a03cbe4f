"""Items on lists under one stub. In: Material. Out: candidates: which of these does the rule name, all that apply.

The stub is quoted and its own entries are the keys; wrong options are entries of other lists, of the same
form, which the source never puts under this stub.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursegen.generate.embedded.gates import alike, stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.drafts import DraftChoice, DraftOption
from coursegen.model.passage import Passage

__all__ = ["list_items"]

_STUB, _ENTRY, _KEYS, _WRONG, _FEWEST = 24, 16, 3, 2, 3
_CLOSE = 0.5
_OPENS = re.compile(
    r"(?:a|an|the|any|all|each|every|no|your|their|its|een|de|het|alle|elke|geen|uw|je)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:if|when|who|what|how|whether|als|wie|wat|hoe|of)\b", re.IGNORECASE)
_REFERS = re.compile(
    r"\b(?:following|below|above|these|volgende|onderstaande|hieronder|deze)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _List:
    """A stub without its colon, and its entries with their rules."""

    stub: str
    lead: str
    entries: tuple[tuple[str, Rule], ...]


def list_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """What a rule's list names, among what other lists name."""
    lists = _lists(material, rules)
    for each in lists:
        found = _asked(material, each, [one for one in lists if one is not each])
        if found:
            yield found


def _lists(material: Material, rules: Sequence[Rule]) -> list[_List]:
    entries: dict[str, list[tuple[str, Rule]]] = {}
    for rule in rules:
        if not rule.passages or rule.modality in ("step", "definition") or not rule.cites:
            continue
        passage = material.request.passages[rule.passages[-1] - 1]
        place = material.occurrence.get(passage.id)
        if place and place.lead and passage.kind == "list_item" and len(passage.sentences) == 1:
            entries.setdefault(place.lead, []).append((_entry(passage), rule))
    found = []
    for lead, told in entries.items():
        stub = material.passage[lead].sentences[-1] if lead in material.passage else ""
        fit = [each for each in told if each[0] and word_count(each[0]) <= _ENTRY]
        plain = stub.endswith(":") and word_count(stub) <= _STUB and not _REFERS.search(stub)
        if plain and len(fit) >= _FEWEST:
            found.append(_List(stub.rstrip(" :"), lead, tuple(fit)))
    return found


def _entry(passage: Passage) -> str:
    text = re.sub(r"[;,]? (?:and|or|en|of)$", "", passage.text.strip().rstrip(" ;,."))
    bare = text.count("(") == text.count(")") and not re.search(r"[:;@]|https?", text)
    return text if bare else ""


def _form(text: str) -> str:
    """What kind of phrase it is, as far as its first word tells."""
    if _OPENS.match(text):
        return "noun"
    if _CLAUSE.match(text):
        return "clause"
    first = text.split(" ", 1)[0].lower()
    return "ing" if first.endswith("ing") else "other"


def _asked(material: Material, asked: _List, others: Sequence[_List]) -> Candidate | None:
    keys = sorted(asked.entries, key=lambda each: rank(each[0], "list"))[:_KEYS]
    wrong = _wrong(material, asked, others)
    if len(wrong) < _WRONG:
        return None
    say = material.wording.say
    stub = capitalised(asked.stub)
    options = [
        DraftOption(
            text=capitalised(text),
            correct=True,
            feedback=say("feedback", "in_list", rule.id),
            cites=list(rule.cites),
        )
        for text, rule in keys
    ]
    for text, rule, source in wrong[:_WRONG]:
        told = say("feedback", "other_list", source.lead, stub=capitalised(source.stub))
        cited = list(rule.cites)
        options.append(
            DraftOption(text=capitalised(text), correct=False, feedback=told, cites=cited)
        )
    rules = tuple(rule for _, rule in asked.entries)
    item = DraftChoice(
        type="multiple_choice",
        objective=1,
        bloom="understand",
        stem=say("questions", "which_in_list", asked.lead, stub=stub),
        rationale="",
        cites=cites_of(rules),
        options=sorted(options, key=lambda each: rank(each.text, asked.lead)),
    )
    return Candidate(item, "list", 7.0, rules, f"list{asked.lead}")


def _wrong(
    material: Material, asked: _List, others: Sequence[_List]
) -> list[tuple[str, Rule, _List]]:
    """Entries of other lists, of the keys' form, that this list does not hold in other words."""
    own = " ".join(text for text, _ in asked.entries)
    form = _form(asked.entries[0][0])
    length = sum(len(text) for text, _ in asked.entries) / len(asked.entries)
    found: list[tuple[str, Rule, _List]] = []
    for each in others:
        if alike(each.stub, asked.stub) >= _CLOSE:
            continue
        for text, rule in each.entries:
            near = any(alike(text, one) >= _CLOSE for one, _ in asked.entries)
            share = len(stems(text) & stems(own)) / max(1, len(stems(text)))
            known = any(
                alike(asked.stub, one.sentence) >= _CLOSE
                for one in material.truths.like(text, 0.75)
                if one.id != rule.id
            )
            if _form(text) == form and not near and share < _CLOSE and not known:
                found.append((text, rule, each))
    found.sort(key=lambda each: (abs(len(each[0]) - length) // 20, rank(each[0], asked.lead)))
    return found
