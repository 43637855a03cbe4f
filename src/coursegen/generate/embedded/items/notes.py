"""Items on rules as somebody noted them from memory: which notes are right? In: rules. Out: candidates.

Four notes on four rules: some as the source has them, some with one thing changed (``changes``), so that the
feedback can say of each what is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursegen.generate.embedded.gates import alike, stems, word_count
from coursegen.generate.embedded.grammar.rule import Rule, cites_of
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.changes import Change, changes, plain_modals
from coursegen.generate.embedded.items.context import is_open
from coursegen.generate.embedded.items.distractors import tells_by_length
from coursegen.generate.embedded.items.feedback import feedback
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.titles import clean_heading, is_generic
from coursegen.generate.embedded.wording import pick, rank
from coursegen.model.drafts import DraftChoice, DraftOption, DraftTrueFalse

__all__ = ["note_items"]

_NOTES, _FEWEST, _LONGEST, _SHORTEST, _SETS, _QUOTED, _TITLED = 4, 3, 26, 4, 3, 5, 8
_CLOSE, _SAME = 0.5, 0.7
_WORTH = {
    "value": 4,
    "often": 4,
    "word": 4,
    "role": 4,
    "bound": 4,
    "name": 3,
    "duty": 3,
    "status": 3,
    "strength": 2,
    "freed": 2,
}
"""How telling a change is, by its kind; a duty told as advice is the last resort."""
_STRONG = ("strength", "value", "often", "word", "role", "status")
"""Changes that an item may have two of."""
_BARE, _WHAT_FOR = 0.8, 6
"""What an item loses whose stem cannot name what its notes are about."""
_TELLING = 3
"""Worth from which a change alone makes a question."""
_SCALED, _WEAK = (
    ("value", "often", "role"),
    ("advice", "extent", "strength", "freed", "duty", "bound"),
)
"""Kinds of which two versions differ; kinds of which a version would stand out."""
_FIGURES = ("value", "often")
_ASKED = ("must", "must_not", "may", "need_not", "fact", "should")
_ROUGH = re.compile(
    r"[;:()\[\]{}“”\"…@]|\s(?-i:[A-Z])\.$|\s[-–—]\s|\bhttps?|\brespectively\b|\w/\w|"
    r"\b(?:those|these|such|this|above|below|deze|dit|dergelijke?|zulke?|daar(?:in|mee|bij|voor|van)|"
    r"hier(?:in|mee|bij|voor|van)?|te gaan|(?:boven|onder)staande?)\b",
    re.IGNORECASE,
)
"""Marks and words of a sentence that is no plain note, or points at another."""
_CLAUSE = re.compile(r"\b(?:whose|who|which|that|wie|die|dat|waar\w*)\b")
"""Words of a clause in a subject, whose verb may have been taken for that of the sentence."""
_ALONE = re.compile(r"(?:only|alleen|slechts|uitsluitend|enkel)\b", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:also|however|therefore|then|so|but|and|in addition|furthermore|it|they|this|these|he|she|"
    r"ook|echter|daarom|dus|maar|en|daarnaast|bovendien|het (?=(?:wordt|worden|kan|moet|mag|geldt|betreft|gaat|"
    r"heeft|zal|dient|blijft|bestaat|bevat|staat)\b)|dit|deze|dat|die|hij|zij|ze|er)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Note:
    rule: Rule
    text: str
    changed: tuple[Change, ...]

    @property
    def worth(self) -> int:
        return max((_WORTH.get(each.kind, 1) for each in self.changed), default=0)


def note_items(material: Material, rules: Sequence[Rule], before: int = 0) -> Iterator[Candidate]:
    """At most three items a module, none of their rules in two; and which of three versions of one rule is right.

    ``before`` is how many items of notes the module has already.
    """
    notes = _apart([note for rule in rules if (note := _note(material, rule))])
    for note in notes:
        for build in (_versions, _judged):
            found = build(material, note)
            if found:
                yield found
    made = before
    for heading, group in _grouped(notes):
        left = list(group)
        while made < _SETS:
            chosen = _chosen(left, _SETS - made)
            if not chosen:
                break
            found = _item(material, chosen, made, _topic(material, heading, chosen))
            if found:
                yield found
            made += 1
            used = {note.rule.id for note, _ in chosen}
            left = [each for each in left if each.rule.id not in used]


def _grouped(notes: Sequence[_Note]) -> list[tuple[str, list[_Note]]]:
    """Notes under one heading that are enough for an item, the largest group first; then the rest, unnamed."""
    groups: dict[str, list[_Note]] = {}
    for each in notes:
        heading = each.rule.statement.heading
        groups.setdefault(heading[-1] if heading else "", []).append(each)
    fit = [
        (name, group)
        for name, group in groups.items()
        if name and len(group) >= _FEWEST and any(each.changed for each in group)
    ]
    fit.sort(key=lambda each: -len(each[1]))
    taken = {note.rule.id for _, group in fit for note in group}
    return [*fit, ("", [each for each in notes if each.rule.id not in taken])]


def _topic(material: Material, heading: str, chosen: Sequence[tuple[_Note, Change | None]]) -> str:
    """What the notes are about: their heading, unless it says nothing; else the module's title.

    Empty where that is longer than a stem should quote, or is no word of the notes nor of what is taught with
    them: the title of a chapter of a document's standard layout.
    """
    brief = material.request.brief
    names = [clean_heading(heading)] if heading else []
    names = [each for each in names if not is_generic(material, each)]
    names += [brief.topic] if brief else []
    told = " ".join(
        [*(note.text for note, _ in chosen), *(each.sentence for each in material.rules)]
    )
    if names and brief and names[-1] == brief.topic and not _is_about(brief.topic, chosen):
        names = names[:-1]
    fit = [re.sub(r"\s*\([^)]*\)", "", each).strip() for each in names]
    fit = [each for each in fit if not stems(each) or stems(each) & stems(told)]
    most = [_QUOTED, _TITLED]
    return next(
        (
            each
            for each in fit
            if word_count(each) <= most[brief is not None and each == brief.topic]
            and not re.search(r"[:?,]", each)
        ),
        "",
    )


def _is_about(topic: str, chosen: Sequence[tuple[_Note, Change | None]]) -> bool:
    """Whether at least every second note stands under the topic, or shares a word with it."""
    words = stems(topic)
    told = [
        stems(" ".join([note.text, *note.rule.statement.heading, note.rule.statement.document]))
        for note, _ in chosen
    ]
    return not words or 2 * sum(bool(words & each) for each in told) >= len(chosen) + 1


def _framed(material: Material, question: str, topic: str, number: int) -> str:
    """The stem of that number, with the topic or, where there is none to name, without."""
    frames = material.wording.words("questions", question if topic else f"{question}_bare")
    return material.wording.fill(frames[number], topic=topic)


def _note(material: Material, rule: Rule) -> _Note | None:
    if rule.modality not in _ASKED or rule.leaning or not rule.cites:
        return None
    ordered = rule.command and not re.match(
        rf"{rule.opener or '-'}\b", rule.sentence, re.IGNORECASE
    )
    if not (rule.task or rule.said or rule.thing) or ordered:
        return None
    text = plain_modals(rule.plain)
    torn = rule.modality == "fact" and _CLAUSE.search(rule.subject)
    if _ALONE.match(text) and len(material.truths.like(rule.sentence, _CLOSE)) > 1:
        return None  # who else may, another sentence tells
    if rule.thing and rule.finite and word_count(text) < _WHAT_FOR:
        return None  # *an account is required*: for what?
    bare = not rule.addressed and word_count(rule.subject) == 1 and rule.subject.islower()
    if not _is_plain(text) or torn or bare or is_open(material, rule):
        return None
    told = tuple(
        Change(each.kind, plain_modals(each.text), each.effect)
        for each in changes(material, rule)
        if _is_plain(each.text) and not _holds_elsewhere(material, rule, each)
    )
    return _Note(rule, text, told)


def _holds_elsewhere(material: Material, rule: Rule, change: Change) -> bool:
    """Whether the sources say something near enough to the rule with another strength."""
    if change.kind in ("value", "often", "word", "role", "name"):
        return False
    near = material.truths.like(rule.sentence, _SAME)
    return any(each.id != rule.id and each.modality != rule.modality for each in near)


def _is_plain(text: str) -> bool:
    fits = _SHORTEST <= word_count(text) <= _LONGEST
    return fits and not _ROUGH.search(text) and not _OPENS.match(text)


def _apart(notes: Sequence[_Note]) -> list[_Note]:
    """``notes`` without those that say nearly the same as one before."""
    found: list[_Note] = []
    for each in notes:
        if all(alike(each.text, one.text) < _CLOSE for one in found):
            found.append(each)
    return found


def _chosen(notes: Sequence[_Note], further: int) -> list[tuple[_Note, Change | None]]:
    """Three or four notes of which one to three are changed; none where too few can be.

    Where there are notes for a further item, its share of them and of what can be changed is left for it.
    """
    ranked = sorted(notes, key=lambda each: (-each.worth, rank(each.rule.id, "note")))
    open_to_change = sum(bool(each.changed) for each in notes)
    size, most = min(_NOTES, len(notes)), pick((1, 2, 2, 3), *(each.rule.id for each in notes))
    sets = min(further, len(notes) // _FEWEST, open_to_change)
    if sets > 1:
        size, most = min(_NOTES, len(notes) // sets), min(most, open_to_change // sets)
    changed: list[tuple[_Note, Change | None]] = []
    for note in ranked:
        kinds = [each.kind for _, each in changed if each]
        fit = [each for each in note.changed if kinds.count(each.kind) < _times(each)]
        if fit and len(changed) < min(most, size - 1):
            best = max(fit, key=lambda each: (_WORTH.get(each.kind, 1), rank(each.text)))
            changed.append((note, best))
    taken = {note.rule.id for note, _ in changed}
    right = [each for each in ranked[::-1] if each.rule.id not in taken]
    right.sort(key=lambda each: each.rule.modality in ("fact", "should"))
    if (
        size - len(changed) == 1
    ):  # the one that is right is the longest no more often than by chance
        wrong = [each.text for _, each in changed if each]
        right.sort(key=lambda each: tells_by_length(each.text, wrong, each.rule.id))
    told: list[tuple[_Note, Change | None]] = [(each, None) for each in right]
    whole = [*changed, *told[: size - len(changed)]]
    return whole if changed and size >= _FEWEST else []


def _times(change: Change) -> int:
    return 2 if change.kind in _STRONG else 1


def _item(
    material: Material,
    chosen: Sequence[tuple[_Note, Change | None]],
    place: int,
    topic: str,
) -> Candidate | None:
    options = [_option(material, note, change) for note, change in chosen]
    brief = material.request.brief
    if not all(each.feedback for each in options) or brief is None:
        return None
    rules = tuple(note.rule for note, _ in chosen)
    key = [rule.id for rule in rules]
    one = sum(each.correct for each in options) == 1
    strict = all(each.kind == "strength" for _, each in chosen if each)
    question = ("notes_one" if one else "notes") + ("_strict" if strict else "")
    number = (rank(brief.topic) + place) % len(material.wording.words("questions", question))
    item = DraftChoice(
        type="single_choice" if one else "multiple_choice",
        objective=1,
        bloom="understand",
        stem=_framed(material, question, topic, number),
        rationale="",
        cites=cites_of(rules),
        options=sorted(options, key=lambda each: rank(each.text, *key)),
    )
    telling = sum(_WORTH.get(each.kind, 1) for _, each in chosen if each)
    frame = f"notes{number}{one}{strict}"
    return Candidate(item, "notes", 5.0 + 0.3 * telling - _BARE * (not topic), rules, frame)


def _versions(material: Material, note: _Note) -> Candidate | None:
    """Which of three versions of one rule is right: as it is, and with one thing changed, each time another."""
    rule, brief = note.rule, material.request.brief
    kinds: dict[str, Change] = {}
    for each in note.changed:
        if each.kind not in _WEAK:
            kinds.setdefault(each.kind, each)
    chosen = list(kinds.values())[:2]
    spare = [each for each in note.changed if each.kind in _SCALED and each not in chosen]
    chosen += spare[: 2 - len(chosen)]
    if len(chosen) < 2 or brief is None or all(each.kind in _FIGURES for each in chosen):
        return None  # three sentences that differ in a figure: ``amounts`` asks for the figure
    options = [_option(material, note, None), *(_option(material, note, each) for each in chosen)]
    number = rank(rule.id, "version") % len(material.wording.words("questions", "versions"))
    topic = _topic(material, (rule.statement.heading or ("",))[-1], [(note, None)])
    item = DraftChoice(
        type="single_choice",
        objective=1,
        bloom="understand",
        stem=_framed(material, "versions", topic, number),
        rationale="",
        cites=list(rule.cites),
        options=sorted(options, key=lambda each: rank(each.text, rule.id)),
    )
    return Candidate(item, "version", 5.2, (rule,), f"version{number}")


def _judged(material: Material, note: _Note) -> Candidate | None:
    """One note, right or changed: is it true? A last resort, as a guess is right half of the time."""
    rule, say = note.rule, material.wording.say
    if note.worth < _TELLING:
        return None
    best = max(note.changed, key=lambda each: (_WORTH.get(each.kind, 1), rank(each.text)))
    true = rank(rule.id, "judged") % 2 == 0
    right = say("feedback", "right", rule.id)
    effect = say("feedback", "it_is_so", rule.id) if true else best.effect
    told = feedback(material, effect, rule)
    if not told:
        return None
    item = DraftTrueFalse(
        type="true_false",
        objective=1,
        bloom="remember",
        stem=say("questions", "true_false", sentence=note.text if true else best.text),
        rationale="",
        cites=list(rule.cites),
        feedback_right=feedback(material, right, rule),
        feedback_wrong=told,
        answer=true,
    )
    score = 5.4 if rank(rule.id, "judge") % 4 == 0 else 3.3
    return Candidate(item, "true_false", score, (rule,), "true_false")


def _option(material: Material, note: _Note, change: Change | None) -> DraftOption:
    rule, say = note.rule, material.wording.say
    if change is None:
        told = say("feedback", "note_right", rule.id)
        quoted = plain_modals(rule.sentence)
        if quoted != note.text and word_count(quoted) <= _LONGEST:
            told = say("feedback", "note_source", quoted=quoted)
        return DraftOption(text=note.text, correct=True, feedback=told, cites=list(rule.cites))
    told = feedback(material, change.effect, rule) or change.effect
    return DraftOption(text=change.text, correct=False, feedback=told, cites=list(rule.cites))
