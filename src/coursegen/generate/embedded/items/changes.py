"""A rule as people misremember it: one thing changed. In: a rule. Out: sentences that the source contradicts.

CRAFT's order: another value, another role, the exception or condition gone, a ban lifted, a freedom taken for
a duty, another strength, a duty taken for advice. Each changes one thing and says in its effect what is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursegen.generate.embedded.gates import holds_word
from coursegen.generate.embedded.grammar.rule import Modality, Rule, alternatives
from coursegen.generate.embedded.grammar.time_phrase import TIME_UNITS
from coursegen.generate.embedded.items.amounts import covers, values_of
from coursegen.generate.embedded.items.status import is_disputed
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import rank, sentence

__all__ = ["Change", "changes", "other_roles", "plain_modals"]

_MODAL = re.compile(r"\b(MUST NOT|SHALL NOT|MUST|SHALL|SHOULD|MAY|NOT|REQUIRED|RECOMMENDED)\b")
_BAN = re.compile(r"\b(?:must not|may not|shall not|must never|cannot)\b", re.IGNORECASE)
_DUTY = re.compile(
    r"\bmust (?!not\b|never\b|only\b|always\b|also\b|first\b|[a-z]+ly\b)", re.IGNORECASE
)
_ABLE = re.compile(r"^(?:can|could|may|kan|kunnen|mag|mogen)\b")
"""Verbs of what others may do just as well."""
_LIMITED = re.compile(
    r"\b(?:not|no|unless|only|except|as \w+ as|where|if|case by case|niet|geen|tenzij|alleen|behalve|waar|als)\b"
)
"""Words with which *not all* could be told two ways, or be true."""
_ANYONE = re.compile(r"\b(?:nor|anyone|anybody|any|niemand|geen)\b")
"""Words with which a ban told as a permission would not be believed."""
_EVERY = re.compile(
    r"(?:all|every|each|any|no|both|alle|elke?|iedere?|geen|beide)\b", re.IGNORECASE
)
"""Openings with which *do not have to* could mean *not all have to*."""
_OTHER: dict[Modality, Modality] = {
    "must": "should",
    "should": "must",
    "may": "must_not",
    "must_not": "may",
    "need_not": "must",
}


@dataclass(frozen=True)
class Change:
    """The rule with one thing changed; ``kind`` is what, ``effect`` what is right instead."""

    kind: str
    text: str
    effect: str


def plain_modals(text: str) -> str:
    """``text`` with the capitals of a norm's key words (RFC 2119) taken back."""
    return _MODAL.sub(lambda match: match[0].lower(), text)


def changes(material: Material, rule: Rule) -> list[Change]:
    """Every change that can be written without conjugating, the most telling kind first."""
    found: list[Change] = []
    for build in _BUILDERS:
        found.extend(build(material, rule))
    return found or [each for build in _LAST for each in build(material, rule)]


def _instead(material: Material, kind: str, text: str, wrong: str, right: str) -> Change:
    key = "not_but_word" if kind in ("word", "often", "strength") else "not_but"
    effect = material.wording.say("feedback", key, wrong=wrong, right=right)
    return Change(kind, text, effect)


def _values(material: Material, rule: Rule) -> Iterator[Change]:
    if rule.modality == "must_not":
        return
    found = values_of(material, rule)
    if not found or rule.plain.count(found[0]) != 1:
        return
    right, others = found
    for wrong in sorted(others, key=lambda each: rank(rule.id, each)):
        if wrong not in rule.plain and not covers(rule, right, wrong):
            text = rule.plain.replace(right, wrong)
            behind = _unit_behind(rule, right)
            yield _instead(material, "value", text, wrong + behind, right + behind)


_NOUN_BEHIND = re.compile(r" [a-zë]+s\b")


def _unit_behind(rule: Rule, amount: str) -> str:
    """The noun that the unit of ``amount`` belongs to (*a maximum of 4 key* results); empty after a whole unit."""
    told = (*rule.statement.quantities, rule.statement.deadline)
    if amount.endswith("s") or any(
        each and each.text == amount and each.unit in TIME_UNITS for each in told
    ):
        return ""
    found = _NOUN_BEHIND.match(rule.plain, rule.plain.index(amount) + len(amount))
    return found[0] if found else ""


