"""A question on a rule whose number changed is told anew under its id; words that a person gave it stay."""

import pytest
import yaml
from tests.fixtures.one_policy import built_from, change, copied

ENGLISH = """\
# Key policy

## Keys

Employees must return a key within 10 days after the end of the contract. Employees must not lend a key to visitors.
Employees should keep a key in the safe. Employees may take a key home.
"""
DUTCH = """\
# Regeling sleutels

## Sleutels

Medewerkers moeten een sleutel binnen 10 dagen na het einde van het dienstverband inleveren. Medewerkers mogen een
sleutel niet aan bezoekers uitlenen. Medewerkers moeten een sleutel in de kluis bewaren. Medewerkers mogen een sleutel
mee naar huis nemen.
"""
CASES = {
    "en": (ENGLISH, "employees", "ithin 10 days", "ithin 14 days"),
    "nl": (DUTCH, "medewerkers", "innen 10 dagen", "innen 14 dagen"),
}


@pytest.fixture(scope="module", params=sorted(CASES))
def built(request, tmp_path_factory):
    """A built course that asks for a term, and that term as it was and as it will be."""
    folder = tmp_path_factory.mktemp(request.param)
    policy, audience, old, new = CASES[request.param]
    built_from(folder, policy, audience)
    return folder, old, new


@pytest.fixture
def project(built, tmp_path):
    folder, old, new = built
    return copied(folder, tmp_path / "p"), old, new


def choices(folder):
    """The questions of one choice, with the words of the key, by id."""
    (path,) = (folder / "course" / "modules").glob("*.yaml")
    items = yaml.safe_load(path.read_text(encoding="utf-8"))["items"]
    return {
        each["id"]: (each, next(one["text"] for one in each["options"] if one.get("correct")))
        for each in items
        if each["type"] == "single_choice"
    }


def asking(folder, words):
    return [key for key, (_, right) in choices(folder).items() if words in right]


def test_the_question_on_a_changed_number_keeps_its_id_and_has_todays_key(project):
    folder, old, new = project
    before = asking(folder, old)
    assert before
    report = change(folder, old, new)
    assert set(before) <= set(asking(folder, new))
    assert asking(folder, old) == []
    assert [each for each in report.findings if each.severity == "error"] == []


def test_a_stem_that_a_person_wrote_stays_and_its_key_follows(project):
    folder, old, new = project
    key = asking(folder, old)[0]
    (path,) = (folder / "course" / "modules").glob("*.yaml")
    stem = choices(folder)[key][0]["stem"]
    text = path.read_text(encoding="utf-8")
    assert stem in text
    path.write_text(text.replace(stem, f"Hm. {stem}"), encoding="utf-8")
    report = change(folder, old, new)
    item, right = choices(folder)[key]
    assert item["stem"] == f"Hm. {stem}"
    assert new in right
    assert [each for each in report.conflicts if each.cause == "gone"] == []
    assert [each for each in report.findings if each.severity == "error"] == []
