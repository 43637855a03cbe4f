"""A module's rules in parts, one a heading of the source. In: Material. Out: Parts, with what each rule leans on.

A sentence that points at another ("this procedure", "the term") is told behind the one it points at, or not at
all. A short sentence of the source that explains the rule before it goes with that rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from coursegen.generate.embedded.gates import stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule, alternatives
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import clean_heading, stripped
from coursegen.generate.embedded.wording import capitalised, lowered

__all__ = ["Part", "is_listed", "parts_of", "points_back", "stub_of", "told_with"]

_HEADING = 10
"""Words of a heading that stands above a part, at most."""
_FACT = 45
"""Words of a fact that is told, at most."""
_BESIDE = 2
"""Passages between two steps that follow each other, at most."""
_CLAUSE = 6
"""Words of a main clause that says what a thing concerned belongs to, at least."""
_LEADS, _HEAD = 2, 4
"""Sentences told for a heading's sake, at most; letters by which two forms of one word are alike."""
_COMPANION = 32
"""Words of a sentence that explains the rule before it, at most."""


@dataclass(frozen=True)
class Part:
    """Rules under one heading of the source; ``title`` is empty where it would repeat the module's."""

    title: str
    rules: tuple[Rule, ...]


def parts_of(material: Material) -> list[Part]:
    """The rules to tell, in source order, under their headings."""
    told = [each for each in _resolved(material) if not _is_told_by_another(material, each)]
    brief = material.request.brief
    topic = brief.topic if brief else ""
    several = len({each.statement.document for each in told}) > 1
    seen: set[str] = set()
    found: list[Part] = []
    for _, run in groupby(told, key=lambda each: (each.statement.document, each.statement.heading)):
        rules = tuple(run)
        title = _title(material, rules[0], topic)
        rules = _with_leads(rules, heading_lead(material, title, rules)) if title else rules
        document = rules[0].statement.document
        if several and document not in seen:
            title = _of_document(rules[0], title)
        seen.add(document)
        if found and not title and not found[-1].title:
            found[-1] = replace(found[-1], rules=found[-1].rules + rules)
        else:
            found.append(Part(title, rules))
    return found


def told_with(parts: Sequence[Part], rule: Rule) -> list[Rule]:
    """What the source says to explain ``rule``, right behind it."""
    same = [each for part in parts for each in part.rules if each.id == rule.id]
    return [each for each in same if each.cites != rule.cites and each.modality == "fact"]


def _title(material: Material, rule: Rule, topic: str) -> str:
    heading = clean_heading(rule.statement.heading[-1]) if rule.statement.heading else ""
    if not heading or word_count(heading) > _HEADING or stripped(material, heading) == topic:
        return ""
    return "" if heading.lower() == topic.lower() else capitalised(heading)


def _of_document(rule: Rule, title: str) -> str:
    """The heading with the name of its document in front, for a module made of two."""
    name = clean_heading(rule.statement.heading[0]) if rule.statement.heading else ""
    both = f"{name}: {title}" if title and title.lower() != name.lower() else name
    return both if word_count(both) <= _HEADING + 4 else title


def is_listed(material: Material, rule: Rule) -> bool:
    """Whether the rule stands in a list under a stub of its own."""
    return bool(stub_of(material, rule))


def stub_of(material: Material, rule: Rule) -> str:
    """The words that introduce the list a rule stands in; empty where there are none."""
    passage = material.request.passages[rule.passages[-1] - 1] if rule.passages else None
    place = material.occurrence.get(passage.id) if passage else None
    lead = material.passage.get(place.lead or "") if place else None
    if passage is None or lead is None or passage.kind != "list_item":
        return ""
    stub = lead.sentences[-1]
    return stub if stub.endswith(":") else ""


def _resolved(material: Material) -> Iterator[Rule]:
    """The rules that can be told, each with the words that link it to the one before, and what explains it."""
    told: set[str] = set()
    rules = [each for each in material.rules if each.cites and each.modality != "definition"]
    own = {label for each in rules for label in each.cites}
    taken = material.taken
    for rule in rules:
        skipped = _about_itself(material, rule) or _is_fragment(material, rule)
        if skipped or _is_for_another(material, rule):
            continue
        before = _label_before(rule)
        loose = rule.modality != "step" and not is_listed(material, rule)
        if points_back(material, rule) and before not in told and loose:
            if before in own or before in taken or not _tellable(material, before):
                continue
            yield _companion(material, rule, before)
        told.update(rule.cites)
        yield _linked(material, rule) if before in told else rule
        after = _label_after(rule.cites[-1])
        while after not in own and _belongs(material, after, rule):
            told.add(after)
            by_itself = bool(_pattern(material, "only_others").match(_text_at(material, after)))
            yield replace(_companion(material, rule, after), leaning=not by_itself)
            after = _label_after(after)


