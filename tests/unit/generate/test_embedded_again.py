"""What a later module asks about an earlier one: once more, in another form, with the earlier one's sentences."""

from __future__ import annotations

import shutil

import pytest

from coursegen import api
from coursegen.author.requests import again_request
from coursegen.author.scope import scope_of
from coursegen.index.index import build_index

EXAMPLES = ("infosec", "privacy-nl")


@pytest.fixture(scope="module", params=EXAMPLES)
def course(request, pytestconfig):
    return api.open_project(pytestconfig.rootpath / "examples" / request.param).course()


def asked_again(course):
    """Each item on an objective of an earlier module, with the places of both modules."""
    home = {key: at for at, each in enumerate(course.modules) for key in each.objectives}
    return [
        (item, home[item.objective], at)
        for at, module in enumerate(course.modules)
        for item in module.items
        if home[item.objective] != at
    ]


def test_from_the_third_module_on_an_earlier_one_is_asked_about_once_more(course):
    """Not by every one: what another module asks nearly the same is left out."""
    again = asked_again(course)
    assert (len(course.modules) - 2) / 2 <= len(again) <= len(course.modules) - 2
    assert all(earlier < at for _, earlier, at in again)


def test_what_is_asked_again_has_a_stem_of_its_own(course):
    stems = [item.stem for module in course.modules for item in module.items]
    assert all(stems.count(item.stem) == 1 for item, _, _ in asked_again(course))


def test_what_is_asked_again_is_practice_and_every_objective_is_in_the_final_test(course):
    assert all(item.pool == "practice" for item, _, _ in asked_again(course))
    tested = {item.objective for item in course.assessment_items()}
    assert tested == {each.id for each in course.outline.objectives}


def test_a_module_that_is_added_changes_no_request_of_those_before_it(pytestconfig):
    project = api.open_project(pytestconfig.rootpath / "examples" / "infosec")
    scope = scope_of(build_index(project.documents()), project.config.audience)
    outline = project.course().outline
    briefs = outline.modules
    fewer = outline.model_copy(update={"modules": briefs[:-1]})
    for each in briefs[:-1]:
        assert again_request(scope, outline, each) == again_request(scope, fewer, each)
    assert again_request(scope, outline, briefs[0]) is None


def test_nothing_is_asked_again_where_the_modules_fill_the_minutes(tmp_path, pytestconfig):
    """A programme has more than the minutes of one course: no request for what could not be used."""
    example = pytestconfig.rootpath / "examples" / "privacy-nl"
    shutil.copytree(example / "sources", tmp_path / "sources")
    settings = '[course]\nid = "privacy"\nlanguage = "nl"\nminutes = 10\nprogramme = "always"\n'
    (tmp_path / "coursegen.toml").write_text(settings, encoding="utf-8")
    report = api.build(api.open_project(tmp_path))
    assert len(report.modules) > 2
    assert report.requests == 1 + 3 * len(report.modules)
