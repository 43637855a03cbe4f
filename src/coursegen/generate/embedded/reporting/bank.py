"""The words of the module on reporting. In: Material, an act of a statement. Out: the bank in its form of address, its verb.

A language without a file ``reporting.yaml`` has an empty bank, and no such module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.wording import Wording
from coursegen.language.data import load

__all__ = ["bank_of", "verb_of"]


def bank_of(material: Material) -> Mapping[str, Any]:
    """The words of this module in the material's language, said to its learner; empty where it has none."""
    return _bank(material.wording)


@lru_cache(maxsize=20)
def _bank(wording: Wording) -> Mapping[str, Any]:
    forms = {f"{{{slot}}}": word for slot, word in wording.forms.items()}
    found: dict[str, Any] = _said(load(wording.language, "reporting"), forms)
    return found


def _said(node: Any, forms: Mapping[str, str]) -> Any:
    """``node`` with the form of address in all its texts; other slots stay."""
    if isinstance(node, str):
        for slot, word in forms.items():
            node = node.replace(slot, word)
        return node
    if isinstance(node, list):
        return [_said(each, forms) for each in node]
    return (
        {key: _said(each, forms) for key, each in node.items()} if isinstance(node, dict) else node
    )


def verb_of(material: Material, act: str, verbs: Iterable[str]) -> str:
    """Which of ``verbs`` the infinitive phrase ``act`` has; empty for none.

    It opens an English phrase. In a Dutch one it stands last, or before what trails it (*melden bij de servicedesk*); a
    clause inside the phrase has verbs of its own.
    """
    words = act.lower().split()
    if inner := bank_of(material).get("inner"):
        words = re.split(str(inner), act.lower(), maxsplit=1)[0].split()
    else:
        words = words[:1]
    known = frozenset(verbs)
    return next((each.strip(",") for each in reversed(words) if each.strip(",") in known), "")