def _often(material: Material, rule: Rule) -> Iterator[Change]:
    scale = [str(each) for each in material.wording.words("grammar", "often")]
    named = re.findall(rf"\b(?:{alternatives(scale)})\b", rule.plain)
    if len(named) != 1 or rule.modality == "must_not":
        return
    told = " ".join(each.sentence for each in material.truths.like(rule.sentence, 0.5)).lower()
    place = scale.index(named[0])
    if re.search(rf"\b(?:an?|een) {named[0]}\b", rule.plain):
        return
    near = sorted(scale, key=lambda each: (abs(scale.index(each) - place), rank(rule.id, each)))
    for wrong in near[1:3]:
        if wrong not in told:
            text = re.sub(rf"\b{named[0]}\b", wrong, rule.plain)
            yield _instead(material, "often", text, wrong, named[0])


def other_roles(material: Material, rule: Rule, role: str) -> list[str]:
    """Roles with tasks of their own that the sources do not join to this rule, by a digest's order."""
    near = [each.sentence.lower() for each in material.truths.like(rule.sentence, 0.5)]
    own = set(role.lower().split())
    persons = {str(each) for each in material.wording.words("grammar", "persons")}
    found = [
        each
        for each in material.roles
        if not own & set(each.lower().split()[:-1] or [each.lower()])
        and not re.search(r" (?:or|and|en|of) ", each)
        and each.lower() not in persons
        and not any(one.lower().startswith(f"{each.lower()} ") for one in material.roles)
        and each.lower() not in role.lower()
        and not each.lower().endswith(f" {role.lower()}")
        and not any(each.lower() in told for told in (rule.sentence.lower(), *near))
        and _is_several(each) == _is_several(role)
    ]
    return sorted(found, key=lambda each: rank(rule.id, each))


def _is_several(role: str) -> bool:
    return role.lower().endswith(("s", "en"))


_MEMBER = re.compile(r"\b(?:members?|part|lid|leden) (?:of|van) $", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:team|group|board|committee|panel|staff|council|groep|raad|commissie|bestuur)$"
)
"""*A member of the*, and of what one can be a member."""


def _role(material: Material, rule: Rule) -> Iterator[Change]:
    low = rule.plain.lower()
    named = [each for each in material.roles if re.search(rf"\b{re.escape(each.lower())}\b", low)]
    listed = re.search(r"\b(?:including|such as|for example|inclusief|zoals|bijvoorbeeld)\b", low)
    if len(named) != 1 or low.count(named[0].lower()) != 1 or listed:
        return
    if rule.modality in ("must_not", "may") or _ABLE.search(rule.finite):
        return  # what one role may or has not approved, another may or has not approved either
    found = re.search(rf"\b(the|de|het) {re.escape(named[0])}\b", rule.plain, re.IGNORECASE)
    after = rule.plain[found.end() :] if found else ""
    if not found or re.match(r" (?:or|and|en|of|members?|leads?|managers?)\b|/|'s", after):
        return
    right = f"{found[1].lower()} {found[0].split(' ', 1)[1]}"
    member = _MEMBER.search(rule.plain[: found.start()])
    for each in other_roles(material, rule, named[0]):
        wrong = material.named(each)
        if member and not _GROUP.search(wrong):
            continue
        if wrong.split()[0] == right.split(maxsplit=1)[0] and wrong != each:
            text = sentence(rule.plain.replace(found[0], wrong))
            yield _instead(material, "role", text, wrong, right)


def _no_exception(material: Material, rule: Rule) -> Iterator[Change]:
    opens = alternatives(material.wording.words("grammar", "exceptions"))
    exception = rule.exception or re.sub(
        rf"^(?:{opens}) ", "", rule.statement.exception, flags=re.IGNORECASE
    )
    clause = rf",? (?P<whole>(?:{opens}) {re.escape(exception)})"
    found = re.search(clause, rule.plain, re.IGNORECASE) if exception else None
    if found and rule.plain[found.end() :] in ("", "."):
        say = material.wording.say
        text = say("plain", "no_exception", rule=rule.plain[: found.start()])
        yield Change("bound", text, say("feedback", "an_exception", exception=found["whole"]))


def _no_condition(material: Material, rule: Rule) -> Iterator[Change]:
    if rule.only and rule.addressed and rule.task and rule.modality == "may":
        say = material.wording.say
        text = sentence(say("plain", "no_condition", vp=rule.task))
        yield Change("bound", text, say("feedback", "a_condition", condition=rule.condition))


def _word(material: Material, rule: Rule) -> Iterator[Change]:
    """A word that people mix up with its opposite: *before* for *after*, *in writing* for *by word of mouth*."""
    if rule.modality in ("must_not", "need_not") or re.search(
        r"\b(?:first|then|eerst|daarna)\b", rule.plain
    ):
        return
    told = " ".join(
        each.sentence for each in material.truths.like(rule.sentence, 0.6) if each.id != rule.id
    )
    for right, wrong in _mixed_up(material, rule):
        found = re.findall(rf"\b{right}\b", rule.plain)
        outside = not re.search(rf"\b{right}\b", rule.condition)
        if len(found) == 1 and outside and not re.search(rf"\b{wrong}\b", f"{rule.plain} {told}"):
            text = re.sub(rf"\b{right}\b", wrong, rule.plain)
            yield _instead(material, "word", text, wrong, right)
            return


