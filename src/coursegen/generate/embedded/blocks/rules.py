"""The rules of a module as blocks. In: Material. Out: blocks in source order, one idea each, every one cited.

Runs of rules of one shape become one block: steps, table rows, items of one list, definitions, cues of a
recording; the rest becomes short texts, with exceptions and freedoms beside their rule as callouts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from coursegen.generate.embedded.gates import holds_word, word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.items.sets import meaning_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, sentence
from coursegen.model.drafts import (
    DraftBlock,
    DraftCallout,
    DraftCard,
    DraftClip,
    DraftFlashcards,
    DraftReveal,
    DraftSteps,
    DraftTable,
    DraftText,
)
from coursegen.model.passage import Passage

__all__ = ["rule_blocks"]

_TEXT_WORDS = 55
_ENOUGH = 3
"""With so many rules of the learner's own, facts that stand alone are not told."""


def rule_blocks(material: Material) -> list[DraftBlock]:
    """The rules told, in source order."""
    blocks: list[DraftBlock] = []
    rules = _told(material)
    for key, run in groupby(rules, key=lambda each: _shape(material, each)):
        blocks.extend(_WRITERS[key[0]](material, list(run)))
    cards = [each for each in blocks if isinstance(each, DraftFlashcards)]
    rest = [each for each in blocks if not isinstance(each, DraftFlashcards)]
    return [*_examples(material), *rest, *cards] if rest else []


def _told(material: Material) -> list[Rule]:
    """The rules to tell: facts that stand apart from the rules are left to the source."""
    rules = [each for each in material.rules if each.cites]
    if sum(each.subject == material.wording.you for each in rules) < _ENOUGH:
        return rules
    near = {number for each in rules if each.modality != "fact" for number in each.passages}
    return [each for each in rules if each.modality != "fact" or near & set(each.passages)]


def _examples(material: Material) -> list[DraftBlock]:
    """Lists of signs or examples, which carry no rule, under the words of their own stub."""
    words = material.wording.words("grammar", "signs")
    lists: dict[str, list[Passage]] = {}
    for place in material.request.occurrences:
        lead = material.passage.get(place.lead or "")
        if lead and place.passage in material.passage and holds_word(words, lead.sentences[-1]):
            lists.setdefault(lead.id, []).append(material.passage[place.passage])
    blocks: list[DraftBlock] = []
    for lead_id, items in lists.items():
        stub = material.passage[lead_id].sentences[-1]
        ruled = {number for each in material.rules for number in each.passages}
        bare = not any(material.number[each.id] in ruled for each in items)
        if len(items) < 2 or not stub.endswith(":") or not bare:
            continue
        lines = [f"- {each.text.rstrip(' ;,.')}" for each in items]
        labels = [label for each in items for label in material.passage_labels(each.id)]
        blocks.append(
            DraftText(
                type="text",
                origin="source",
                title="",
                text="\n".join([stub, "", *lines]),
                cites=[material.passage_labels(lead_id)[-1], *labels],
            )
        )
    return blocks


def _shape(material: Material, rule: Rule) -> tuple[str, str]:
    """The shape a rule is told in, and what it shares with its neighbours there."""
    number = rule.passages[-1] if rule.passages else 0
    passage = material.request.passages[number - 1]
    place = material.occurrence.get(passage.id)
    if rule.modality == "step" and rule.statement.group:
        return "steps", rule.statement.group
    if rule.modality == "definition" and rule.statement.term:
        return "terms", ""
    if place and place.header and place.cells:
        return "rows", "|".join(place.header)
    if passage.kind == "cue":
        return "cues", place.document if place else ""
    lead = place.lead if place else None
    if lead and passage.kind == "list_item":
        return "list", f"{lead}{rule.modality}"
    return "prose", "/".join(rule.statement.heading)


