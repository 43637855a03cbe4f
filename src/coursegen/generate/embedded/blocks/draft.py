"""The task ``module``. In: Material of one module. Out: a ModuleDraft: a situation, the rules, a summary."""

from __future__ import annotations

from coursegen.generate.embedded.blocks.opening import opening
from coursegen.generate.embedded.blocks.rules import rule_blocks
from coursegen.generate.embedded.blocks.summary import summary
from coursegen.generate.embedded.material import Material
from coursegen.model.drafts import ModuleDraft

__all__ = ["module_draft"]


def module_draft(material: Material) -> ModuleDraft:
    """The teaching part of a module; without blocks where no rule can be told."""
    brief = material.request.brief
    title = brief.topic if brief else material.request.title
    body = rule_blocks(material)
    if not body:
        return ModuleDraft(title=title, blocks=[])
    return ModuleDraft(title=title, blocks=[*opening(material), *body, *summary(material)])
