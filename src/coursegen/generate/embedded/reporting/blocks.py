"""The blocks of the module on reporting. In: Material of the module, its Matter. Out: a situation, the rule, what, how, why, a summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from coursegen.generate.embedded.gates import holds_word, word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.reporting.bank import bank_of
from coursegen.generate.embedded.reporting.matter import Kind, Matter
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.drafts import (
    DraftBlock,
    DraftCallout,
    DraftReveal,
    DraftSummary,
    DraftTable,
    DraftText,
)
from coursegen.model.passage import Passage

__all__ = ["example_of", "hidden_way", "in_short", "report_blocks", "said", "sightings", "way_text"]

_END = " ;,."


def report_blocks(material: Material, matter: Matter) -> list[DraftBlock]:
    """The whole module: the situation and its answer, in doubt, what there is to report, how, why, what to keep."""
    return [
        *_opening(material, matter),
        *_doubt(material, matter),
        *_kinds(material, matter),
        *_ways(material, matter),
        *_also(material, matter),
        *_why(material, matter),
        *_summary(material, matter),
    ]


def sightings(material: Material, matter: Matter) -> list[str]:
    """Stories of something to see, those nearest to the source's own examples first."""
    told = " ".join(each.text for kind in matter.kinds for each in kind.examples)
    told = f"{told} {matter.duty.sentence}".lower()
    entries: list[dict[str, Any]] = list(bank_of(material)["sightings"])
    return [str(each["text"]) for each in entries if holds_word(each["when"], told)]


def said(material: Material, template: str, matter: Matter, story: int = 0, **slots: str) -> str:
    """``template`` filled; each ``story`` of a module has a person and an hour of its own."""
    names, hours = material.wording.situations["names"], material.wording.situations["hours"]
    at = rank(material.request.seed, "report") + story
    given = {
        "name": str(names[at % len(names)]),
        "hour": str(hours[at * 2 % len(hours)]),
        "deed": matter.deed,
        "undo": _undo(material, matter, "do"),
        "te_undo": _undo(material, matter, "te"),
        "te_deed": matter.ban.te_task if matter.ban else "",
    }
    return material.wording.fill(template, **{**given, **slots})


def _undo(material: Material, matter: Matter, form: str) -> str:
    """How the deed that is forbidden is put right by who did it, in a ``form`` of the bank; empty where it knows none."""
    entries = bank_of(material).get("undo", ())
    fit = [each for each in entries if holds_word(each["when"], matter.deed)]
    return str(fit[0].get(form, "")) if fit else ""


def in_short(material: Material, matter: Matter) -> str:
    """When a report is due, in the rule's own words; the rule where it has none."""
    bank = bank_of(material)
    when = re.search(str(bank["due_when"]), matter.duty.plain)
    return str(bank["short"]).format(when=when[0]) if when else matter.duty.plain


def _opening(material: Material, matter: Matter) -> Iterator[DraftBlock]:
    bank, duty = bank_of(material), matter.duty
    seen = sightings(material, matter)
    if seen:
        text = said(material, f"{seen[0]} {bank['opening_ask']}", matter)
        yield DraftText(type="text", origin="story", title="", text=text, cites=[])
    suspected = bool(re.search(str(bank["suspected"]), duty.plain, re.IGNORECASE))
    told = [str(bank["wait_no"])] if seen else []
    told += [duty.plain, *([str(bank["suspicion"])] if suspected else [])]
    yield DraftCallout(
        type="callout",
        style="important",
        title=str(bank["blocks"][_answer(suspected=suspected, now=matter.now)]),
        text=" ".join(told),
        cites=list(duty.cites),
    )


def _answer(*, suspected: bool, now: bool) -> str:
    return f"answer{'_now' if now else ''}{'' if suspected else '_sure'}"


def _doubt(material: Material, matter: Matter) -> Iterator[DraftBlock]:
    """Who decides what it is, and what to do in doubt."""
    bank, judge, unsure = bank_of(material)["blocks"], matter.judge, matter.unsure
    told = [str(bank["judge"]).format(rule=judge.text)] if judge else []
    told += [unsure.plain] if unsure else []
    if told:
        yield DraftCallout(
            type="callout",
            style="note",
            title=str(bank["judge_title"]),
            text=" ".join(told),
            cites=[*(judge.cites if judge else ()), *(unsure.cites if unsure else ())],
        )


def _kinds(material: Material, matter: Matter) -> Iterator[DraftBlock]:
    """What is to be reported, with what it means and an example, as a table."""
    bank = bank_of(material)["blocks"]
    if len(matter.kinds) < 2:
        return
    shown = all(each.examples for each in matter.kinds)
    chosen = [example_of(each) if shown else None for each in matter.kinds]
    labels = [label for each in matter.kinds for label in each.cites]
    labels += [label for each in chosen if each for label in material.passage_labels(each.id)]
    yield DraftTable(
        type="table",
        title=str(bank["kinds_title"]),
        columns=[str(each) for each in bank["kinds_columns"]][: 3 if shown else 2],
        rows=[
            [_spelled(material, cell) for cell in _row(kind, example)]
            for kind, example in zip(matter.kinds, chosen, strict=True)
        ],
        note="",
        cites=list(dict.fromkeys([*labels, *matter.duty.cites])),
    )