_BOUNDED = re.compile(
    r"at (?:least|most)|no more than|ten (?:minste|hoogste)|m(?:in|ax)imaal|(?:min|hoog)stens"
)
_LATE = re.compile(r"by the end of|voor het eind van")


def _mixed_up(material: Material, rule: Rule) -> list[tuple[str, str]]:
    """The words that can be mixed up in this rule and leave a sentence that somebody might believe.

    *Before* becomes *after* only of acts that make sense afterwards; a bound stays beside *as much as possible*,
    and *at once* stays beside a time, with which *by the end of the week* would contradict itself.
    """
    grammar = material.wording.words("grammar")
    fit = [(str(right), str(wrong)) for right, wrong in grammar["mixed_up"]]
    if re.search(str(grammar["open_bound"]), rule.plain):
        fit = [each for each in fit if not _BOUNDED.fullmatch(each[0])]
    if rule.statement.quantities or re.search(r"\d", rule.plain):
        fit = [each for each in fit if not _LATE.match(each[1])]
    main = rule.task or rule.whole or rule.plain
    if holds_word(grammar["either_way"], main) and not _WILL.search(rule.plain):
        fit += [(str(right), str(wrong)) for right, wrong in grammar["swaps_of_time"]]
    return fit


_WILL = re.compile(r"\b(?:will|zal|zullen)\b")
_VERSION = re.compile(r"\b([A-Z][A-Za-z]+)([- ]?)(\d[\d.]*\d|\d)\b")


def _version(material: Material, rule: Rule) -> Iterator[Change]:
    """Another version of the same thing, if the document names it (*TLS 1.3* for *TLS 1.2*)."""
    named = set(_VERSION.findall(rule.plain))
    if len(named) != 1 or rule.modality in ("must_not", "may") or rule.thing:
        return
    ((name, mark, number),) = named
    near = " ".join(each.sentence for each in material.truths.like(rule.sentence, 0.4))
    home = rule.statement.document
    told = " ".join(
        each.sentence
        for each in (*material.rules, *material.elsewhere)
        if each.statement.document == home and each.id != rule.id
    )
    for other in sorted(set(re.findall(rf"\b{name}{mark}(\d[\d.]*\d|\d)\b", told))):
        right, wrong = f"{name}{mark}{number}", f"{name}{mark}{other}"
        if other != number and wrong not in near:
            yield _instead(material, "name", rule.plain.replace(right, wrong), wrong, right)
            return


def _freedom(material: Material, rule: Rule) -> Iterator[Change]:
    """A ban told as a permission."""
    obvious = holds_word(material.wording.words("grammar", "obvious"), rule.sentence)
    obvious = obvious or bool(_ANYONE.search(rule.plain))
    if rule.modality != "must_not" or rule.exception or rule.thing or obvious:
        return
    text = ""
    if material.language == "en" and len(_BAN.findall(rule.plain)) == 1:
        text = _BAN.sub("may", rule.plain)
    elif rule.plain.count("niet toegestaan") == 1:
        text = rule.plain.replace("niet toegestaan", "toegestaan")
    elif material.language == "nl" and rule.addressed and rule.task and not rule.condition:
        text = sentence(material.wording.say("plain", "may", vp=rule.task))
    if text:
        yield Change("freed", text, material.wording.say("feedback", "not_allowed", rule.id))


def _able(material: Material, rule: Rule) -> Iterator[Change]:
    """What cannot be done told as what can."""
    unable = rule.modality == "fact" and rule.statement.kind == "prohibition"
    if (
        unable
        and len(re.findall(r"\bcannot\b", rule.plain)) == 1
        and not _ANYONE.search(rule.plain)
    ):
        yield _instead(material, "word", rule.plain.replace("cannot", "can"), "can", "cannot")


def _ban(material: Material, rule: Rule) -> Iterator[Change]:
    """A freedom told as a duty."""
    if rule.modality == "need_not" and rule.addressed and rule.task and not rule.limited:
        text = sentence(material.wording.say("plain", "must", vp=rule.task))
        yield Change("duty", text, material.wording.say("feedback", "no_duty", rule.id))


