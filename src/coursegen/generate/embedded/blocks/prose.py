"""Rules in short texts. In: Material, the rules of one run. Out: texts, callouts, one reveal, a table of times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursegen.generate.embedded.gates import word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import task_title
from coursegen.generate.embedded.wording import capitalised, sentence
from coursegen.model.drafts import DraftBlock, DraftCallout, DraftReveal, DraftTable, DraftText

__all__ = ["in_table", "prose"]

_TEXT_WORDS, _TIMED, _CASE, _ANSWER = 55, 3, 7, 4


def prose(material: Material, rules: list[Rule]) -> Iterator[DraftBlock]:
    """Short texts of one to three rules; exceptions, freedoms and advice apart; three times as a table."""
    timed = in_table(material, rules)
    if timed:
        rules = [each for each in rules if each not in timed]
        yield _deadlines(material, timed)
    revealed = False
    told: list[Rule] = []
    for rule, followers in _with_followers(rules):
        first = rule is rules[0]
        set_apart = _apart(material, rule, reveal=not revealed and not first and len(rules) > 2)
        if set_apart is None:
            for each in (rule, *followers):
                full = len(told) >= 3 or _words([*told, each]) > _TEXT_WORDS
                if told and full and each is rule:
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


def in_table(material: Material, rules: Sequence[Rule]) -> list[Rule]:
    """The rules that make a table of what is due when; none where they are fewer than three."""
    timed = [each for each in rules if _timed(material, each)]
    return timed if len(timed) >= _TIMED else []


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
        title, task = _about(material, rule), task_title(material, rule)
        if title and title == task:  # the task itself is the rule, not its exception
            return _callout(rule, "note", say("blocks", "exception_title", about=task))
        return _callout(rule, "exception" if not title else "note", title)
    if rule.modality == "need_not" and rule.addressed:
        return _callout(rule, "note", say("blocks", "need_not_title", rule.id))
    if rule.modality == "must" and rule.statement.immediate and rule.addressed:
        return _callout(rule, "important", _about(material, rule))
    asks = rule.addressed and rule.condition and not rule.only and not rule.command
    if reveal and asks and rule.modality == "must":
        prompt = say("blocks", "reveal_must", opener=rule.opener, condition=rule.condition)
        return DraftReveal(
            type="reveal", prompt=capitalised(prompt), text=_answer(rule), cites=list(rule.cites)
        )
    return None


def _answer(rule: Rule) -> str:
    """What is to be done in the case that the question has named already; the rule where that says too little."""
    first = re.search(r"\b(?:eerst|first)\b", rule.plain) and not re.search(
        r"\b(?:eerst|first)\b", rule.task
    )
    whole = word_count(rule.task) >= _ANSWER and not rule.exception and not first
    return sentence(capitalised(rule.task)) if whole else rule.plain


def _about(material: Material, rule: Rule) -> str:
    """What the rule is about, as a title: its case, else its task; empty where neither is short."""
    case = rule.condition
    if case and not rule.only:
        case = f"{rule.opener} {case}"
    short = bool(case) and not rule.only and word_count(case) <= _CASE
    return capitalised(case) if short else task_title(material, rule)


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
