"""Objectives. In: the rules of a module, heaviest first. Out: one to three, measurable, with a Bloom level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from coursegen.generate.embedded.gates import alike, stems, word_count
from coursegen.generate.embedded.grammar.dutch_ends import task_with_modal
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import clean_heading, is_generic
from coursegen.generate.embedded.outline.weights import weight_of
from coursegen.generate.embedded.versions import thing_of, versions_of
from coursegen.generate.embedded.wording import capitalised
from coursegen.model.base import Bloom
from coursegen.model.drafts import DraftObjective

__all__ = ["objectives_for", "several_topics", "topic_objectives", "whole_topic"]

_LONGEST, _WHOLE_LONGEST, _FEWEST, _THING, _THINGS = 22, 28, 3, 5, 3
_WHOLE: tuple[tuple[str, Bloom], ...] = (
    ("apply", "apply"),
    ("apply_topic", "apply"),
    ("judge", "evaluate"),
    ("strengths", "understand"),
    ("facts", "understand"),
    ("parties", "understand"),
    ("topic", "understand"),
)
"""Objectives about a whole topic, with their levels."""
_OFFERED, _MAIN, _STRENGTHS = 8, 3, 3
_SEVERAL = 3
"""Words of two strengths joined, at least."""
_KINDS = ("must", "should", "may", "need_not", "must_not")
_PREPOSITION = re.compile(
    r"(?:aan|bij|in|met|naar|op|over|uit|van|via|voor|zowel|at|by|for|from|on|to|with)\s",
    re.IGNORECASE,
)
_NOBODY = (
    "we",
    "you",
    "everyone",
    "everybody",
    "anyone",
    "wij",
    "we",
    "je",
    "u",
    "iedereen",
    "men",
)
_VAGUE = re.compile(
    r"\b(?:that|which|who|these|those|this|such|die|dat|deze|dit|slechts|alleen|betreffende)\b",
    re.IGNORECASE,
)
_HEADING, _ALIKE = 5, 0.5
"""Words of a heading that an objective names, at most; share of its words that the module's title has too."""
_WITH = re.compile(r" (?:met|conform|volgens) .+$")
"""What says how a thing is done: often the answer to what is asked about it."""
_EVERY = re.compile(r"(?:all|each|every|any|both|alle|elke?|iedere?|beide)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:is|are|must|do|does|what|how|when|who|where|why|your|you|moet|mag|zijn|wat|hoe|wanneer|wie|waar|je|u)\b"
)
"""A word by which a heading is a sentence, or speaks to the reader."""
_IT = re.compile(r"\S+ (?:it|them|this|that)\b")


def objectives_for(material: Material, topic: str, rules: Sequence[Rule]) -> list[DraftObjective]:
    """At most eight to choose from, different from each other; one about the topic where no rule gives any."""
    found: list[DraftObjective] = []
    for rule in _main_first(topic, rules):
        objective = _objective(material, rule)
        if objective and all(alike(objective.text, each.text) < 0.6 for each in found):
            found.append(objective)
        if len(found) == _OFFERED:
            break
    if not found:
        found.append(whole_topic(material, topic, rules)[-1])
    return found


def _main_first(topic: str, rules: Sequence[Rule]) -> list[Rule]:
    """``rules`` with those in front that say what the module is about.

    These stand under the heading that weighs most; what shares its words, or the module's, comes first.
    """
    weights: dict[tuple[str, ...], float] = {}
    for each in rules:
        heading = each.statement.heading
        weights[heading] = weights.get(heading, 0.0) + weight_of(each)
    main = max(weights, key=lambda each: weights[each], default=())
    about = f"{topic} {' '.join(main[-1:])}"
    under = [each for each in rules if each.statement.heading == main]
    ahead = sorted(under, key=lambda each: -len(stems(about) & stems(each.plain)))[:_MAIN]
    return [*ahead, *(each for each in rules if each not in ahead)]


def whole_topic(material: Material, topic: str, rules: Sequence[Rule]) -> list[DraftObjective]:
    """Objectives that all rules serve: to decide a case by them, and to explain them.

    They name what the rules are about, or who acts in them; the topic where neither can be named.
    """
    kinds = _kinds(material, rules)
    versions = thing_of(versions_of(material, rules))
    if versions:
        if f" {material.wording.words('titles', 'link')} " in topic:  # more is set up than that
            applied = _whole(material, "apply", kinds=kinds, about=topic)
            return [applied, _whole(material, "facts", about=topic)]
        judged = _whole(material, "judge", about=versions)
        return [judged, _whole(material, "strengths", about=versions, kinds=kinds)]
    clear = [each for each in rules if not each.statement.dangling]
    things = _things(
        material,
        _by_use([_thing(material, each) for each in clear if not _party(material, each)]),
        topic,
    )
    parties = _things(material, [_party(material, each) for each in rules], topic)
    about = things or _by_heading(material, rules, topic) or f"“{topic}”"
    applied = _whole(material, "apply" if things else "apply_topic", kinds=kinds, about=about)
    if parties:
        told = _whole(material, "parties", about=parties)
        return [applied, told] if things else [told]
    if not things and len(kinds.split()) < _SEVERAL:
        return [_whole(material, "topic", about=about)]
    return [applied, _whole(material, "facts" if things else "topic", about=about)]