def _status(material: Material, rule: Rule) -> Iterator[Change]:
    """Another strength for a thing: *required* for *recommended*."""
    words = material.wording.words("grammar", "status")
    other = _OTHER.get(rule.modality)
    obvious = holds_word(material.wording.words("grammar", "obvious"), rule.sentence)
    if not rule.thing or other is None or obvious or is_disputed(material, rule):
        return
    known = alternatives(str(each) for each in words[rule.modality])
    found = re.search(rf"\b(?:{known})\b(?=[^\w]*$|\s)", rule.plain, re.IGNORECASE)
    if found:
        right, wrong = found[0].lower(), str(words[other][-1 if other == "may" else 0])
        text = rule.plain[: found.start()] + wrong + rule.plain[found.end() :]
        if rule.modality == "must_not":
            yield Change("status", text, material.wording.say("feedback", "not_allowed", rule.id))
        elif right.endswith(f" {wrong}"):  # not required, where the note has required
            yield Change("status", text, material.wording.say("feedback", "too_strong", rule.id))
        else:
            yield _instead(material, "status", text, wrong, right)


def _advice(material: Material, rule: Rule) -> Iterator[Change]:
    """A duty told as a thing that may be left."""
    if rule.modality != "must" or rule.limited or rule.command or rule.thing:
        return
    say, text = material.wording.say, ""
    if rule.addressed and rule.task and (material.language == "en" or rule.te_task):
        text = sentence(say("plain", "advice", vp=rule.task, te_vp=rule.te_task))
    elif material.language == "en" and not rule.addressed:
        plain = plain_modals(rule.plain)
        fit = len(_DUTY.findall(plain)) == 1 and not _EVERY.match(plain)
        text = _DUTY.sub("need not ", plain) if fit else ""
    elif material.language == "nl" and not rule.addressed:
        text = _left_open(material, rule)
    if text:
        yield Change("advice", text, say("feedback", "a_duty", rule.id))


_MUST = re.compile(r"\b(moet|moeten) (?!niet\b|alleen\b|ook\b|eerst\b)")
_CLAUSE_IN = re.compile(r"[,:]|\b(?:als|indien|wanneer|zodra|die|dat|tenzij|omdat|zodat|waar\w*)\b")
_BOUND_TO = re.compile(r"\b(?:altijd|voldoen|zorgen|zijn|blijven|minimaal|uiterlijk)\b")
"""Words that *mag* makes no sense with: ``de partij mag altijd voldoen``."""


def _left_open(material: Material, rule: Rule) -> str:
    """A Dutch duty in the third person told as something that may be left: *mag ..., maar het hoeft niet*."""
    if len(_MUST.findall(rule.plain)) != 1 or _CLAUSE_IN.search(rule.plain):
        return ""
    if rule.statement.deadline or rule.statement.quantities or _EVERY.match(rule.plain):
        return ""
    if _BOUND_TO.search(rule.plain):
        return ""
    forms = {"moet": "mag", "moeten": "mogen"}
    text = _MUST.sub(lambda match: f"{forms[match[1]]} ", rule.plain).rstrip(".")
    return sentence(material.wording.say("grammar", "left_open", rule=text))


def _extent(material: Material, rule: Rule) -> Iterator[Change]:
    """What holds for all told of some only, by the bank's limit for that noun."""
    if rule.modality not in ("must", "fact") or _LIMITED.search(rule.plain):
        return
    for entry in material.wording.words("grammar", "extents"):
        named = re.match(
            rf"(?:All|Alle) ((?:[a-zë-]+ ){{0,2}}?)(?:{alternatives(entry['nouns'])})\b", rule.plain
        )
        words = named[1].split() if named else []
        if any(each.endswith("ed") for each in words):
            continue  # *only new separated employees* says nothing
        if named and not {*words} & {*entry["without"], "of", "the", "de", "van"}:
            text = f"{entry['only']} {rule.plain.split(' ', 1)[1]}"
            yield Change("extent", text, material.wording.say("feedback", "for_all"))
            return


def _strength(material: Material, rule: Rule) -> Iterator[Change]:
    """Advice for a duty and a duty for advice, where the source writes its key words in capitals."""
    marker = rule.statement.marker
    wrong = {"MUST": "should", "SHOULD": "must"}.get(marker, "")
    if wrong and rule.plain.count(marker) == 1 and " NOT" not in rule.plain:
        text = plain_modals(rule.plain.replace(marker, wrong))
        yield _instead(material, "strength", text, wrong, marker.lower())


_LAST = (_strength, _advice, _extent)
"""Changes for a rule that none of the others fits."""
_BUILDERS = (
    _values,
    _often,
    _role,
    _word,
    _no_exception,
    _no_condition,
    _version,
    _freedom,
    _able,
    _ban,
    _status,
)