def _is_fragment(material: Material, rule: Rule) -> bool:
    """Whether the rule is one step of a list whose other steps are for others, and no task of the learner."""
    if rule.subject == material.wording.you or rule.modality not in ("fact", "step"):
        return word_count(rule.plain) > _FACT and rule.modality == "fact"
    if material.learner.is_named(rule.statement.actor):
        return False
    own_list = material.request.passages[rule.passages[-1] - 1].kind == "list_item"
    mixed = own_list and _is_amid_others(material, rule)
    return mixed or (rule.modality == "fact" and word_count(rule.plain) > _FACT)


def _is_for_another(material: Material, rule: Rule) -> bool:
    """Whether the section speaks to somebody else than the audience, where that is known."""
    known = bool(material.request.style.audience.aliases)
    addressee = rule.statement.addressee
    return known and bool(addressee) and not material.learner.is_named(addressee)


def _is_amid_others(material: Material, rule: Rule) -> bool:
    """Whether a step of somebody else stands next to it, which goes on from it or leads to it."""
    read = rule.statement
    pattern = _pattern(material, "sequence")
    return any(
        0 < abs(each.position - read.position) <= _BESIDE and pattern.match(each.text)
        for each in material.others.get((read.document, read.heading), ())
    )


def _label_before(rule: Rule) -> str:
    number, _, place = rule.cites[0].partition(".")
    return f"{number}.{int(place) - 1}"


def _label_after(label: str) -> str:
    number, _, place = label.partition(".")
    return f"{number}.{int(place) + 1}"


def _belongs(material: Material, label: str, rule: Rule) -> bool:
    """Whether the sentence at ``label`` goes with ``rule``: explains it, is its exception, or keeps it to one role.

    What speaks of another's duty stands apart, unless it says that nobody else may do something.
    """
    text = _text_at(material, label)
    if _pattern(material, "only_others").match(text):
        return _tellable(material, label)
    if label in material.taken and not _pattern(material, "excepting").match(text):
        return False
    return _explains(material, label, rule)


def _text_at(material: Material, label: str) -> str:
    number, _, place = label.partition(".")
    sentences = material.request.passages[int(number) - 1].sentences
    at = int(place) - 1
    kind = material.request.passages[int(number) - 1].kind
    return sentences[at] if 0 <= at < len(sentences) and kind != "row" else ""


def _tellable(material: Material, label: str) -> bool:
    text = _text_at(material, label)
    whole = text.endswith(".") and text[:1].isupper() and 4 <= word_count(text) <= _COMPANION
    clean = not re.search(r"https?:|www\.|@|[\[\]§]", text) and text.count("(") == text.count(")")
    alone = not _pattern(material, "pointing").search(text) and not _about_document(material, text)
    return whole and clean and alone


def _explains(material: Material, label: str, rule: Rule) -> bool:
    """Whether the sentence at ``label`` says more of what stands before it, and of nothing else.

    It opens with a word for that, or with the definite name of a thing that ``rule`` has just named.
    """
    text = _text_at(material, label)
    whole = text.endswith(".") and text[:1].isupper() and 4 <= word_count(text) <= _COMPANION
    clean = not re.search(r"https?:|www\.|@|[\[\]§]", text)
    opened = re.match(
        rf"(?:{alternatives(material.wording.words('grammar', 'explaining'))})\b", text
    )
    named = _pattern(material, "definite").match(text)
    known = bool(named and stems(named[1]) & stems(rule.plain))
    excepting = _pattern(material, "excepting").match(text)
    says_more = opened or known or excepting
    return bool(whole and clean and says_more) and not _about_document(material, text)


def _about_document(material: Material, text: str) -> bool:
    return bool(_pattern(material, "about_itself").search(text))


def _companion(material: Material, rule: Rule, label: str) -> Rule:
    """The sentence at ``label`` as the source has it, to stand beside ``rule``."""
    text = _text_at(material, label)
    bare = rule.statement.model_copy(update={"condition": "", "exception": "", "quantities": ()})
    return Rule(
        bare,
        "fact",
        sentence=text,
        plain=text,
        leaning=True,
        cites=(label,),
        passages=rule.passages,
    )


def _linked(material: Material, rule: Rule) -> Rule:
    """``rule`` with the word by which its sentence follows on the one before (*Daarna moet je ...*)."""
    words = [str(each) for each in material.wording.words("grammar", "links")]
    source = _text_at(material, rule.cites[0])
    match = re.match(rf"({alternatives(words)}),? ", source)
    if not match or rule.plain.lower().startswith(match[1].lower()):
        return rule
    you = material.wording.you
    if material.language == "nl":
        turned = re.match(rf"{you} (moet|mag|hoeft) (.+)$", rule.plain, re.IGNORECASE)
        plain = f"{match[1]} {turned[1]} {you} {turned[2]}" if turned else rule.plain
    else:
        own = re.match(r"You (?:must|may|should)", rule.plain)
        plain = f"{match[1]} {lowered(rule.plain)}" if own else rule.plain
    return replace(rule, plain=plain)


