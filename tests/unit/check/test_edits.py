"""What waits for a decision, in words that hold."""

from __future__ import annotations

from coursegen.change.merge import Conflict
from coursegen.check.edits import in_words


def test_a_unit_whose_rule_changed_beyond_it_is_not_said_to_rest_on_nothing():
    """``gone`` is both: a rule that went, and one that changed so that nothing takes the unit's place."""
    said = in_words(Conflict("how-often-4kd7e", "", None, None, "gone"))
    assert said == (
        "You changed it, and what it rests on changed or went; nothing is proposed in its place."
    )
