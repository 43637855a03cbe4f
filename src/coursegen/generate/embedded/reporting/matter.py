"""What a course says about reporting. In: Material, of a project or of one module. Out: a Matter, or None.

The duty may stand in one document, what it is on in another, who decides in a third: the parts are found by what they
say. Only the duty is needed; of the rest each part may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coursegen.generate.embedded.blocks.whole import items_under, opens_list
from coursegen.generate.embedded.gates import holds_word, stems, word_count
from coursegen.generate.embedded.grammar.definition import meaning_of
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.reporting.bank import bank_of, verb_of
from coursegen.generate.embedded.reporting.told import addressed
from coursegen.generate.embedded.wording import sentence
from coursegen.model.passage import Passage, Statement

__all__ = ["Kind", "Matter", "Told", "matter_of", "passages_in"]

_LONGEST = 34
"""Words of a rule that is told here, at most."""
_ALSO, _KINDS, _TASKS, _ACTOR = 1, 5, 2, 4
"""Further duties to report, kinds of what is reported, other parties' tasks, words of a party: at most."""
_FEWEST = 3
"""Words of an example, at least."""
_EXAMPLE, _MEANING = 14, 24
"""Words of an example, of a meaning in a table, at most."""
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "working day": 24.0, "business day": 24.0}


@dataclass(frozen=True)
class Told:
    """A statement of somebody else, as it is told: who acts, the sentence, its labels."""

    statement: Statement
    text: str
    cites: tuple[str, ...]

    @property
    def actor(self) -> str:
        """Who acts, as written."""
        return self.statement.actor


