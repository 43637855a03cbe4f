"""A Dutch duty to report finds its module too: said to the learner with je or u, in sentences that a person would write."""

import re
import shutil

import pytest

from coursegen import api
from coursegen.cli.build import command as build
from coursegen.cli.make import command

_INCIDENTS = """# Incidentenbeleid

## Soorten

De Havenbank verdeelt wat wordt gemeld in soorten:

* **Storing** - Een fout waardoor een systeem niet meer werkt. Voorbeelden:
  * Een bestandsserver die niet meer reageert.
  * Een printer die midden in een opdracht stopt.
* **Voorteken** - Een teken dat er een incident kan komen. Voorbeelden:
  * Veel mislukte pogingen om in te loggen op één account.
  * Verdachte e-mails aan medewerkers van het archief.
* **Incident** - Een inbreuk op de regels voor informatiebeveiliging. Voorbeelden:
  * Een kopie van klantgegevens in verkeerde handen.
  * Een gestolen laptop met bestanden erop.

## Melden

1. {duty} op een van de volgende manieren:
   1. Persoonlijk bij de leidinggevende;
   2. Telefonisch bij de servicedesk;
   3. Anoniem via de bus in de hal.
2. De beveiligingsfunctionaris bepaalt of het om een storing, een voorteken of een incident gaat.
3. De servicedesk verzamelt de logbestanden.
4. De servicedesk sluit de melding na controle.

## Klanten

Bij een datalek worden de betrokken klanten binnen 6 uur na ontdekking van het datalek geïnformeerd.
"""
_STAFF = """# Huisregels

## Werkplek

1. Medewerkers mogen geen klantgegevens naar een privéadres sturen.
2. Medewerkers moeten hun scherm vergrendelen als zij hun bureau verlaten.
3. Medewerkers moeten op hun laatste werkdag alle sleutels inleveren.
4. Medewerkers moeten in het gebouw een pas dragen.

## Vragen

Als je twijfelt of iets een incident is, moet je direct contact opnemen met de beveiligingsfunctionaris.
"""
_WHAT = "een storing, een voorteken of een vermoeden van een incident"


def _made(folder, duty, address="je"):
    sources = folder / "sources"
    sources.mkdir()
    (sources / "incidenten.md").write_text(_INCIDENTS.replace("{duty}", duty), "utf-8")
    (sources / "personeel.md").write_text(_STAFF, "utf-8")
    target = folder / "course"
    arguments = [str(sources), "-o", str(target), "--to", "markdown"]
    command.main([*arguments, "--audience", "medewerkers"], standalone_mode=False)
    if address != "je":
        told = target / "coursegen.toml"
        changed = told.read_text("utf-8").replace("[course]", f'[course]\naddress = "{address}"')
        told.write_text(changed, "utf-8")
        shutil.rmtree(target / "course")
        (target / "coursegen.lock").unlink()
        build.main(["--project", str(target)], standalone_mode=False)
    project = api.open_project(target)
    (module,) = [each for each in project.course().modules if each.title.startswith("Klopt er")]
    return module, [each for each in api.check(project) if each.module == module.id]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return _made(tmp_path_factory.mktemp("melden"), f"Medewerkers melden {_WHAT} direct")


@pytest.fixture(scope="module")
def module(made):
    return made[0]


def _texts(module):
    return [getattr(each, "text", "") for each in module.blocks]


def test_a_dutch_duty_to_report_founds_a_module(module):
    assert module.title == "Klopt er iets niet? Meteen melden"
    assert 3 <= module.minutes <= 7


def test_its_rule_answers_the_story_in_the_order_of_dutch(module):
    story, answer = module.blocks[:2]
    assert story.text.endswith("Laat je het rusten?")
    assert answer.text.startswith(f"Nee. Je meldt {_WHAT} direct.")


def test_kinds_ways_who_decides_and_why_are_told(module):
    (table,) = [each for each in module.blocks if each.type == "table"]
    assert [row[0] for row in table.rows] == ["Storing", "Voorteken", "Incident"]
    texts = _texts(module)
    ways = "- Persoonlijk bij de leidinggevende\n- Telefonisch bij de servicedesk\n- Anoniem via de bus"
    assert any(each.startswith(ways) for each in texts)
    (doubt,) = [each for each in texts if "De beveiligingsfunctionaris bepaalt" in each]
    assert "Als je twijfelt of iets een incident is, moet je direct contact opnemen" in doubt
    (why,) = [each for each in module.blocks if each.type == "reveal"]
    assert "binnen 6 uur na ontdekking" in why.text


def test_a_case_who_decides_and_a_report_without_a_name_are_asked(module):
    asked = {
        each.stem: [each.text for each in each.options if each.correct] for each in module.items
    }
    keys = " / ".join(key for found in asked.values() for key in found)
    assert "De beveiligingsfunctionaris" in keys
    assert "Het melden zonder een naam te noemen" in keys
    assert any("in te loggen op hetzelfde account" in each for each in asked)


def test_the_scenario_asks_for_what_is_forbidden_in_the_infinitive(module):
    start, *_ = module.scenario.scenes
    assert '"Kun je even klantgegevens naar een privéadres sturen?' in start.text
    choices = [each.text for scene in module.scenario.scenes for each in scene.choices]
    assert "Het snel terughalen, en er niets over zeggen" in choices
    stems = " ".join(each.stem for each in module.items)
    assert "om klantgegevens naar een privéadres te sturen" in stems


def test_the_check_has_nothing_against_it(made):
    assert [each.rule for each in made[1]] == []


def test_with_u_no_je_is_left(tmp_path):
    module, found = _made(tmp_path, f"Direct na ontdekking melden medewerkers {_WHAT}", "u")
    text = module.model_dump_json(exclude={"blocks": {"__all__": {"citations"}}})
    told = " ".join(
        re.findall(r'"(?:text|stem|feedback|consequence|title|debrief)":"([^"]*)"', text)
    )
    assert f"Direct na ontdekking meldt u {_WHAT}." in told
    assert not re.search(r"\b(?:je|jij|jouw|jezelf)\b", told, re.IGNORECASE)
    assert [each.rule for each in found] == []
