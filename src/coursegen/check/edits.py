"""What people changed and the sources changed too, as findings and in words.

In: a CheckContext. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coursegen.change.merge import Conflict
from coursegen.check.context import CheckContext
from coursegen.model.finding import Finding

__all__ = ["in_words", "stale_edit"]

_LONGEST = 90


def stale_edit(context: CheckContext) -> Iterable[Finding]:
    """Nothing that a person changed or pinned waits beside a newer text from the sources.

    Why: the person's text stays until a person decides; meanwhile it may say what the source said before.
    Mend: ``coursegen accept ID`` takes what is proposed, ``coursegen keep ID`` keeps what is there;
    ``--field`` names one field. A unit that is pinned is revised once ``pinned`` is taken out.
    """
    modules = {
        each.id: module.id for module in context.course.modules for each in (module, *module.units)
    }
    for each in context.stale:
        yield Finding(
            rule="stale-edit",
            severity="warning",
            message=in_words(each),
            hint=_hint(each),
            module=modules.get(each.unit, ""),
            unit=each.unit,
            field=each.field.replace("/", "."),
        )


def _hint(conflict: Conflict) -> str:
    field = f" --field {conflict.field}" if conflict.field else ""
    keep = f"`coursegen keep {conflict.unit}{field}`"
    if conflict.cause == "pinned":
        return f"Take out `pinned: true` and build, to have it revised; {keep} leaves it as it is."
    does = "lets it go" if conflict.proposal is None else "takes the proposal"
    return f"`coursegen accept {conflict.unit}{field}` {does}; {keep} keeps yours."


def in_words(conflict: Conflict) -> str:
    """One sentence on what a person has and what is proposed."""
    if conflict.cause == "pinned":
        return "It is pinned, and its sources changed."
    if conflict.cause == "gone":
        return "You changed it, and what it rests on changed or went; nothing is proposed in its place."
    if not conflict.field:
        return "You changed it, and the sources changed it too; a new version is proposed."
    mine, other = _shown(conflict.theirs), _shown(conflict.proposal)
    return f"You changed {conflict.field}, and the sources changed it too. Yours: {mine}; proposed: {other}."


def _shown(value: Any) -> str:
    """``value`` in a few words."""
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, list):
        text = " | ".join(
            str(each.get("quote", each) if isinstance(each, dict) else each) for each in value
        )
    elif isinstance(value, dict):
        text = ", ".join(f"{key} {each}" for key, each in value.items())
    else:
        text = str(value)
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
