"""Modules that are added to a course are planned with the rest of the course in sight."""

import pytest

from coursegen.author.requests import Scope, outline_request
from coursegen.author.scope import scope_of
from coursegen.generate.embedded.material import Material
from coursegen.index.index import build_index
from coursegen.ingest.markdown import READER
from coursegen.model.course import Audience
from coursegen.model.request import Style
from coursegen.model.source import Source

POLICY = """\
# Policy

## Passwords

Employees must never share a work password with anyone at all.

Employees should change a work password every year.

## Parking

Employees must park in the marked bays behind the building.
"""


@pytest.fixture
def scope(tmp_path) -> Scope:
    path = tmp_path / "policy.md"
    path.write_text(POLICY, encoding="utf-8")
    source = Source(path="policy.md", kind="markdown", digest="0")
    return scope_of(build_index([READER.read(path, source)]), Audience())


def added(scope: Scope, *, related: bool) -> Material:
    """The outline of what ``scope`` has on parking, beside modules on the rest."""
    parking = frozenset(each.id for each in scope.index.passages if "park" in each.text)
    part = scope.only(parking)
    request = outline_request(part, title="", style=Style(language="en"), minutes=9, seed="c")
    others = tuple(each for each in scope.inside if each not in part.inside)
    return Material(request.model_copy(update={"related": others if related else ()}))


def test_a_module_that_is_added_finds_what_is_true_of_something_else(scope):
    material = added(scope, related=True)
    assert len(material.rules) == 1
    here = frozenset(each.passage for each in material.rules[0].statement.evidence)
    own, others = material.divided(here)
    assert len(own) == 1
    assert len(others) == 2
    trial = material.part(
        material.request.model_copy(update={"statements": own, "related": others})
    )
    assert {each.statement.id for each in trial.elsewhere} == {each.id for each in others}
    assert any("password" in each.statement.text for each in trial.truths.rules)


def test_what_other_modules_teach_is_not_planned_again(scope):
    assert [each.statement.text for each in added(scope, related=True).rules] == [
        each.statement.text for each in added(scope, related=False).rules
    ]
