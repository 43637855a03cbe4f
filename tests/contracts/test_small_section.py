"""A small section that comes to a document joins the module of it that has room: no module of one minute comes of it."""

import pytest

from coursegen import api
from coursegen.model.blocks import citations_of

LISTED = {
    "en": """\
# Travel policy

## Before you travel

1. Employees must obtain written approval from their budget holder before they book a business trip.

2. Employees should book train tickets and flights at least 14 days before departure.

3. Employees must not book business class for flights shorter than 6 hours.

4. Employees must register trips outside the European Union with the travel desk.

## Claiming expenses

1. Employees must submit an expense claim within 30 days after the end of the trip.

2. Employees must attach a receipt to every expense of more than 10 euros.

3. If a receipt is lost, employees must have the missing receipt form signed by the budget holder.

4. Employees must not claim alcohol.
""",
    "nl": """\
# Reisbeleid

## Voor de reis

1. Medewerkers moeten schriftelijke toestemming vragen aan de budgethouder voordat zij een reis boeken.

2. Medewerkers moeten treinkaartjes en vluchten minstens 14 dagen voor vertrek boeken.

3. Medewerkers mogen geen auto huren.

4. Medewerkers moeten reizen buiten de Europese Unie melden bij het reisbureau.

## Kosten declareren

1. Medewerkers moeten een declaratie binnen 30 dagen na het einde van de reis indienen.

2. Medewerkers moeten een bon toevoegen aan elke uitgave van meer dan 10 euro.

3. Als een bon kwijt is, moeten medewerkers een verklaring laten tekenen door de budgethouder.

4. Medewerkers mogen geen alcohol declareren.
""",
}
NEW = {
    "en": """
## Bicycles

1. Employees must lock a company bicycle in the marked racks.

2. Employees must not lend a company bicycle to anyone.

3. Employees must report a stolen bicycle to the reception within 1 day.
""",
    "nl": """
## Fietsen

1. Medewerkers moeten een bedrijfsfiets op slot zetten in de rekken.

2. Medewerkers mogen een bedrijfsfiets niet uitlenen.

3. Medewerkers moeten een gestolen fiets binnen 1 dag melden bij de receptie.
""",
}
LEFT = {
    "en": """
## Definitions

**Cost centre** means the part of the company that pays for the costs of its teams.
""",
    "nl": """
## Definities

**Kostenplaats** betekent het deel van de organisatie dat de kosten van zijn teams betaalt.
""",
}
"""What no module tells, and what comes of nothing that is added to it."""
ALIAS = {"en": "employees", "nl": "medewerkers"}


@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_three_rules_under_a_new_heading_join_the_module_of_their_document(
    tmp_path, language, left
):
    standing = LISTED[language] + (LEFT[language] if left else "")
    (tmp_path / "sources").mkdir()
    source = tmp_path / "sources" / "policy.md"
    source.write_text(standing, encoding="utf-8")
    settings = f'[course]\nlanguage = "{language}"\n[audience]\naliases = ["{ALIAS[language]}"]\n'
    (tmp_path / "coursegen.toml").write_text(settings, encoding="utf-8")
    api.build(api.open_project(tmp_path))
    before = [each.id for each in api.open_project(tmp_path).course().modules]
    source.write_text(standing + NEW[language], encoding="utf-8")
    api.build(api.open_project(tmp_path))
    after = api.open_project(tmp_path).course().modules
    assert [each.id for each in after] == before
    told = {cite.quote for each in after for cite in citations_of(each.blocks)}
    rules = [line[3:] for line in NEW[language].splitlines() if line[:1].isdigit()]
    assert set(rules) <= told
