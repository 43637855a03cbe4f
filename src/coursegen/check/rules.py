"""The list of rules. In: nothing. Out: ``RULES``, in the order in which findings of one unit stand.

A rule is a function of the CheckContext. The first line of its docstring says what holds; the lines
after ``Why:`` and ``Mend:`` are what ``docs/checks.md`` says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coursegen.check import (
    access,
    actors,
    bank,
    branching,
    conditions,
    cues,
    disputes,
    editions,
    edits,
    grounding,
    identity,
    items,
    merges,
    numbers,
    reading,
    spacing,
    stems,
    strength,
    time,
    truth,
    unsourced,
    waivers,
    wording,
)
from coursegen.check.context import CheckContext
from coursegen.model.finding import Finding, Severity

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name in findings, the gravest severity it reports, and its function."""

    name: str
    severity: Severity
    check: Callable[[CheckContext], Iterable[Finding]]


RULES: tuple[Rule, ...] = (
    Rule("course-empty", "error", identity.course_empty),
    Rule("module-empty", "warning", identity.module_empty),
    Rule("stray-module", "warning", identity.stray_module),
    Rule("stale-edit", "warning", edits.stale_edit),
    Rule("same-edition", "warning", editions.same_edition),
    Rule("source-unsettled", "error", merges.source_unsettled),
    Rule("sources-disagree", "error", disputes.sources_disagree),
    Rule("older-edition", "error", disputes.older_edition),
    Rule("unique-ids", "error", identity.unique_ids),
    Rule("objective-known", "error", identity.objective_known),
    Rule("objective-assessed", "warning", identity.objective_assessed),
    Rule("objective-measurable", "warning", identity.objective_measurable),
    Rule("asked-again", "note", spacing.asked_again),
    Rule("assessment-size", "warning", bank.assessment_size),
    Rule("quote-verbatim", "error", grounding.quote_verbatim),
    Rule("citation-missing", "error", grounding.citation_missing),
    Rule("numbers-agree", "error", numbers.numbers_agree),
    Rule("strength-agrees", "error", strength.strength_agrees),
    Rule("actor-agrees", "warning", actors.actor_agrees),
    Rule("condition-kept", "warning", conditions.condition_kept),
    Rule("question-presumes", "warning", stems.question_presumes),
    Rule("unsourced-rule", "warning", unsourced.unsourced_rule),
    Rule("one-key", "error", items.one_key),
    Rule("option-duplicates", "error", items.option_duplicates),
    Rule("all-none-of-the-above", "warning", items.no_all_none),
    Rule("distractor-true", "warning", truth.distractor_true),
    Rule("answer-elsewhere", "warning", truth.answer_elsewhere),
    Rule("stem-asks", "warning", stems.stem_asks),
    Rule("stem-negative", "warning", stems.stem_negative),
    Rule("stem-holds-answer", "warning", items.stem_holds_answer),
    Rule("absolute-cue", "warning", cues.absolute_cue),
    Rule("vague-quantity", "warning", cues.vague_quantity),
    Rule("form-cue", "warning", cues.form_cue),
    Rule("key-stands-out", "warning", cues.key_stands_out),
    Rule("feedback-present", "warning", items.feedback_present),
    Rule("near-duplicate", "warning", bank.near_duplicates),
    Rule("key-longest", "warning", bank.key_longest),
    Rule("key-position", "warning", bank.key_position),
    Rule("scenario-graph", "error", branching.scenario_graph),
    Rule("module-time", "warning", time.module_time),
    Rule("reading-level", "warning", reading.reading_level),
    Rule("content-accessible", "warning", access.content_accessible),
    Rule("address-kept", "warning", wording.address_kept),
    Rule("words-kept", "warning", wording.words_kept),
    Rule("told-twice", "warning", wording.told_twice),
    Rule("link-in-text", "note", wording.link_in_text),
    Rule("language-known", "note", identity.language_known),
    Rule("waiver-used", "note", waivers.waiver_used),
)
