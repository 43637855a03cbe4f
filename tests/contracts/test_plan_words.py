"""``plan`` gives no reason that it cannot know: what waits for a build is told as that, and a lost lock as lost."""

from pathlib import Path

import pytest
from tests.fixtures.scratch import Scratch, make_project

from coursegen import api
from coursegen.errors import ConfigError


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A built project."""
    scratch = Scratch(make_project(tmp_path / "p"))
    scratch.build()
    return scratch


def reasons(scratch: Scratch) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in api.plan(scratch.project).left_out:
        found[each.reason] = found.get(each.reason, 0) + each.statements
    return found


def test_a_rule_that_waits_for_a_build_is_not_told_as_without_room(scratch: Scratch) -> None:
    before = reasons(scratch)
    assert "waiting" not in before
    scratch.source("within 1 hour", "within 3 hours")
    scratch.source("within 2 working days", "within 4 working days")
    changed = reasons(scratch)
    assert changed.pop("waiting") >= 2
    assert changed == before
    scratch.build()
    assert reasons(scratch) == before


def test_a_course_that_lost_its_lock_is_not_told_as_never_built(scratch: Scratch) -> None:
    (scratch.folder / "coursegen.lock").unlink()
    for command in (api.plan, api.diff, api.build, lambda each: api.build(each, frozen=True)):
        with pytest.raises(
            ConfigError, match=r"there is a course, but no coursegen\.lock"
        ) as raised:
            command(scratch.project)
        assert "git checkout HEAD -- coursegen.lock" in str(raised.value.hint)