@dataclass(frozen=True)
class Kind:
    """Something to report: its name, what it means, examples of it, and where that stands."""

    term: str
    meaning: str
    examples: tuple[Passage, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """That what the learner knows counts as known: of what, to whom, and the labels of where that stands."""

    what: str
    who: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """What there is to teach on reporting.

    ``duty`` is the learner's rule, told to the learner; ``now`` whether it is due at once; ``ways`` its list. ``also`` are
    further duties to report, ``unsure`` what to do in doubt, ``ban`` a prohibition that bears on what is reported and
    ``deed`` what somebody may ask for against it. ``judge``, ``tasks`` and ``due`` are others' work;
    ``known`` says from when their time runs.
    """

    duty: Rule
    now: bool
    ways: tuple[Passage, ...] = ()
    kinds: tuple[Kind, ...] = ()
    also: tuple[Rule, ...] = ()
    unsure: Rule | None = None
    ban: Rule | None = None
    deed: str = ""
    judge: Told | None = None
    tasks: tuple[Told, ...] = ()
    due: Told | None = None
    known: Known | None = None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The learner's rules in it."""
        return tuple(each for each in (self.duty, *self.also, self.unsure, self.ban) if each)


def matter_of(material: Material) -> Matter | None:
    """The matter of ``material``; None where it gives the learner no duty to report."""
    bank = bank_of(material)
    duties = [each for each in material.rules if _is_duty(material, each)] if bank else []
    if not duties:
        return None
    lead = max(duties, key=lambda each: _weight(material, each))
    duty = addressed(material, lead)
    if duty is None:
        return None
    kinds = tuple(_kinds(material, lead))
    ways = _ways(material, lead)
    ban, deed = _ban(material, kinds)
    beside = sorted(
        (each for each in duties if each.id != lead.id),
        key=lambda each: each.statement.document != lead.statement.document,
    )
    told = [addressed(material, each) for each in beside]
    also = [each for each in told if each and _says_more(each, duty)][:_ALSO]
    judge, due = _judge(material, lead), _due(material)
    return Matter(
        duty=duty,
        now=lead.statement.immediate,
        ways=ways,
        kinds=kinds,
        also=tuple(also),
        unsure=_unsure(material),
        ban=ban,
        deed=deed,
        judge=judge,
        tasks=_tasks(material, judge) if judge else (),
        due=due,
        known=_known(material, due) if due else None,
    )


def passages_in(material: Material, matter: Matter) -> list[int]:
    """Numbers of the passages that a module on ``matter`` rests on."""
    labels = [label for each in matter.rules for label in each.cites]
    others = [each for each in (matter.judge, *matter.tasks, matter.due) if each]
    labels += [label for each in others for label in each.cites]
    labels += matter.known.cites if matter.known else ()
    labels += [label for each in matter.kinds for label in each.cites]
    numbers = {int(each.partition(".")[0]) for each in labels}
    numbers |= {material.number[each.id] for each in matter.ways}
    numbers |= {material.number[each.id] for kind in matter.kinds for each in kind.examples}
    return sorted(numbers)


def _is_learners(rule: Rule) -> bool:
    """Whether a rule in scope is the learner's by its subject: whoever acts in one is the audience, or everybody."""
    return rule.addressed or bool(rule.statement.actor)


def _is_duty(material: Material, rule: Rule) -> bool:
    """Whether the learner has to report something that is wrong."""
    bank = bank_of(material)
    due = (
        rule.modality in ("must", "step", "fact")
        and bool(rule.cites)
        and not rule.statement.negated
    )
    return (
        due
        and bool(verb_of(material, rule.statement.action, bank["act"]))
        and holds_word(bank["about"], rule.sentence)
        and _is_learners(rule)
        and not rule.statement.dangling
        and word_count(rule.sentence) <= _LONGEST
    )


def _weight(material: Material, rule: Rule) -> tuple[bool, bool, int]:
    """What a duty to report is worth as the leading one: due at once, with its ways, with what is reported."""
    named = sum(1 for each in _definitions(material, rule))
    return rule.statement.immediate, opens_list(material, rule), named


def _says_more(rule: Rule, duty: Rule) -> bool:
    return len(stems(rule.plain) - stems(duty.plain)) > 1


def _ways(material: Material, lead: Rule) -> tuple[Passage, ...]:
    if not opens_list(material, lead):
        return ()
    found = items_under(material, material.request.passages[lead.passages[-1] - 1].id)
    return tuple(found) if len(found) > 1 else ()


def _definitions(material: Material, lead: Rule) -> Iterator[Rule]:
    """The definitions, in the duty's own document, of what it names."""
    words = stems(lead.sentence)
    for each in material.rules:
        near = each.statement.document == lead.statement.document and each.modality == "definition"
        if near and stems(each.statement.term) and stems(each.statement.term) <= words:
            yield each


def _kinds(material: Material, lead: Rule) -> Iterator[Kind]:
    """What the duty names and the source explains, each with its examples."""
    pattern = re.compile(str(bank_of(material)["example"]), re.IGNORECASE)
    for rule in list(_definitions(material, lead))[:_KINDS]:
        meaning = sentence(meaning_of(rule))
        number = rule.passages[-1]
        passage = material.request.passages[number - 1]
        led = bool(pattern.match(passage.sentences[-1]))
        items = items_under(material, passage.id) if led else []
        short = [each for each in items if _FEWEST <= word_count(each.text) <= _EXAMPLE]
        if word_count(meaning) <= _MEANING:
            yield Kind(rule.statement.term, meaning, tuple(short), rule.cites)


def _unsure(material: Material) -> Rule | None:
    """What to do when in doubt whether it is one."""
    bank = bank_of(material)
    pattern = re.compile(str(bank["unsure"]), re.IGNORECASE)
    for each in material.rules:
        read = each.statement
        verb = verb_of(material, read.action, (*bank["ask"], *bank["act"]))
        doubt = pattern.search(read.condition) and holds_word(bank["about"], read.condition)
        own = not read.actor or _is_learners(each)
        mixed = bank.get("mixed") and re.search(str(bank["mixed"]), each.plain)
        if doubt and own and verb and each.cites:
            return each if not read.dangling and not mixed else None
    return None


@lru_cache(maxsize=100)
def _capitals(text: str) -> frozenset[str]:
    """Words with a capital inside: what a trade calls its own things (*ePHI*)."""
    return frozenset(re.findall(r"\b[a-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b", text))


def _ban(material: Material, kinds: Sequence[Kind]) -> tuple[Rule | None, str]:
    """The learner's prohibition that names what an example of something to report names too; and its deed."""
    bank = bank_of(material)
    told = " ".join(example.text for each in kinds for example in each.examples)
    words = stems(told)
    for each in sorted(material.rules, key=lambda each: word_count(each.task)):
        verb = verb_of(material, each.task, bank["data"])
        if each.modality != "must_not" or not each.addressed or not verb:
            continue
        rest = each.task.replace(verb, "")
        shared = _capitals(told) & _capitals(rest) or words & stems(rest)
        if shared and each.cites and not each.limited and not each.leaning:
            return each, material.wording.replaced(each.task, bank["asked"])
    return None, ""


def _told(material: Material, statement: Statement) -> Told | None:
    cites = material.labels(statement)
    return Told(statement, sentence(statement.text), cites) if cites else None


def _judge(material: Material, lead: Rule) -> Told | None:
    """Who finds out what a report is about."""
    bank = bank_of(material)
    for each in material.request.rejected:
        verb = verb_of(material, each.action, bank["judge"])
        near = each.document == lead.statement.document and each.heading == lead.statement.heading
        fits = bool(verb) and holds_word(bank["judged"], each.text.lower())
        if near and fits and each.actor and not each.dangling and each.by_itself:
            return _told(material, each)
    return None


def _tasks(material: Material, judge: Told) -> tuple[Told, ...]:
    """Tasks of others than who decides, in the same document: one each, told in one clear sentence."""
    found: dict[str, Told] = {}
    articles = f"(?:{'|'.join(bank_of(material)['articles'])})"
    for each in material.request.rejected:
        role = material.learner.strip(each.actor)
        near = each.document == judge.statement.document and bool(role) and each.by_itself
        opens = re.match(rf"(?:{articles} )?{re.escape(each.actor)}\b", each.text, re.IGNORECASE)
        clear = opens and word_count(each.text) <= _MEANING and not re.search(r"[:;()]", each.text)
        whose = material.learner.strip(judge.actor)
        other = role not in whose and whose not in role and word_count(each.actor) <= _ACTOR
        told = _told(material, each) if near and clear and other else None
        if told:
            known = found.get(role, told)
            found[role] = min(known, told, key=lambda one: word_count(one.text))
    nearest = sorted(found.values(), key=lambda each: _away(each, judge))
    return tuple(nearest)[:_TASKS]


def _away(one: Told, other: Told) -> tuple[bool, bool, int]:
    """How far a task stands from another one of the same document; last those whose party is an abbreviation."""
    apart = one.statement.heading[:2] != other.statement.heading[:2]
    return one.actor.isupper(), apart, abs(one.statement.position - other.statement.position)


def _known(material: Material, due: Told) -> Known | None:
    """From when the time of ``due`` runs: the document that sets it says whose knowledge counts."""
    pattern = bank_of(material).get("known")
    passages = {each.passage for each in material.places(due.statement.document)}
    for number, passage in enumerate(material.request.passages, 1):
        if not pattern or passage.id not in passages:
            continue
        for at, told in enumerate(passage.sentences, 1):
            match = re.search(str(pattern), told)
            if match and material.learner.is_named(f"{match['member']}s"):
                return Known(match["what"], match["who"], (f"{number}.{at}",))
    return None


def _due(material: Material) -> Told | None:
    """What others have to do within hours once it proves to be serious."""
    bank = bank_of(material)
    for each in (*material.request.statements, *material.request.rejected):
        due = each.deadline or next((one for one in each.quantities if one.unit in _HOURS), None)
        if due is None or due.value * _HOURS.get(due.unit, 1e9) > float(bank["due_hours"]):
            continue
        told = holds_word(bank["due"], each.text.lower()) and holds_word(
            bank["due_about"], each.text.lower()
        )
        others = not (each.actor and material.learner.is_named(each.actor)) and each.by_itself
        if told and others and word_count(each.text) <= _LONGEST:
            return _told(material, each)
    return None
