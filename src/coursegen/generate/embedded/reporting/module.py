"""Whether a module is the one on reporting. In: Material. Out: its Matter; for a course, the brief of such a module.

A module is known by its title, which is one of the bank's.
"""

from __future__ import annotations

from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.reporting.bank import bank_of
from coursegen.generate.embedded.reporting.matter import Matter, matter_of, passages_in
from coursegen.model.drafts import DraftBrief, DraftObjective

__all__ = ["brief_of", "told_in"]


def told_in(material: Material) -> Matter | None:
    """The matter of a module on reporting; None for any other module."""
    brief, bank = material.request.brief, bank_of(material)
    if brief is None or not bank or brief.topic not in (*bank["titles_now"], *bank["titles"]):
        return None
    return matter_of(material)


def brief_of(material: Material, matter: Matter) -> DraftBrief:
    """The brief of the module on ``matter``: title, objectives, passages."""
    bank = bank_of(material)
    words = bank["objectives"]
    key = {(True, True): "ways_now", (True, False): "now", (False, True): "ways"}.get(
        (matter.now, bool(matter.ways)), "plain"
    )
    objectives = [DraftObjective(text=words[key], bloom="apply")]
    if matter.ban and matter.deed:
        te_deed = matter.ban.te_task
        text = material.wording.fill(words["ban"], deed=matter.deed, te_deed=te_deed)
        objectives.append(DraftObjective(text=text, bloom="apply"))
    return DraftBrief(
        topic=bank["titles_now" if matter.now else "titles"][0],
        objectives=objectives,
        passages=passages_in(material, matter),
    )
