"""What sources disagree on: Side, Disagreement, OlderEdition, Disputes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coursegen.model.base import Noun
from coursegen.model.source import Locator

__all__ = ["Disagreement", "DisagreementKind", "Disputes", "OlderEdition", "Side"]

DisagreementKind = Literal["number", "strength", "scope", "actor", "exception"]
"""In what two rules on the same matter differ: how much or how soon, how strict, for whom or what, who does it,
what is excepted."""


class Side(Noun):
    """One of the sentences: the statement, where it stands, and the words in which it differs."""

    statement: str
    document: str
    locator: Locator = Locator()
    text: str
    value: str


class Disagreement(Noun):
    """Rules on one matter that cannot all hold. ``topic`` is its name under ``[decisions]``.

    ``sides`` has two or more, in the order of the sources. ``holds`` are the statements that a decision says
    hold; empty while it is open, and then none of the sides is taught or asked but those of ``shared``: statements
    that say no more than what all sides say (*recommended*, where another has *strongly recommended*).
    """

    topic: str
    kind: DisagreementKind
    sides: tuple[Side, ...] = Field(min_length=2)
    holds: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return not self.holds

    @property
    def out(self) -> tuple[str, ...]:
        """The statements that are not to be taught or asked now."""
        taught = self.holds or self.shared
        return tuple(each.statement for each in self.sides if each.statement not in taught)


class OlderEdition(Noun):
    """A document that is an older edition of another: no disagreement, and not taught.

    ``why`` says by what: ``version 1.0 before 2.0``.
    """

    document: str
    newer: str
    why: str


class Disputes(Noun):
    """What of the sources cannot all hold: disagreements, older editions, and decisions that settle nothing.

    ``unused`` are topics under ``[decisions]`` that no disagreement has now.
    """

    disagreements: tuple[Disagreement, ...] = ()
    older: tuple[OlderEdition, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def out(self) -> frozenset[str]:
        """The statements that are not to be taught or asked, as nobody decided or a decision says so."""
        return frozenset(each for one in self.disagreements for each in one.out)

    @property
    def old_documents(self) -> frozenset[str]:
        """The documents of which nothing is taught, as a newer edition is among the sources."""
        return frozenset(each.document for each in self.older)