def heading_lead(material: Material, title: str, rules: Sequence[Rule]) -> list[Rule]:
    """The sentences beside ``rules`` that the heading above them is about, where the rules never come to it."""
    said = _heads(" ".join(each.plain for each in rules))
    missing = _heads(title) - said
    told = {label for each in rules for label in each.cites}
    found: list[Rule] = []
    for number in dict.fromkeys(each.passages[0] for each in rules if each.passages):
        passage = material.request.passages[number - 1]
        if not missing or passage.kind != "paragraph" or material.is_disputed(passage.id):
            continue
        for label in material.passage_labels(passage.id):
            about = bool(_heads(_text_at(material, label)) & missing)
            fits = about and label not in told and label not in _others_duties(material)
            if fits and len(found) < _LEADS and _tellable(material, label):
                first = next(each for each in rules if each.passages[0] == number)
                found.append(_companion(material, first, label))
    return found


def _others_duties(material: Material) -> frozenset[str]:
    """Labels of sentences that oblige somebody else, or forbid them something."""
    bound = [each for each in material.request.rejected if each.marker]
    return frozenset(
        label
        for each in bound
        if each.kind in ("obligation", "prohibition")
        for label in material.labels(each)
    )


def _with_leads(rules: tuple[Rule, ...], leads: Sequence[Rule]) -> tuple[Rule, ...]:
    """``rules`` with ``leads`` in their places in the source."""
    told = list(rules)
    for lead in leads:
        at = [place for place, each in enumerate(told) if _comes_before(each, lead)]
        told.insert(at[-1] + 1 if at else 0, lead)
    return tuple(told)


def _comes_before(one: Rule, other: Rule) -> bool:
    number, _, place = one.cites[0].partition(".")
    passage, _, sentence = other.cites[0].partition(".")
    return (int(number), int(place)) < (int(passage), int(sentence))


def _heads(text: str) -> frozenset[str]:
    """The first letters of the longer words of ``text``, by which forms of one word are alike."""
    return frozenset(each[:_HEAD] for each in re.findall(r"[^\W\d_]{5,}", text.lower()))


def points_back(material: Material, rule: Rule) -> bool:
    """Whether the rule points at words that stand elsewhere."""
    links = [str(each) for each in material.wording.words("grammar", "links")]
    linked = re.match(rf"(?:{alternatives(links)}),? ", _text_at(material, rule.cites[0]))
    if linked:
        return True
    loose = rule.statement.dangling
    if loose and not _is_told_before(material, rule.plain, loose):
        return True
    found = _pattern(material, "pointing").finditer(rule.plain)
    return any(not _is_told_before(material, rule.plain, each[0], each.start()) for each in found)


def _is_told_before(material: Material, text: str, words: str, place: int = -1) -> bool:
    """Whether ``text`` says itself what ``words`` in it point at.

    ``the party concerned`` behind a main clause is a party to what that clause is about.
    """
    place = text.find(words) if place < 0 else place
    before = text[: max(place, 0)]
    known = stems(before)
    noun = words.rsplit(" ", 1)[-1]
    if " " in words and stems(noun) and stems(noun) <= known:
        return True
    concerned = _pattern(material, "concerned").match(words)
    return bool(concerned) and word_count(before) >= _CLAUSE


def _about_itself(material: Material, rule: Rule) -> bool:
    """Whether the sentence speaks of the document, and of no work."""
    return rule.modality == "fact" and bool(_pattern(material, "about_itself").search(rule.plain))


def _pattern(material: Material, name: str) -> re.Pattern[str]:
    return _compiled(str(material.wording.words("grammar", name)))


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_told_by_another(material: Material, rule: Rule) -> bool:
    """Whether a rule of another passage, told in a table or before, says the same."""
    if rule.leaning or rule.modality == "step":
        return False
    said = _bare(rule.sentence)
    return any(_holds(each, rule) for each in material.rules) or any(
        each.id != rule.id
        and each.passages != rule.passages
        and bool(each.cites)
        and _bare(each.sentence) == said
        and _ahead_of(material, each, rule)
        for each in material.rules
    )


def _holds(one: Rule, other: Rule) -> bool:
    """Whether ``one``, of the same sentence, says all that ``other`` says and more, or says it first."""
    if one.cites != other.cites or one.id == other.id or one.modality != other.modality:
        return False
    first, second = _bare(one.plain), _bare(other.plain)
    within = second in first and len(first) > len(second)
    same = stems(one.plain) == stems(other.plain) and one.id < other.id
    return within or same


@lru_cache(maxsize=20_000)
def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _ahead_of(material: Material, one: Rule, other: Rule) -> bool:
    """Whether ``one`` is told in the place of ``other``: in a table, or before it."""
    rows = [material.request.passages[each.passages[-1] - 1].kind == "row" for each in (one, other)]
    if rows[0] != rows[1]:
        return rows[0]
    return one.passages < other.passages
