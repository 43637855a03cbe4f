"""Whether a rule can be asked apart from its place in the source. In: rules. Out: the same, completed, or judged.

A sentence may lean on its neighbours without a pointing word (*the training*: which?) or hold a slip of the
source (a doubled word, two words run together). What its section says once and for all is filled in; the rest
is for the items' builders to leave alone, or to take last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material

__all__ = ["completed", "has_slip", "is_open", "mended"]

_INVOLVED = re.compile(r"\binvolved$")
_MATTER = re.compile(r"\bthe (incident|loss|theft|breach|complaint|accident)\b")
_SLIPS = re.compile(
    r"\b(?!(?:that|had|die|dat|je|er|zijn|is|was|u)\b)([a-zë]{2,}) \1\b"  # a word twice
    r"|\b[A-Z]{3,}(?:en|de|het|van|and|the|is)\b"  # OINde
    r"|\b(?:vande|vanhet|inde|opde|aande|bijde|doorde|voorde|toepassingzijnde|ofthe|inthe|tothe|onthe)\b"
    r"|^(?:(?:De|Alle|Deze|Zulke) )?(?:\w+ers|\w+ingen|\w+heden|\w*gegevens|[A-Z]\w*[A-Z]s) (?:wordt|is|heeft|moet|kan|mag)\b"
    r"|\b(?:waardoor|dat|zodat|als) (?:de )?(?:gegevens|\w+ers) (?:[\w-]+ ){0,4}wordt\b"
    r"|^(?:All |The )?(?:employees|users|members|systems|files|data sets) (?:is|has|was)\b"
    r"|^(?:Password|User|System|Employee|Supervisor|Requester)(?:['’]s (?:last )?\w+)? (?:must|may|shall|should|is|are|\d)\b"
    r"|\b(?:an [bcdfgjkpqtvwz][a-z]{2,}|a [aeio][a-z]{3,})\b(?<!a one)(?<!a once)",
)
"""A word twice, words run together, a plural with a singular verb, the wrong article."""


_AMOUNT_ONLY = re.compile(
    r"^(?:carry over|receive|get|use|take|have|earn|access|claim|donate) (?:up to |at most |at least |only |an? )*"
    r"(?:(?:maximum|minimum|total) of )?[\d.,]+ (?:[a-z]+ )?(?:minutes|hours?|days?|weeks?|months?)\b(?! (?:of|off)\b)",
    re.IGNORECASE,
)
"""So much time for something, and not of what: *receive up to 4 hours for each event*."""


def is_open(material: Material, rule: Rule) -> bool:
    """Whether only the source around the rule says what it is about (*an exception ends after a year*)."""
    if _AMOUNT_ONLY.match(rule.task or rule.whole) or _might_not(material, rule):
        return True
    if re.search(str(material.wording.words("grammar", "pointless")), rule.plain):
        return True
    if rule.condition:
        return False
    pattern = str(material.wording.words("grammar", "unexplained"))
    for found in re.finditer(pattern, rule.plain):
        noun = found[0].split()[-1].lower()
        before = rule.plain[: found.start()].lower()
        if not re.search(rf"\b(?:an?|any|een|\w+) {re.escape(noun.rstrip('s'))}", before):
            return True
    return False


def _might_not(material: Material, rule: Rule) -> bool:
    """Whether a *may not* can be read as *might not*: a request may not be approved."""
    words = str(material.wording.words("grammar", "might_not"))
    return rule.modality == "must_not" and bool(re.search(words, rule.sentence))


def has_slip(rule: Rule) -> bool:
    """Whether the source's sentence holds an evident slip of the pen."""
    return bool(_SLIPS.search(mended(rule.sentence)))


_RUN_ON = re.compile(r"\b([A-Z]{3,})en (?=(?:de|het|een|the) )")


def mended(text: str) -> str:
    """``text`` with a space before the *en* that ran into an abbreviation (*de CORen de ...*)."""
    return _RUN_ON.sub(r"\1 en ", text)


def completed(material: Material, rules: Sequence[Rule]) -> list[Rule]:
    """``rules`` with what their section alone makes clear filled in: *the training* is its one kind of training."""
    whole = [_with(each, mended) if _RUN_ON.search(each.plain) else each for each in rules]
    filled = [_involved(_headed(_led(material, _named(each, whole)))) for each in whole]
    return [_worded(material, _one(material, each)) for each in filled]


def _one(material: Material, rule: Rule) -> Rule:
    """A ban on *any workstations*, told of one of them, as somebody would ask."""
    several = re.compile(str(material.wording.words("grammar", "any_several")))
    if rule.modality != "must_not" or not several.search(rule.plain):
        return rule
    a, an = material.wording.words("grammar", "a")
    told = partial(several.sub, lambda match: f"{an if match[1][0] in 'aeio' else a} {match[1]}")
    return _with(rule, told)


