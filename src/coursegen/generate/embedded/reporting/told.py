"""A duty to report, told to the learner. In: Material, a Rule. Out: the Rule addressed, or None.

*Staff report ...* is *You report ...*. In Dutch the verb is told in the form that the bank has for it, before or behind
its subject: *Medewerkers melden ...* is *Je meldt ...*, *Na ontdekking melden medewerkers ...* is *Na ontdekking meld je ...*.
"""

from __future__ import annotations

import re
from dataclasses import replace

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.reporting.bank import bank_of, verb_of
from coursegen.generate.embedded.wording import capitalised, sentence

__all__ = ["addressed"]

_FINITE = ("are", "have", "must", "shall", "should", "will")
"""Verbs that are the same behind *you* as behind several people."""


def addressed(material: Material, rule: Rule) -> Rule | None:
    """``rule`` said to the learner; None where its sentence cannot be."""
    you, bank = material.wording.you, bank_of(material)
    if rule.addressed or re.match(rf"(?:.+, )?{you}\b", rule.plain, re.IGNORECASE):
        return rule
    told = _conjugated(material, rule) if bank.get("forms") else _alike(material, rule)
    if not told:
        return None
    plain = material.wording.replaced(sentence(told), bank["plainer"])
    return replace(rule, plain=plain, addressed=True, subject=you)


def _alike(material: Material, rule: Rule) -> str:
    """The sentence with *you* for a subject in the plural: the verb stays as it is."""
    you, actor = material.wording.you, rule.statement.actor
    before, found, after = rule.sentence.partition(f"{actor} ")
    verb = after.split(" ", 1)[0].lower()
    plural = actor.endswith("s") and verb in (rule.statement.action.split(" ", 1)[0], *_FINITE)
    if not found or not plural or material.learner.mentions(after):
        return ""
    front = before.strip(" ,")
    return f"{front}, {you} {after}" if front else f"{capitalised(you)} {after}"


def _conjugated(material: Material, rule: Rule) -> str:
    """The sentence with the bank's form of its verb, the subject before it or behind it."""
    you, bank, actor = material.wording.you, bank_of(material), rule.statement.actor
    verb = verb_of(material, rule.statement.action, bank["forms"])
    if not verb or not actor:
        return ""
    ahead, behind = bank["forms"][verb]
    finite = rf"(?:{re.escape(verb)}|{re.escape(ahead)})"
    who = rf"(?:(?:{'|'.join(material.learner.determiners)}) )?{re.escape(actor)}"
    direct = re.match(rf"{who} {finite} (?P<rest>.+)$", rule.sentence, re.IGNORECASE)
    turned = re.match(
        rf"(?P<front>[^,]+,?) {finite} {who} (?P<rest>.+)$", rule.sentence, re.IGNORECASE
    )
    found = direct or turned
    if (
        not found
        or material.learner.mentions(found["rest"])
        or re.search(bank["theirs"], found["rest"])
    ):
        return ""
    if direct:
        return f"{capitalised(you)} {ahead} {found['rest']}"
    if material.learner.mentions(found["front"]) or re.search(bank["theirs"], found["front"]):
        return ""
    return f"{found['front']} {behind} {you} {found['rest']}"
