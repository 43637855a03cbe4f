"""The Dutch words that say how a rule binds, and in which form they are told again. In: nothing. Out: constants."""

from __future__ import annotations

from coursegen.generate.embedded.grammar.rule import Modality

__all__ = ["ABLE", "ADJECTIVES", "ASKING", "FINITE", "FORMS", "UNFIT", "VERBS", "has_te"]

FINITE: tuple[tuple[str, Modality], ...] = (
    ("moeten", "must"),
    ("moet", "must"),
    ("dienen", "must"),
    ("dient", "must"),
    ("mogen", "may"),
    ("mag", "may"),
    ("kunnen", "may"),
    ("kan", "may"),
    ("hoeven", "need_not"),
    ("hoeft", "need_not"),
)
ADJECTIVES: tuple[tuple[str, Modality], ...] = (
    ("niet (?:meer )?toegestaan", "must_not"),
    ("verboden", "must_not"),
    ("niet verplicht", "need_not"),
    ("niet nodig", "need_not"),
    ("(?:zeer |sterk )?aanbevolen", "should"),
    ("(?:sterk )?aan te (?:raden|bevelen)", "should"),
    ("verplicht", "must"),
    ("toegestaan", "may"),
)
FORMS: dict[Modality, str] = {"must": "moet", "may": "mag", "must_not": "mag", "need_not": "hoeft"}
ASKING = {
    "moet": "moet",
    "moeten": "moeten",
    "mag": "mag",
    "mogen": "mogen",
    "kan": "kan",
    "kunnen": "kunnen",
    "dient": "moet",
    "dienen": "moeten",
    "is": "moet",
    "zijn": "moeten",
    "is verplicht": "moet",
    "zijn verplicht": "moeten",
}
ABLE = ("kan", "kunnen")
UNFIT = ("hebben", "worden", "kunnen", "mogen", "moeten", "willen", "zullen", "zijn")
VERBS = [*(verb for verb, _ in FINITE), "is", "zijn"]


def has_te(main: str, modality: Modality) -> bool:
    """Whether the infinitive of a duty stands behind *te*: ``dienen ... te sluiten``, ``hoeven niet te sluiten``."""
    words = main.lower().split()
    opens = ("dienen", "dient", "hoeven", "hoeft", "verplicht")
    return modality in ("must", "need_not") and any(each in words for each in opens)