def _worded(material: Material, rule: Rule) -> Rule:
    """A cell of a table in telegram style (*Gebruik OIN in serialNumber veld*) with the articles that the sources use."""
    if not rule.thing:
        return rule
    thing = rule.thing
    for told, whole in material.wording.words("grammar", "telegram"):
        thing = re.sub(told, whole, thing)
    for name in set(re.findall(r"\bvan ([A-Z]{2,})\b", thing)):
        if article := material.truths.article(name):
            thing = thing.replace(f"van {name}", f"van {article} {name}")
    if thing == rule.thing:
        return rule
    told = partial(_for_first, rule.thing, thing)
    return replace(_with(rule, told), thing=thing, sentence=told(rule.sentence))


def _for_first(old: str, new: str, text: str) -> str:
    """``text`` with ``new`` for the first ``old`` in it."""
    return text.replace(old, new, 1)


_BARE = re.compile(r"([A-Z][a-z]{3,}ing) (?=(?:must|shall|should|may|is|are) )")
_OF_HEADING = ("request", "training", "test", "report", "review", "leave", "form")


def _led(material: Material, rule: Rule) -> Rule:
    """*Testing must be done*, in a list: of the one kind of testing that the line above the list names."""
    bare = _BARE.match(rule.plain)
    if not bare or rule.addressed:
        return rule
    places = (material.occurrence.get(ref.passage) for ref in rule.statement.evidence)
    leads = (material.passage.get(each.lead) for each in places if each and each.lead)
    told = " ".join(each.text for each in leads if each)
    noun = bare[1].lower()
    named = set(re.findall(rf"\b([A-Za-z][a-z]{{3,}}) {noun}\b", told))
    if len(named) != 1:
        return rule
    name = named.pop()
    found = f"{name[:1].upper()}{name[1:]} {noun}"
    return _with(rule, lambda text: re.sub(rf"^{bare[1]}\b", found, text))


def _headed(rule: Rule) -> Rule:
    """*The request must be approved*, under *Audit requests*: the audit request."""
    heading = " ".join(rule.statement.heading[-1:]).lower()
    named = re.fullmatch(r"[\d. ]*([a-z]+) ([a-z]+?)s?", heading)
    if not named or named[2] not in _OF_HEADING or named[1] in ("the", "your", "how", "general"):
        return rule
    if re.search(rf"\b{named[1]} {named[2]}", rule.plain, re.IGNORECASE):
        return rule
    return _with(
        rule, lambda text: re.sub(rf"\b([Tt]he) {named[2]}\b", rf"\1 {named[1]} {named[2]}", text)
    )


def _named(rule: Rule, rules: Sequence[Rule]) -> Rule:
    """The rule, not its sentence, with the one compound that its section has for a bare noun (*de privacytraining*)."""
    for noun in re.findall(r"\b(?:de|het) ([a-z]{6,})\b", rule.plain):
        told = (each.sentence for each in rules if each.statement.heading == rule.statement.heading)
        named = re.findall(rf"\b(?:de|het) ([a-z]{{3,}}{noun})\b", " ".join(told))
        if len(set(named)) == 1 and named[0] not in rule.plain:
            return _replaced(rule, noun, named[0])
    return rule


def _replaced(rule: Rule, noun: str, name: str) -> Rule:
    return _with(rule, lambda text: re.sub(rf"\b(de|het|De|Het) {noun}\b", rf"\1 {name}", text))


def _with(rule: Rule, filled: Callable[[str], str]) -> Rule:
    """The rule with the parts that an item is written from filled in; the source's sentence stays."""
    return replace(
        rule,
        subject=filled(rule.subject),
        plain=filled(rule.plain),
        task=filled(rule.task),
        te_task=filled(rule.te_task),
        modal_task=filled(rule.modal_task),
        whole=filled(rule.whole),
        timeless=filled(rule.timeless),
        said=filled(rule.said),
    )


def _involved(rule: Rule) -> Rule:
    """*Personal data may be involved*: in the incident that the duty names."""
    found = _MATTER.search(rule.whole or rule.task or rule.plain)
    if not found or not _INVOLVED.search(rule.condition):
        return rule
    article = "an" if found[1][0] in "aeio" else "a"
    clause = f"{rule.condition} in {article} {found[1]}"
    plain = rule.plain.replace(rule.condition, clause, 1)
    return replace(rule, condition=clause, plain=plain)