def several_topics(material: Material, topic: str, rules: Sequence[Rule]) -> list[DraftObjective]:
    """Objectives of a module of several matters, which its title names: to decide a case by them, and to explain them."""
    about = f"“{topic}”"
    applied = _whole(material, "apply_topic", kinds=_kinds(material, rules), about=about)
    return [applied, _whole(material, "topic", about=about)]


def _by_heading(material: Material, rules: Sequence[Rule], topic: str) -> str:
    """The headings under which most of the rules stand, where the module joins several; empty where it does not."""
    counts = Counter(
        clean_heading(each.statement.heading[-1]) for each in rules if each.statement.heading
    )
    named = [
        each
        for each in sorted(counts, key=lambda each: -counts[each])
        if not is_generic(material, each) and word_count(each) <= _HEADING and ":" not in each
    ]
    named = [each for each in named if alike(each, topic) < _ALIKE][:_THINGS]
    return _series(material, _unquoted(material, named)) if len(named) > 1 else ""


def _unquoted(material: Material, headings: Sequence[str]) -> list[str]:
    """``headings`` as parts of a sentence; between quotation marks where they are no plain names of things."""
    link = material.wording.words("titles", "link")
    inside = [material.inside(each) for each in headings]
    plain = all(
        not re.search(rf" {link} |[^\w '’-]", each)
        and word_count(each) > 1
        and (each == each.lower() or each.split()[0] in material.learner.names)
        and not re.search(_CLAUSE, each)
        for each in inside
    )
    return inside if plain else [f"“{each}”" for each in headings]


def _by_use(names: Sequence[str]) -> list[str]:
    """``names`` with what several rules are about in front, each once."""
    counts = Counter(each for each in names if each)
    return sorted(counts, key=lambda each: -counts[each])


def _whole(material: Material, key: str, **slots: str) -> DraftObjective:
    text = material.wording.say("objectives", key, **slots)
    return DraftObjective(text=capitalised(text), bloom=dict(_WHOLE)[key])


def _kinds(material: Material, rules: Sequence[Rule]) -> str:
    """The strengths that the rules have, in words: *required, recommended and not allowed*."""
    counts: Counter[str] = Counter(each.modality for each in rules if not each.command)
    often = sorted((each for each in _KINDS if each in counts), key=lambda each: -counts[each])
    held = often[:_STRENGTHS]
    names = [str(material.wording.words("categories", each)) for each in _KINDS if each in held]
    return _series(material, names or [str(material.wording.words("categories", "must"))])


def _series(material: Material, names: Sequence[str]) -> str:
    link = material.wording.words("titles", "link")
    return f"{', '.join(names[:-1])} {link} {names[-1]}" if len(names) > 1 else names[0]


def _things(material: Material, names: Sequence[str], topic: str) -> str:
    """Up to three of ``names`` in a row of words; empty where fewer than two will do."""
    found: list[str] = []
    everyday = {str(each) for each in material.wording.words("titles", "everyday")}
    link = material.wording.words("titles", "link")
    for name in (_WITH.sub("", each) for each in names):
        short = 0 < word_count(name) <= _THING and not re.search(r"[^\w '’-]", name)
        whole = short and f" {link} " not in f" {name} " and not _IT.match(f"x {name}")
        whole = (
            whole
            and bool(stems(name))
            and name.lower() not in _NOBODY
            and not _is_learner(material, name)
        )
        whole = (
            whole
            and not _EVERY.match(name)
            and not _PREPOSITION.match(name)
            and not _VAGUE.search(name)
            and name.split()[-1].lower() not in everyday
        )
        whole = whole and not any(
            re.search(str(material.wording.words("grammar", each)), name)
            for each in ("about_itself", "set_apart")
        )
        if (
            whole
            and name.lower() != topic.lower()
            and all(alike(name, each) == 0 for each in found)
        ):
            found.append(material.inside(name))
        if len(found) == _THINGS:
            break
    return _series(material, found) if len(found) > 1 else ""


