"""Rules that the source lists. In: Material, the rules of one run. Out: steps, lists under their stub, bullets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.blocks.parts import stub_of
from coursegen.generate.embedded.blocks.prose import prose
from coursegen.generate.embedded.blocks.whole import (
    bare_list,
    items_under,
    list_above,
    parent_of,
    parent_step,
)
from coursegen.generate.embedded.gates import holds_word, word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, sentence
from coursegen.model.drafts import DraftBlock, DraftSteps, DraftText
from coursegen.model.passage import Passage

__all__ = ["bullets", "listed", "nested", "signs", "steps", "ways"]

_LISTS = {
    "must": "must_list",
    "must_not": "must_not_list",
    "may": "may_list",
    "should": "should_list",
}
_END = " ;,."
_DEAD_LINK = re.compile(r",? (?:which (?:is|can be) )?(?:located|found|available) here\b")
_LONG, _SIGNS, _ITEM = 8, 10, 60
"""Rules of a list that is told in groups; examples of a list that is told at all, at most; words of
an item, at most."""


def steps(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """A procedure, each step told to whom does it, with what hangs under it; others' steps are announced."""
    below = [each for each in rules if parent_step(material, each) in rules]
    ordered = [each for each in rules if each not in below]
    ordered = sorted(ordered, key=lambda each: each.statement.number or 0)
    if len(ordered) < 2:
        yield from prose(material, rules)
        return
    say = material.wording.say
    yield DraftSteps(
        type="steps",
        title=say("blocks", "steps_title", ordered[0].id),
        intro=_intro(material, ordered),
        steps=[
            " ".join([_step(material, each), *_below(material, each, below)]) for each in ordered
        ],
        cites=cites_of(rules),
    )


def _below(material: Material, step: Rule, below: Sequence[Rule]) -> list[str]:
    """What hangs under ``step``, as sentences."""
    return [sentence(each.plain) for each in below if parent_step(material, each) == step]


def _step(material: Material, rule: Rule) -> str:
    """The step as the source has it; the learner's own without the learner's name in it."""
    named = rule.statement.actor and material.learner.is_named(rule.statement.actor)
    fits = bool(rule.whole) and material.language == "nl"
    return sentence(capitalised(rule.whole)) if named and fits else rule.sentence


def _intro(material: Material, rules: Sequence[Rule]) -> str:
    """Words on the steps of the same procedure that are for others, or not told at all."""
    say, group = material.wording.say, rules[0].statement.group
    others = [each for each in material.request.rejected if each.group == group]
    own = sorted({each.statement.number or 0 for each in rules})
    last = max([*own, *(each.number or 0 for each in others)])
    if own == list(range(1, last + 1)):
        return ""
    if set(range(1, own[-1] + 1)) - {*own, *(each.number for each in others)}:
        return say("blocks", "steps_part")
    ahead = all((each.number or 0) < own[0] for each in others)
    behind = all((each.number or 0) > own[-1] for each in others)
    where = "behind" if behind else "last" if ahead else "between"
    return say("blocks", f"steps_{where}")


