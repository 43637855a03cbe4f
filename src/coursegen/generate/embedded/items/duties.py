"""Items on what a party is responsible for. In: rules that say so. Out: candidates of three rules.

Wrong answers are what the source gives to another party, or says that this party is not responsible for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursegen.generate.embedded.gates import alike, echoes, word_count
from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.items.candidate import Candidate
from coursegen.generate.embedded.items.context import has_slip, mended
from coursegen.generate.embedded.items.distractors import Wrong, choose
from coursegen.generate.embedded.items.feedback import feedback
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import capitalised, rank
from coursegen.model.drafts import DraftChoice, DraftOption

__all__ = ["duty_items"]

_LONGEST, _SHORTEST, _SUBJECT, _CLOSE = 24, 3, 8, 0.6
_ROUGH = re.compile(
    r"[;:“”\"@…]|\b(?:this|these|those|such|it|dit|deze|dergelijke|hiervan|daarvan)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Charge:
    party: str
    finite: str
    denied: bool
    what: str
    rule: Rule


def duty_items(material: Material, rules: Sequence[Rule]) -> Iterator[Candidate]:
    """What a party is responsible for, among what others are, and what it is said not to be."""
    own = [found for each in rules if (found := _charge(material, each))]
    far = [found for each in material.elsewhere if (found := _charge(material, each))]
    far = [each for each in far if not each.denied]  # no sentence at hand that says so
    for key in own:
        if key.denied or not key.rule.cites:
            continue
        wrong = [each for each in (*own, *far) if _is_wrong(material, key, each, [*own, *far])]
        clean = [each for each in wrong if not has_slip(each.rule)]
        wrong = wrong if has_slip(key.rule) else clean
        apart: list[_Charge] = []
        for each in sorted(wrong, key=lambda one: rank(key.rule.id, one.what)):
            if all(alike(each.what, one.what) < _CLOSE for one in apart):
                apart.append(each)
        told = {each.what: each for each in apart}
        chosen = choose(
            key.what, [Wrong(each, "", banked=False) for each in told], key.rule.id, "duty"
        )
        if len(chosen) == 2:
            made = _item(material, key, [told[each.text] for each in chosen])
            if made:
                yield made


def _charge(material: Material, rule: Rule) -> _Charge | None:
    """The party and what it is, or is not, responsible for; None for any other rule."""
    said = str(material.wording.words("grammar", "responsible"))
    text = mended(rule.sentence.rstrip(" ."))
    found = re.match(said, text, re.IGNORECASE)
    if not found or rule.leaning or rule.addressed or _ROUGH.search(text):
        return None
    party, what = found["party"], re.sub(r"\b(and|en) (?:for|voor) ", r"\1 ", found["what"])
    fit = _SHORTEST <= word_count(what) <= _LONGEST and word_count(party) <= _SUBJECT
    if not fit or "," in party or what.count("(") != what.count(")"):
        return None
    return _Charge(material.inside(party), found["finite"], bool(found["denied"]), what, rule)


def _is_wrong(material: Material, key: _Charge, other: _Charge, known: Sequence[_Charge]) -> bool:
    """Whether ``other`` is certainly nothing that the party of ``key`` is responsible for."""
    same = key.party.lower() == other.party.lower()
    if same != other.denied or alike(key.what, other.what) >= _CLOSE:
        return False
    if not same and echoes(re.sub(r"\W", " ", key.party), re.sub(r"[()]", "", other.what)):
        return False  # what bears its name may be its own as well
    if not same and _shares(material, key, other):
        return False
    held = (each for each in known if each.party.lower() == key.party.lower() and not each.denied)
    return all(alike(each.what, other.what) < _CLOSE for each in held)


_DEFINITE = re.compile(r"\b(?:the|de|het) ([\w-]{6,})")


def _shares(material: Material, key: _Charge, other: _Charge) -> bool:
    """Whether the sources speak of such a thing with the party of ``key`` (*the availability of the register*)."""
    party = re.sub(r"^(?:the|de|het) ", "", key.party.lower())
    told = (each.sentence.lower() for each in material.truths.rules)
    own = " ".join([key.what.lower(), *(each for each in told if party in each)])
    named = _DEFINITE.findall(other.what)
    return any(noun.lower()[:10] in key.what.lower() for noun in named) or any(
        noun.lower()[:6] in own for noun in named[-1:]
    )


def _item(material: Material, key: _Charge, wrong: Sequence[_Charge]) -> Candidate | None:
    say = material.wording.say
    options = []
    for each in (key, *wrong):
        name = "right" if each is key else "denied" if each.denied else "of_another"
        known = each.rule if each.rule.cites else key.rule
        told = feedback(material, say("feedback", name, each.rule.id), known)
        if not told and known is each.rule:
            told = say("feedback", "charge_of", party=each.party)
            if each is key:
                told = f"{say('feedback', name, each.rule.id)} {told}"
        cites = list(known.cites)
        options.append(
            DraftOption(
                text=capitalised(each.what), correct=each is key, feedback=told, cites=cites
            )
        )
    item = DraftChoice(
        type="single_choice",
        objective=1,
        bloom="understand",
        stem=say("questions", "responsible", finite=key.finite, party=key.party),
        rationale="",
        cites=list(key.rule.cites),
        options=options,
    )
    if not all(each.feedback for each in options):
        return None
    rules = (key.rule, *(each.rule for each in wrong if each.rule.cites))
    return Candidate(item, "duty-of", 6.6, rules, f"duty-of {key.party}")