def _row(kind: Kind, example: Passage | None) -> list[str]:
    told = [kind.term, kind.meaning.rstrip(".")]
    return [*told, example.text.rstrip(_END)] if example else told


def example_of(kind: Kind) -> Passage:
    """The example that is taken in at a glance."""
    return min(kind.examples, key=lambda each: word_count(each.text))


def way_text(material: Material, way: Passage) -> str:
    """A way as it is told: without a link that is not there, said to the learner."""
    bank = bank_of(material)
    text = re.sub(str(bank["open_way"]), "", way.text.rstrip(_END))
    text = material.wording.replaced(text, bank["whose"])
    names = [each.removesuffix("s") for each in material.learner.aliases]
    if not names or "owner" not in bank:
        return text
    pattern = "|".join(re.escape(each) for each in sorted(names, key=len, reverse=True))
    owner = str(bank["owner"]["from"]).replace("ALIAS", f"(?:{pattern})")
    return material.wording.replaced(text, [{"from": owner, "to": bank["owner"]["to"]}])


def hidden_way(material: Material, matter: Matter) -> Passage | None:
    """The way that needs no name, where the source lists one."""
    words = bank_of(material)["hidden"]
    return next((each for each in matter.ways if holds_word(words, each.text.lower())), None)


def _ways(material: Material, matter: Matter) -> Iterator[DraftBlock]:
    if matter.ways:
        lines = [f"- {way_text(material, each)}" for each in matter.ways]
        labels = [label for each in matter.ways for label in material.passage_labels(each.id)]
        yield DraftText(
            type="text",
            origin="source",
            title=str(bank_of(material)["blocks"]["ways_title"]),
            text="\n".join(lines),
            cites=[*matter.duty.cites, *labels],
        )


def _also(material: Material, matter: Matter) -> Iterator[DraftBlock]:
    """Further duties to report; the prohibition that bears on it."""
    bank = bank_of(material)["blocks"]
    if matter.also:
        yield _text(str(bank["also_title"]), [each.plain for each in matter.also], matter.also)
    if matter.ban:
        pairs = [(each, example_of(each) if each.examples else None) for each in matter.kinds]
        before = " ".join(cell for pair in pairs for cell in _row(*pair))
        told = [_spelled(material, matter.ban.plain, before=before)]
        if broken := bank.get("ban_broken"):
            told.append(str(broken).format(short=in_short(material, matter)))
        yield _text(str(bank["ban_title"]), told, [matter.ban, matter.duty])


def _spelled(material: Material, text: str, *, before: str = "") -> str:
    """``text`` with what a trade's abbreviation stands for, where no passage says so and nothing ``before`` holds it."""
    for short, whole in bank_of(material).get("spelled", {}).items():
        found = re.search(rf"\b{re.escape(short)}\b", text)
        told = any(str(whole) in each.text.lower() for each in material.request.passages)
        if found and not told and not re.search(rf"\b{re.escape(short)}\b", before):
            return f"{text[: found.end()]} ({whole}){text[found.end() :]}"
    return text


def _text(title: str, told: Sequence[str], rules: Sequence[Rule]) -> DraftText:
    text = " ".join(capitalised(each) for each in told)
    return DraftText(type="text", origin="source", title=title, text=text, cites=cites_of(rules))


def _why(material: Material, matter: Matter) -> Iterator[DraftBlock]:
    bank = bank_of(material)["blocks"]
    if matter.due:
        yield DraftReveal(
            type="reveal",
            prompt=str(bank["why_ask"]),
            text=_reason(material, matter, matter.due.text),
            cites=[*matter.due.cites, *(matter.known.cites if matter.known else ())],
        )


def _reason(material: Material, matter: Matter, rule: str) -> str:
    bank, known = bank_of(material)["blocks"], matter.known
    if known is None:
        return str(bank["why"]).format(rule=rule)
    return str(bank["why_known"]).format(what=known.what, who=known.who, rule=rule)


def _summary(material: Material, matter: Matter) -> Iterator[DraftBlock]:
    """The learner's own duties, no more."""
    kept = [each for each in (matter.duty, matter.unsure, matter.ban) if each]
    kept += list(matter.also)[: 1 if len(kept) < 2 else 0]
    way = hidden_way(material, matter)
    words = str(bank_of(material)["blocks"]["hidden"])
    hidden = [words.format(way=material.inside(way_text(material, way)))] if way else []
    labels = material.passage_labels(way.id) if way else []
    if len(kept) > 1:
        yield DraftSummary(
            type="summary",
            title=material.wording.say("blocks", "summary_title", material.request.seed),
            points=[*(each.plain for each in kept), *hidden],
            cites=[*cites_of(kept), *labels],
        )
