"""The task ``module``. In: Material of one module. Out: a ModuleDraft: a situation, why, the rules, a summary."""

from __future__ import annotations

from coursegen.generate.embedded.blocks.opening import opening
from coursegen.generate.embedded.blocks.parts import parts_of, told_with
from coursegen.generate.embedded.blocks.rules import rule_blocks
from coursegen.generate.embedded.blocks.scale import scale_note
from coursegen.generate.embedded.blocks.summary import summary
from coursegen.generate.embedded.blocks.terms import terms
from coursegen.generate.embedded.blocks.why import reasons
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.reporting.blocks import report_blocks
from coursegen.generate.embedded.reporting.module import told_in
from coursegen.model.drafts import ModuleDraft

__all__ = ["module_draft"]


def module_draft(material: Material) -> ModuleDraft:
    """The teaching part of a module; without blocks where no rule can be told."""
    brief = material.request.brief
    title = brief.topic if brief else material.request.title
    matter = told_in(material)
    if matter:
        return ModuleDraft(title=title, blocks=report_blocks(material, matter))
    parts = parts_of(material)
    scene = opening(material)
    answered = scene.rules if scene else []
    body = rule_blocks(material, parts, answered)
    if not body and not scene:
        return ModuleDraft(title=title, blocks=[])
    told = [label for each in body for label in getattr(each, "cites", [])]
    why = reasons(material, told, scene.rule if scene else None)
    told += [label for each in why for label in getattr(each, "cites", [])]
    more = [one for each in answered for one in told_with(parts, each)]
    ahead = [*(scene.blocks(material, more) if scene else []), *why]
    rules = [each for part in parts for each in part.rules]
    ahead += scale_note(material, rules)
    said = " ".join(str(each.model_dump(exclude={"cites"})) for each in (*ahead, *body))
    return ModuleDraft(
        title=title,
        blocks=[
            *ahead,
            *body,
            *terms(material, told, said),
            *summary(material, rules, scene.rule if scene else None),
        ],
    )
