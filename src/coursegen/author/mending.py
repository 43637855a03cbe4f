"""What of a question goes back: its wrong options, its feedback, or all of it.

In: a draft item, what is wrong with it and where. Out: the task that mends it, what the generator is shown, and the
draft with the answer put in. New wrong options and new feedback never touch the stem or the key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from coursegen.check.vocabulary import fold
from coursegen.model.items import Item
from coursegen.model.part_drafts import DistractorsDraft, RationaleDraft
from coursegen.model.request import Task

__all__ = ["OPTION_RULES", "Flaw", "Mend", "mend_of", "mended", "place_of", "seen_flaws"]

OPTION_RULES = frozenset({"distractor-true", "all-none-of-the-above", "feedback-present"})
"""Rules whose findings are warnings to a person, and are mended where a generator can be asked."""

_FEWEST_WRONG = 2
_JUDGED = ("feedback_right", "feedback_wrong")
"""What is read after a right and a wrong answer to a question without options, in the order of their numbers."""

Kind = Literal["unit", "option", "feedback", "few"]


@dataclass(frozen=True)
class Flaw:
    """What is wrong, and where.

    It is the unit as a whole, the text or the feedback of answer ``at`` (from 0; -1: the rationale), or that there are
    too few wrong options.
    """

    message: str
    kind: Kind = "unit"
    at: int = -1


@dataclass(frozen=True)
class Mend:
    """How an item is mended: by the ``task``, shown ``part``; ``places`` are the answers written anew, from 0."""

    task: Task
    part: dict[str, Any]
    places: tuple[int, ...] = ()


def place_of(field: str, unit: Item, draft: Mapping[str, Any], message: str) -> Flaw:
    """The flaw that a finding tells at ``field`` of ``unit``, which was made of ``draft``."""
    if field in _JUDGED:
        return Flaw(message, "feedback", _JUDGED.index(field))
    if field == "rationale":
        return Flaw(message, "feedback")
    head, _, rest = field.partition(".")
    identifier, _, part = rest.rpartition(".")
    option = next((each for each in getattr(unit, "options", ()) if each.id == identifier), None)
    if head != "options" or option is None:
        return Flaw(message)
    texts = [str(each["text"]).strip() for each in draft.get("options", ())]
    if option.text not in texts:
        return Flaw(message)
    return Flaw(message, "feedback" if part == "feedback" else "option", texts.index(option.text))


def seen_flaws(draft: Mapping[str, Any]) -> list[Flaw]:
    """What can be seen wrong with a draft item before it is made: too few wrong options, feedback that is not there."""
    if draft.get("type") not in ("single_choice", "multiple_choice"):
        return [
            Flaw("there is no feedback", "feedback", at)
            for at, name in enumerate(_JUDGED)
            if not str(draft.get(name, " . ")).strip()
        ]
    options = draft["options"]
    found = [
        Flaw("there is no feedback", "feedback", at)
        for at, each in enumerate(options)
        if each["text"].strip() and not each["feedback"].strip()
    ]
    wrong = [each for each in options if not each["correct"]]
    if draft["type"] == "single_choice" and _one_key(draft) and len(wrong) < _FEWEST_WRONG:
        few = "there is no wrong option" if not wrong else "there is only one wrong option"
        found.append(Flaw(few, "few"))
    return found


def mend_of(draft: Mapping[str, Any], flaws: Sequence[Flaw]) -> Mend:
    """How the item of ``draft`` is mended, which has ``flaws``."""
    options = draft.get("options", ()) if draft.get("type") != "cloze" else ()
    key = {at for at, each in enumerate(options) if each["correct"]}
    places = {each.at for each in flaws if each.kind in ("option", "feedback")}
    whole = Mend("items", dict(draft))
    if any(each.kind == "unit" for each in flaws):
        return whole
    if all(each.kind == "feedback" for each in flaws):
        return Mend("rationale", _answers(draft, places), tuple(sorted(places - {-1})))
    if not _one_key(draft) or places & (key | {-1}):
        return whole
    return Mend("distractors", _choice(draft, places), tuple(sorted(places)))


def _one_key(draft: Mapping[str, Any]) -> bool:
    return (
        draft.get("type") == "single_choice"
        and sum(each["correct"] for each in draft["options"]) == 1
    )


def _choice(draft: Mapping[str, Any], places: set[int]) -> dict[str, Any]:
    """A question as it is shown for new wrong options."""
    options = draft["options"]
    wrong = [(at, each) for at, each in enumerate(options) if not each["correct"]]
    kept = [each["text"] for at, each in wrong if at not in places]
    return {
        "stem": draft["stem"],
        "key": next(each["text"] for each in options if each["correct"]),
        "cites": draft["cites"],
        "keep": kept,
        "replace": [each["text"] for at, each in wrong if at in places],
        "wanted": max(len(places), _FEWEST_WRONG - len(kept)),
    }


def _answers(draft: Mapping[str, Any], places: set[int]) -> dict[str, Any]:
    """A question as it is shown for new feedback."""
    options = draft.get("options") if draft.get("type") != "cloze" else None
    if options is None:
        given = [("a right answer", True, draft[_JUDGED[0]]), ("a wrong answer", False, draft[_JUDGED[1]])]  # fmt: skip
    else:
        given = [(each["text"], each["correct"], each["feedback"]) for each in options]
    return {
        "stem": draft["stem"],
        "answers": [
            {"answer": number, "text": text, "right": right, "feedback": feedback}
            for number, (text, right, feedback) in enumerate(given, 1)
        ],
        "rationale": draft["rationale"],
        "cites": draft["cites"],
        "write": [at + 1 for at in sorted(places - {-1})],
    }


def mended(draft: Mapping[str, Any], mend: Mend, answer: Mapping[str, Any]) -> dict[str, Any]:
    """``draft`` with ``answer``, the draft of the mending task, put in; as it was where that cannot be used."""
    try:
        if mend.task == "distractors":
            return _with_options(draft, mend, DistractorsDraft.model_validate(answer))
        return _with_feedback(draft, mend, RationaleDraft.model_validate(answer))
    except ValidationError:
        return dict(draft)


def _with_options(draft: Mapping[str, Any], mend: Mend, answer: DistractorsDraft) -> dict[str, Any]:
    """New wrong options in the places of the old ones, the others behind; none that is there already."""
    said = {fold(each) for each in (mend.part["key"], *mend.part["keep"], *mend.part["replace"])}
    fresh: list[dict[str, Any]] = []
    for each in answer.options:
        if each.text.strip() and fold(each.text) not in said:
            said.add(fold(each.text))
            fresh.append({**each.model_dump(), "correct": False})
    fresh = fresh[: mend.part["wanted"]]
    options = [dict(each) for each in draft["options"]]
    for at, new in zip(mend.places, fresh, strict=False):
        options[at] = new
    return {**draft, "options": options + fresh[len(mend.places) :]}


def _with_feedback(draft: Mapping[str, Any], mend: Mend, answer: RationaleDraft) -> dict[str, Any]:
    """New feedback where it was asked for; what it cites is cited by its option, or by the item."""
    made = dict(draft)
    if answer.rationale.strip():
        made["rationale"] = answer.rationale
    asked = [each for each in answer.answers if each.answer - 1 in mend.places]
    for each in asked:
        at = each.answer - 1
        if "options" in made and made["type"] != "cloze":
            options = [dict(one) for one in made["options"]]
            cites = each.cites or options[at]["cites"]
            options[at] |= {"feedback": each.feedback, "cites": cites}
            made["options"] = options
        else:
            made[_JUDGED[at]] = each.feedback
            made["cites"] = list(dict.fromkeys([*made["cites"], *each.cites]))
    return made
