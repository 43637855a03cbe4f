"""After a rebuild no objective states what the rules of its module no longer say; one that a person wrote stays."""

import pytest
import yaml
from tests.fixtures.one_policy import built_from, change, copied

from coursegen import api

ENGLISH = """\
# Expenses policy

## Claims

Employees must submit an expense claim within 30 days after the end of the trip. Employees must keep the receipt
of every expense above 10 euros. Employees must not claim the costs of a partner who travels along. Employees
should choose the cheapest ticket that fits the trip.

## Booking

Employees must book flights through the travel desk. Employees must not book a flight in business class.
Employees may book a hotel of up to 150 euros per night.
"""
DUTCH = """\
# Regeling bedrijfsmiddelen

## Inleveren

Als een leverancier om een apparaat vraagt, moet de medewerker het apparaat binnen 10 dagen naar de servicedesk
brengen. Medewerkers mogen bedrijfsmiddelen niet aan huisgenoten uitlenen. Medewerkers moeten een defect apparaat bij de
servicedesk melden.

## Gebruik

Medewerkers mogen geen eigen software op een laptop zetten. Medewerkers moeten een laptop vergrendelen wanneer zij de
werkplek verlaten. Medewerkers wordt aangeraden een wachtwoordkluis te gebruiken.
"""
STRENGTHS = """\
# Regeling inzage

## Verzoeken

Als een klant om inzage vraagt, moet de medewerker het verzoek binnen 2 werkdagen naar de servicedesk doorsturen.
Medewerkers mogen een verzoek niet zelf beantwoorden. Medewerkers moeten bij elk verzoek de naam van de klant noteren.

## Dossiers

Medewerkers mogen geen dossier op een eigen laptop zetten. Medewerkers moeten een laptop vergrendelen wanneer zij de
werkplek verlaten. Medewerkers wordt aangeraden een wachtwoordkluis te gebruiken.
"""
CASES = {
    "en": (ENGLISH, "employees", "within 30 days", "within 14 days"),
    "nl": (DUTCH, "medewerkers", "binnen 10 dagen", "binnen 14 dagen"),
}


@pytest.fixture(scope="module", params=sorted(CASES))
def built(request, tmp_path_factory):
    """A built course, one objective of which states a term, and that term as it was and as it will be."""
    folder = tmp_path_factory.mktemp(request.param)
    policy, audience, old, new = CASES[request.param]
    built_from(folder, policy, audience, audience[:-1])
    return folder, old, new


@pytest.fixture
def project(built, tmp_path):
    folder, old, new = built
    return copied(folder, tmp_path / "p"), old, new


def objectives(folder):
    outline = yaml.safe_load((folder / "course" / "course.yaml").read_text(encoding="utf-8"))
    return {each["id"]: each["text"] for each in outline["objectives"]}


def stating(folder, words):
    """The ids of the objectives that say ``words``."""
    return [key for key, text in objectives(folder).items() if words in text]


def test_an_objective_states_the_number_that_its_rule_has_now(project):
    folder, old, new = project
    before = objectives(folder)
    (key,) = stating(folder, old)
    report = change(folder, old, new)
    assert objectives(folder) == before | {key: before[key].replace(old, new)}
    assert not [each for each in report.findings if each.severity == "error"]
    assert api.build(api.open_project(folder)).written == []


def test_an_objective_whose_rule_is_gone_is_about_the_module_as_a_whole(project):
    folder, old, _ = project
    (key,) = stating(folder, old)
    text = (folder / "sources" / "policy.md").read_text(encoding="utf-8")
    flat = " ".join(text.split("## ")[1].split("\n\n")[1].split())
    gone = next(each for each in flat.split(". ") if old in each) + ". "
    lines = text.replace(text.split("## ")[1].split("\n\n")[1], flat.replace(gone, ""))
    (folder / "sources" / "policy.md").write_text(lines, encoding="utf-8")
    report = api.build(api.open_project(folder))
    assert stating(folder, old.split()[1]) == []
    assert key not in objectives(folder) or "“" in objectives(folder)[key]
    assert not [each for each in report.findings if each.rule == "numbers-agree"]


def test_an_objective_that_a_person_wrote_stays_and_the_check_names_its_number(project):
    folder, old, new = project
    (key,) = stating(folder, old)
    path = folder / "course" / "course.yaml"
    words = objectives(folder)[key]
    own = f"{words}, whatever happens"
    path.write_text(path.read_text(encoding="utf-8").replace(words, own), encoding="utf-8")
    change(folder, old, new)
    assert objectives(folder)[key] == own
    (found,) = [each for each in api.check(api.open_project(folder)) if each.unit == key]
    assert (found.rule, found.severity, found.field) == ("numbers-agree", "error", "text")
    assert old.split()[1] in found.message


def test_diff_lists_an_objective_under_the_change_of_its_own_rule_alone(project):
    folder, old, new = project
    (key,) = stating(folder, old)
    path = folder / "sources" / "policy.md"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    for each in api.diff(api.open_project(folder)).changes:
        assert (key in {unit.id for unit in each.units}) == (new in each.new)


def test_an_objective_names_no_strength_that_no_rule_has_any_more(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "policy.md").write_text(STRENGTHS, encoding="utf-8")
    (tmp_path / "coursegen.toml").write_text(
        '[audience]\naliases = ["medewerkers", "medewerker"]\n'
    )
    api.build(api.open_project(tmp_path))
    (before,) = objectives(tmp_path).values()
    assert "verplicht, aanbevolen en niet toegestaan" in before
    old = "Medewerkers wordt aangeraden een wachtwoordkluis te gebruiken."
    change(tmp_path, old, "Medewerkers moeten een wachtwoordkluis gebruiken.")
    (after,) = objectives(tmp_path).values()
    assert after == before.replace("verplicht, aanbevolen en", "verplicht en")


def test_a_strength_that_no_objective_has_a_name_for_may_go(tmp_path):
    old = "Het gebruik van een beeldschermfilter is optioneel."
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "policy.md").write_text(f"{STRENGTHS}\n{old}\n", encoding="utf-8")
    (tmp_path / "coursegen.toml").write_text(
        '[audience]\naliases = ["medewerkers", "medewerker"]\n'
    )
    api.build(api.open_project(tmp_path))
    before = objectives(tmp_path)
    report = change(tmp_path, old, "Medewerkers moeten een beeldschermfilter gebruiken.")
    assert not [each for each in report.findings if each.severity == "error"]
    assert before.keys() <= objectives(tmp_path).keys()