def _steps(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    ordered = sorted(rules, key=lambda each: each.statement.number or 0)
    if len(ordered) < 2:
        yield from _prose(material, ordered)
        return
    yield DraftSteps(
        type="steps",
        title=material.wording.say("blocks", "steps_title", ordered[0].id),
        intro="",
        steps=[each.sentence for each in ordered],
        cites=cites_of(ordered),
    )


def _terms(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    yield DraftFlashcards(
        type="flashcards",
        title=material.wording.say("blocks", "terms_title", rules[0].id),
        cards=[
            DraftCard(
                front=each.statement.term, back=sentence(meaning_of(each)), cites=list(each.cites)
            )
            for each in rules
        ],
    )


def _rows(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """The rows of a table, as they stand, the strict ones first."""
    strict = ("must_not", "must", "should", "may", "need_not")
    order = {name: number for number, name in enumerate(strict)}
    seen: dict[str, Rule] = {}
    for rule in sorted(rules, key=lambda each: order.get(each.modality, 9)):
        seen.setdefault(material.request.passages[rule.passages[0] - 1].id, rule)
    places = [material.occurrence[each] for each in seen]
    width = len(places[0].header)
    rows = [list(each.cells) for each in places if len(each.cells) == width]
    if not rows:
        yield from _prose(material, rules)
        return
    kept = [column for column in range(width) if any(row[column].strip() for row in rows)]
    yield DraftTable(
        type="table",
        title=material.wording.say("blocks", "table_title", rules[0].id),
        columns=[places[0].header[column] for column in kept],
        rows=[[row[column] for column in kept] for row in rows],
        note="",
        cites=list(
            dict.fromkeys(label for each in seen for label in material.passage_labels(each))
        ),
    )


def _list(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """Items under one stub: the stub said to the learner, then the tasks."""
    kind = rules[0].modality
    keys = {
        "must": "must_list",
        "must_not": "must_not_list",
        "may": "may_list",
        "should": "should_list",
    }
    told = [each for each in rules if each.task and not each.limited]
    own = all(each.subject == material.wording.you for each in rules)
    if len(told) < len(rules) or len(rules) < 2 or not own or kind not in keys:
        yield from _as_listed(material, rules)
        return
    lines = [f"- {each.task}" for each in rules]
    lead = material.wording.say("blocks", keys[kind])
    yield DraftText(
        type="text",
        origin="source",
        title="",
        text="\n".join([lead, "", *lines]),
        cites=cites_of(rules),
    )


def _as_listed(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """A list as the source has it, under its own stub."""
    items = [material.request.passages[each.passages[-1] - 1] for each in rules]
    lead = material.passage.get(material.occurrence[items[0].id].lead or "")
    stub = lead.sentences[-1] if lead else ""
    if len(rules) < 2 or not stub.endswith(":"):
        yield from _prose(material, rules)
        return
    lines = [f"- {each.text.rstrip(' ;,.')}" for each in dict.fromkeys(items)]
    yield DraftText(
        type="text",
        origin="source",
        title="",
        text="\n".join([stub, "", *lines]),
        cites=cites_of(rules),
    )


def _cues(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    title = material.wording.say("blocks", "clip_title", rules[0].id)
    yield DraftClip(type="clip", title=title, cites=cites_of(rules))
    yield from _prose(material, rules)


def _prose(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """Short texts of one to three rules; exceptions, freedoms and advice apart; three times as a table."""
    timed = [each for each in rules if _timed(material, each)]
    if len(timed) >= 3:
        rules = [each for each in rules if each not in timed]
        yield _deadlines(material, timed)
    revealed = False
    told: list[Rule] = []
    for rule, followers in _with_followers(rules):
        first = rule is rules[0]
        set_apart = _apart(material, rule, reveal=not revealed and not first and len(rules) > 2)
        if set_apart is None:
            for each in (rule, *followers):
                if told and (len(told) >= 3 or _words([*told, each]) > _TEXT_WORDS):
                    yield _text(told)
                    told = []
                told.append(each)
            continue
        if told:
            yield _text(told)
            told = []
        revealed = revealed or isinstance(set_apart, DraftReveal)
        yield _followed(set_apart, followers)
    if told:
        yield _text(told)


def _with_followers(rules: Sequence[Rule]) -> list[tuple[Rule, list[Rule]]]:
    """Each rule with the rules behind it, in the same passage, that lean on it."""
    found: list[tuple[Rule, list[Rule]]] = []
    for rule in rules:
        if found and rule.leaning and rule.passages == found[-1][0].passages:
            found[-1][1].append(rule)
        else:
            found.append((rule, []))
    return found


def _followed(block: DraftBlock, followers: Sequence[Rule]) -> DraftBlock:
    """A callout or reveal with the sentences that lean on it."""
    if not followers or not isinstance(block, (DraftCallout, DraftReveal)):
        return block
    text = " ".join([block.text, *(each.plain for each in followers)])
    cites = list(dict.fromkeys([*block.cites, *cites_of(followers)]))
    return block.model_copy(update={"text": text, "cites": cites})


def _timed(material: Material, rule: Rule) -> bool:
    """Whether a rule fits a row of its task and its time, and loses nothing by it."""
    bare = not rule.limited and not rule.leaning
    return (
        bare
        and bool(rule.time)
        and rule.modality == "must"
        and rule.subject == material.wording.you
    )


def _deadlines(material: Material, rules: Sequence[Rule]) -> DraftBlock:
    columns = [
        material.wording.fill(each) for each in material.wording.words("blocks", "deadline_columns")
    ]
    return DraftTable(
        type="table",
        title=material.wording.say("blocks", "deadlines_title", rules[0].id),
        columns=columns,
        rows=[[capitalised(each.timeless), each.time] for each in rules],
        note="",
        cites=cites_of(rules),
    )


def _words(rules: Sequence[Rule]) -> int:
    return sum(word_count(each.plain) for each in rules)


def _text(rules: Sequence[Rule]) -> DraftBlock:
    text = " ".join(dict.fromkeys(each.plain for each in rules if not _is_told(each, rules)))
    return DraftText(type="text", origin="source", title="", text=text, cites=cites_of(rules))


def _is_told(rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether another rule of the same sentence says this one too: two duties joined by *and*."""
    said = rule.plain.rstrip(".").lower()
    return any(
        said in each.plain.lower()
        and len(each.plain) > len(rule.plain)
        and set(rule.cites) <= set(each.cites)
        for each in rules
    )


def _apart(material: Material, rule: Rule, *, reveal: bool) -> DraftBlock | None:
    """A block of its own for what is easily missed; None for a rule that stands in the text."""
    say = material.wording.say
    if rule.leaning:
        return None
    if rule.exception and rule.modality in ("must_not", "must", "may"):
        return _callout(rule, "exception", say("blocks", "exception_title", rule.id))
    if rule.modality == "need_not":
        return _callout(rule, "note", "")
    if rule.modality == "must" and rule.statement.immediate and rule.addressed:
        return _callout(rule, "important", say("blocks", "important_title", rule.id))
    if reveal and rule.addressed and rule.condition and not rule.only and rule.modality == "must":
        prompt = say("blocks", "reveal_must", opener=rule.opener, condition=rule.condition)
        return DraftReveal(
            type="reveal", prompt=capitalised(prompt), text=rule.plain, cites=list(rule.cites)
        )
    return None


def _callout(rule: Rule, style: str, title: str) -> DraftBlock:
    return DraftCallout.model_validate(
        {
            "type": "callout",
            "style": style,
            "title": title,
            "text": rule.plain,
            "cites": list(rule.cites),
        }
    )


_WRITERS: dict[str, Callable[[Material, list[Rule]], Iterable[DraftBlock]]] = {
    "steps": _steps,
    "terms": _terms,
    "rows": _rows,
    "list": _list,
    "cues": _cues,
    "prose": _prose,
}