def _is_learner(material: Material, name: str) -> bool:
    """Whether the name is the audience's own, whatever stands before it: *all employees*."""
    last = name.rsplit(maxsplit=1)[-1].lower() if name else ""
    own = {last, f"{last}s"} & set(material.learner.aliases)
    return bool(own) or material.learner.is_named(name)


def _thing(material: Material, rule: Rule) -> str:
    """What the rule is about: the words in front of its marker, or what it gives a strength."""
    if rule.thing:
        return rule.thing
    told = rule.modality in ("must", "must_not", "should", "may") and not rule.command
    marker = rule.statement.marker
    if not told or rule.subject == material.wording.you or rule.ahead or not marker:
        return ""
    before, found, _ = rule.sentence.partition(f" {marker}")
    return before if found and not rule.condition else ""


def _party(material: Material, rule: Rule) -> str:
    """Who acts in the rule, as its sentence opens; empty for the learner and for things."""
    actor = rule.statement.actor
    if not actor or rule.subject == material.wording.you or rule.modality == "definition":
        return ""
    if material.learner.is_named(actor) or actor.lower() in _NOBODY:
        return ""
    if actor in material.organisations:  # the employer itself acts in every policy
        return ""
    opened = re.match(
        rf"(?:(?:de|het|een|the|an?) )?{re.escape(actor)} ", rule.sentence, re.IGNORECASE
    )
    return opened[0].strip() if opened else ""


def topic_objectives(material: Material, text: str) -> Bloom | None:
    """The level at which an objective about the whole topic asks; None where ``text`` is no such objective."""
    for key, bloom in _WHOLE:
        told = material.wording.say("objectives", key, kinds="\n", about="\n")
        if text.startswith(capitalised(told.split("\n")[0])):
            return bloom
    return None


def _first(rule: Rule, task: str) -> str:
    """``task`` with the word that says that it comes first, where the rule has it."""
    match = re.search(rf"\b(eerst|first) (?={re.escape(task)})", rule.plain)
    return f"{match[1]} {task}" if match else task


def _in_time(material: Material, rule: Rule) -> str:
    """An objective on the time that a rule leaves, where to be able to do it so would read as leave to (Dutch)."""
    if material.language != "nl" or not rule.timeless or " binnen " not in f" {rule.time} ":
        return ""
    vp = task_with_modal(rule.timeless).replace("{modal}", "moet")
    return material.wording.say("objectives", "in_time", vp=vp) if vp else ""


def _to_do(material: Material, rule: Rule, task: str) -> DraftObjective | None:
    """An objective on a duty; None where the language has no way to tell it as one, or that would be long."""
    limited = bool(rule.condition) and not rule.only
    timed = "" if limited else _in_time(material, rule)
    if timed:
        return DraftObjective(text=capitalised(timed), bloom="apply")
    vp_moet = task_with_modal(task).replace("{modal}", "moet")
    if material.language == "nl" and not vp_moet:
        return None
    clause = {"opener": rule.opener, "condition": rule.condition}
    key = "do_when" if limited else "do"
    text = material.wording.say("objectives", key, vp=task, vp_moet=vp_moet, **clause)
    if limited and word_count(text) > _WHOLE_LONGEST:
        return None
    level = material.wording.words("objectives", "do_level")
    return DraftObjective(text=capitalised(text), bloom=level)


def _objective(material: Material, rule: Rule) -> DraftObjective | None:
    if not rule.askable or rule.subject != material.wording.you or rule.command:
        return None
    task = rule.task if word_count(rule.task) <= _LONGEST else rule.timeless
    if material.language == "nl" and _PREPOSITION.match(task):
        return None
    if not task or not _FEWEST <= word_count(task) <= _LONGEST or _IT.match(task):
        return None
    say = material.wording.say
    task = _first(rule, task)
    if rule.modality == "must":
        told = _to_do(material, rule, task)
        if told or rule.only or not rule.condition or word_count(rule.condition) > _LONGEST:
            return told
        text = say("objectives", "step", opener=rule.opener, condition=rule.condition)
        return DraftObjective(text=capitalised(text), bloom="apply")
    if rule.modality in ("must_not", "may"):
        if not rule.modal_task:
            return None
        vp_mag = rule.modal_task.replace("{modal}", "mag")
        plain = rule.modality == "must_not" and not rule.limited and material.language == "en"
        text = say("objectives", "ban" if plain else "decide", vp=task, vp_mag=vp_mag)
        return DraftObjective(text=capitalised(text), bloom="understand" if plain else "evaluate")
    return None
