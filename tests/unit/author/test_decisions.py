"""What sources disagree on stays out until somebody decides; then the side that holds is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.index.test_disagreements import apart, index_of

from coursegen.author.requests import Scope
from coursegen.author.scope import scope_of
from coursegen.errors import ConfigError
from coursegen.model.course import Audience

ONE = "Staff must report a data leak within 24 hours."
OTHER = "Report a data leak within 48 hours."
FREE = "Staff must lock the screen."


def scope(folder: Path, audience: Audience | None = None, **decisions: str | int) -> Scope:
    """The scope of the two documents with those decisions."""
    index = index_of(folder, apart("en", f"{ONE}\n\n{FREE}", OTHER))
    return scope_of(index, audience or Audience(), decisions=decisions)


def inside(found: Scope) -> list[str]:
    """The texts in scope."""
    return [each.text for each in found.inside]


def test_neither_side_is_in_scope_while_nobody_decided(tmp_path: Path) -> None:
    found = scope(tmp_path)
    assert inside(found) == [FREE]
    assert {each.text for each in found.outside} == {ONE, OTHER}
    assert [each.is_open for each in found.disputes.disagreements] == [True]


@pytest.mark.parametrize("answer", ["a.md", "a", "within 24 hours", "24 hours", 24, "Staff"])
def test_a_decision_names_the_side_that_holds(tmp_path: Path, answer: str | int) -> None:
    found = scope(tmp_path, **{"report-data-leak": answer})
    assert inside(found) == [ONE, FREE]
    assert [each.is_open for each in found.disputes.disagreements] == [False]


@pytest.mark.parametrize(("answer", "words"), [("weekly", "none"), ("hours", "all")])
def test_a_decision_that_fits_no_one_side_is_refused(
    tmp_path: Path, answer: str, words: str
) -> None:
    with pytest.raises(ConfigError, match=f"fits {words} of the sides") as raised:
        scope(tmp_path, **{"report-data-leak": answer})
    assert "a.md: Staff must report" in str(raised.value.hint)


def test_a_decision_on_no_topic_is_named(tmp_path: Path) -> None:
    assert scope(tmp_path, **{"report-data-leaks": "a.md"}).disputes.unused == (
        "report-data-leaks",
    )


def test_what_is_for_others_only_is_no_dispute_of_the_course(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        apart(
            "en",
            f"The supplier must report a data leak within 24 hours.\n\n{FREE}",
            "The supplier must report a data leak within 48 hours.",
        ),
    )
    staff = Audience(name="staff", aliases=("staff",))
    assert scope_of(index, staff).disputes.disagreements == ()
    assert len(scope_of(index, Audience()).disputes.disagreements) == 1


def test_nothing_is_taught_of_an_older_edition(tmp_path: Path) -> None:
    body = "# Leaks {}\n\nStaff work by this.\n\n## Rules\n\nStaff must lock the screen at noon.\n\n{}\n"
    texts = {"new.md": body.format("v2", ONE), "old.md": body.format("v1", OTHER)}
    found = scope_of(index_of(tmp_path, texts), Audience())
    assert {each.document for each in found.inside} == {"new.md"}
    assert [each.document for each in found.disputes.older] == ["old.md"]
    assert found.disputes.disagreements == ()
