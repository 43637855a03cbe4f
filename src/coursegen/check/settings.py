"""The thresholds of the check. In: what a project sets. Out: a frozen value with a default for each."""

from __future__ import annotations

from pydantic import Field

from coursegen.model.base import Noun

__all__ = ["CheckSettings"]


class CheckSettings(Noun):
    """What may be set. Shares are 0..1, minutes are minutes of a learner's time.

    ``off`` names rules that are left out. The defaults are the targets of a course: modules of three to
    seven minutes, the key longest in at most 40 % of the questions of a bank of ten or more.
    """

    off: tuple[str, ...] = ()
    shortest_module: float = Field(default=3, ge=0)
    longest_module: float = Field(default=7, gt=0)
    minutes_tolerance: float = Field(default=0.5, ge=0)
    key_longest_share: float = Field(default=0.4, gt=0, le=1)
    key_longest_items: int = Field(default=10, ge=1)
    near_duplicate_share: float = Field(default=0.8, gt=0, le=1)
    stem_overlap_share: float = Field(default=0.5, gt=0, le=1)
    same_sentence_share: float = Field(
        default=0.6,
        gt=0,
        le=1,
        description="Share of a sentence's words that must stand in a quote to be held against it",
    )