def listed(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """Items under one stub: the stub said to the learner, then the tasks; else the list as it stands."""
    kind = rules[0].modality
    told = [each for each in rules if each.task and not each.limited and each.modality == kind]
    own = all(each.subject == material.wording.you and not each.command for each in rules)
    if len(told) < len(rules) or len(rules) < 2 or not own or kind not in _LISTS:
        yield from _as_listed(material, rules)
        return
    lines = [f"- {each.task}" for each in rules]
    yield _list(material.wording.say("blocks", _LISTS[kind]), lines, cites_of(rules))


def _as_listed(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """A list as the source has it, whole, under its own stub."""
    hanging = [each for each in rules if list_above(material, each)]
    rules = [each for each in rules if each not in hanging]
    if not rules:
        yield from prose(material, hanging)
        return
    stub = stub_of(material, rules[0])
    if re.search(str(material.wording.words("grammar", "open_stub")), stub):
        whole_ones = _apart_from_stub(rules)
        rules = [each for each in rules if each not in whole_ones]
        if whole_ones:  # sentences of their own, which do not go on from the stub
            yield from (
                prose(material, whole_ones)
                if len(whole_ones) < 3
                else [_bulleted(material, whole_ones)]
            )
        if len(rules) < 2:
            yield from prose(material, [*rules, *hanging]) if rules or hanging else []
            return
    first = material.request.passages[rules[0].passages[-1] - 1]
    lead = material.occurrence[first.id].lead or ""
    items = items_under(material, lead)
    items = [each for each in items if word_count(each.text) <= _ITEM]
    if re.match(r"(?:These|Those|This|Deze|Dit|Die)\b", stub):
        items = [each for each in items if _carries(each, rules)]
        if len(items) < 2:
            return
    if not any(_carries(each, rules) for each in items):
        return
    whole = " ".join([stub, *(each.text for each in items)])
    if not all(each.sentence.rstrip(".") in whole or _holds(each, items) for each in rules):
        items = [material.request.passages[each.passages[-1] - 1] for each in rules]
    told = _said(rules)
    below = _hanging(material, hanging)
    lines = [
        line
        for each in dict.fromkeys(items)
        for line in (
            f"- {told.get(material.number[each.id], each.text).rstrip(_END)}",
            *below.pop(each.id, ()),
        )
    ]
    labels = [label for each in items for label in material.passage_labels(each.id)]
    shown = [each for each in hanging if _parent_id(material, each) not in below]
    cites = [material.passage_labels(lead)[-1], *labels, *cites_of([*rules, *shown])]
    yield _list(stub, lines, list(dict.fromkeys(cites)))


def _apart_from_stub(rules: Sequence[Rule]) -> list[Rule]:
    """Sentences of their own, of items of which no sentence goes on from the stub."""
    going_on = {each.passages[-1] for each in rules if len(each.passages) > 1}
    return [each for each in rules if len(each.passages) == 1 and each.passages[-1] not in going_on]


def _hanging(material: Material, rules: Sequence[Rule]) -> dict[str, list[str]]:
    """Lines of what hangs under the items of a list, by the item."""
    found: dict[str, list[str]] = {}
    for each in rules:
        line = f"  - {each.plain.rstrip(_END)}"
        held = found.setdefault(_parent_id(material, each), [])
        if line not in held:
            held.append(line)
    return found


def _parent_id(material: Material, rule: Rule) -> str:
    parent = parent_of(material, rule)
    return parent.id if parent else ""


def _said(rules: Sequence[Rule]) -> dict[int, str]:
    """What each item says to the learner, where its sentence is whole: *Users may not ...*, *You must not ...*."""
    counts = Counter(each.passages[-1] for each in rules)
    whole = [each for each in rules if each.addressed and not each.command]
    return {
        each.passages[-1]: each.plain
        for each in whole
        if counts[each.passages[-1]] == 1 and each.statement.marker and len(each.passages) == 1
    }


def _holds(rule: Rule, items: Sequence[Passage]) -> bool:
    return any(_carries(each, [rule]) for each in items)


def _carries(item: Passage, rules: Sequence[Rule]) -> bool:
    return any(ref.passage == item.id for each in rules for ref in each.statement.evidence)


def ways(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """A rule whose sentence opens the list of ways to follow it: both, whole."""
    for rule in rules:
        passage = material.request.passages[rule.passages[-1] - 1]
        items = items_under(material, passage.id)
        if len(items) < 2:
            yield from prose(material, [rule])
            continue
        lines = [f"- {_DEAD_LINK.sub('', each.text.rstrip(_END))}" for each in items]
        labels = [label for each in items for label in material.passage_labels(each.id)]
        stub = capitalised(passage.sentences[-1])
        yield _list(stub, lines, list(dict.fromkeys([*rule.cites, *labels])))


def nested(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """Items that hang under another item: under its words, which say when they hold and whose they are."""
    parent = parent_of(material, rules[0])
    if parent is None or word_count(parent.text) > _ITEM:
        return
    lines = list(dict.fromkeys(f"- {each.plain.rstrip(_END)}" for each in rules))
    cites = [*material.passage_labels(parent.id), *cites_of(rules)]
    yield _list(f"{parent.text.rstrip(_END)}:", lines, list(dict.fromkeys(cites)))


def bullets(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """Items of a list without a stub: what each says, one a line, with those that no rule was read from."""
    members = bare_list(material, rules)
    ruled = {material.request.passages[each.passages[-1] - 1].id for each in rules}
    if len(members) > max(2, len(ruled)):
        yield _whole(material, members, rules)
        return
    if len(rules) < 3:
        yield from prose(material, rules)
        return
    groups = _by_kind(material, rules) if len(rules) >= _LONG else {}
    if len(groups) < 2 or min(map(len, groups.values())) < 2:
        yield _bulleted(material, rules)
        return
    for name, held in groups.items():
        title = material.wording.say("blocks", _title_of(name, held), held[0].id)
        yield _bulleted(material, held).model_copy(update={"title": title})


def _by_kind(material: Material, rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    """A long list by what its items do: ask, forbid, or tell how things are; nothing where their order counts."""
    sequence = re.compile(str(material.wording.words("grammar", "sequence")))
    steps_in = sum(bool(sequence.match(each.sentence)) for each in rules)
    told_to_do = any(_is_command(each) for each in rules)
    if steps_in > 1 or told_to_do:
        return {}
    names = {"must": "asked_title", "should": "asked_title", "must_not": "not_allowed_title"}
    found: dict[str, list[Rule]] = {
        "asked_title": [],
        "not_allowed_title": [],
        "arranged_title": [],
    }
    passages: dict[tuple[int, ...], str] = {}
    for each in rules:
        own = names.get(each.modality, "arranged_title")
        above = (_number_above(material, each),)
        name = passages.setdefault(each.passages, passages.get(above, own))
        found[name].append(each)
    if len(found["not_allowed_title"]) == 1:
        found["asked_title"] += found.pop("not_allowed_title")
    return {name: held for name, held in found.items() if held}


def _title_of(name: str, rules: Sequence[Rule]) -> str:
    """The heading over rules of one kind: it promises no more than the strictest and no less than all of them."""
    kinds = {each.modality for each in rules}
    if name == "asked_title" and len(kinds) == 1:
        return {"must": "required_title", "should": "recommended_title"}.get(min(kinds), name)
    if name == "arranged_title" and kinds <= {"may", "need_not"}:
        return "optional_title" if kinds == {"need_not"} else "free_title"
    return name


def _is_command(rule: Rule) -> bool:
    """Whether the rule is told as a command: such items are often steps."""
    return rule.command or (rule.modality == "must" and not rule.statement.marker)


def _bulleted(material: Material, rules: Sequence[Rule]) -> DraftBlock:
    """What each rule says, a line for each passage; what hangs under another line stands under it."""
    lines: dict[int, list[str]] = {}
    below: dict[int, list[int]] = {}
    for each in rules:
        held = lines.setdefault(each.passages[-1], [])
        if not _is_said(each.plain, held):
            held.append(each.plain)
        parent = _number_above(material, each)
        if parent in lines and parent != each.passages[-1]:
            under = below.setdefault(parent, [])
            under += [each.passages[-1]] if each.passages[-1] not in under else []
    hanging = {number for under in below.values() for number in under}

    def told(number: int, indent: str) -> Iterator[str]:
        yield f"{indent}- {' '.join(lines[number])}"
        for under in below.get(number, ()):
            yield from told(under, f"{indent}  ")

    top = [number for number in lines if number not in hanging]
    return _list("", [line for number in top for line in told(number, "")], cites_of(rules))


def _is_said(text: str, told: Sequence[str]) -> bool:
    """Whether a line of ``told`` ends with ``text``, or holds it: *...; for B, do this.* and *For B, do this.*"""
    bare = text.rstrip(_END).lower()
    return any(bare in each.lower() for each in told)


def _number_above(material: Material, rule: Rule) -> int:
    """The number of the passage that the rule's item hangs under; 0 where there is none."""
    parent = parent_of(material, rule)
    return material.number[parent.id] if parent else 0


def _whole(material: Material, members: Sequence[Passage], rules: Sequence[Rule]) -> DraftBlock:
    """A list with the members that no rule was read from, which stand as in the source."""
    said: dict[str, list[str]] = {}
    for each in rules:
        said.setdefault(material.request.passages[each.passages[-1] - 1].id, []).append(each.plain)
    lines = [f"- {' '.join(dict.fromkeys(said.get(each.id, [each.text])))}" for each in members]
    labels = [label for each in members for label in material.passage_labels(each.id)]
    return _list("", lines, list(dict.fromkeys([*labels, *cites_of(rules)])))


def _list(stub: str, lines: Sequence[str], cites: list[str]) -> DraftBlock:
    text = "\n".join([stub, "", *lines] if stub else lines)
    return DraftText(type="text", origin="source", title="", text=text, cites=cites)


def signs(material: Material) -> list[DraftBlock]:
    """Lists of signs or examples, which carry no rule, under the words of their own stub."""
    words = material.wording.words("grammar", "signs")
    lists: dict[str, list[Passage]] = {}
    for place in material.request.occurrences:
        lead = material.passage.get(place.lead or "")
        passage = material.passage.get(place.passage)
        if lead and passage and holds_word(words, lead.sentences[-1]) and passage.text[-1:] != ":":
            lists.setdefault(lead.id, []).append(material.passage[place.passage])
    blocks: list[DraftBlock] = []
    for lead_id, items in lists.items():
        stub = material.passage[lead_id].sentences[-1]
        ruled = {number for each in material.rules for number in each.passages}
        bare = not any(material.number[each.id] in ruled for each in items)
        if not 2 <= len(items) <= _SIGNS or not stub.endswith(":") or not bare:
            continue
        lines = [f"- {each.text.rstrip(_END)}" for each in items]
        labels = [label for each in items for label in material.passage_labels(each.id)]
        blocks.append(_list(stub, lines, [material.passage_labels(lead_id)[-1], *labels]))
    return blocks
