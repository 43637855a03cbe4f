"""A sentence that says what holds elsewhere is told with the rule that it takes something from."""

import pytest

from coursegen import api

POLICY = {
    "en": """\
# Travel policy

## Hotels and meals

1. The maximum hotel rate is 150 euros per night. In London and Paris, the maximum is 220 euros per night.

2. Employees must book hotels through the travel desk.

3. Employees must not claim alcohol, minibar purchases or fines.

4. Employees must attach a receipt to every expense of more than 10 euros.

## Before you travel

1. Employees must obtain written approval from their budget holder before they book a business trip.

2. Employees should book train tickets and flights at least 14 days before departure.

3. Employees must not book business class for flights shorter than 6 hours.

4. Employees must register trips outside the European Union with the travel desk.

5. If a receipt is lost, employees must complete a missing receipt form.

6. Employees who fall ill abroad must call the emergency line within 2 hours.

## Claiming expenses

1. Employees must submit an expense claim within 30 days after the end of the trip.

2. If a receipt is lost, employees must have the missing receipt form signed by the budget holder.

3. Employees may claim a meal with a client up to 60 euros per person.

4. If an employee notices a mistake in a claim, the employee must tell the finance desk within 5 working days.

## Cars

1. Employees must not use a telephone while driving.

2. Employees may claim 0.23 euros per kilometre.

3. Employees must not claim parking at their usual workplace.
""",
    "nl": """\
# Reisbeleid

## Hotels en maaltijden

1. Het maximum voor een hotel is 150 euro per nacht. In Londen en Parijs is het maximum 220 euro per nacht.

2. Medewerkers moeten hotels boeken via het reisbureau.

3. Medewerkers mogen geen alcohol declareren.

4. Medewerkers moeten een bon toevoegen aan elke uitgave van meer dan 10 euro.

## Voor de reis

1. Medewerkers moeten schriftelijke toestemming vragen aan de budgethouder voordat zij een reis boeken.

2. Medewerkers moeten treinkaartjes en vluchten minstens 14 dagen voor vertrek boeken.

3. Medewerkers mogen geen auto huren.

4. Medewerkers moeten reizen buiten de Europese Unie melden bij het reisbureau.

5. Medewerkers moeten een declaratie binnen 30 dagen na het einde van de reis indienen.
""",
}
ALIAS = {"en": "employees", "nl": "medewerkers"}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_holds_elsewhere_is_told_with_its_rule(tmp_path, language):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "policy.md").write_text(POLICY[language], encoding="utf-8")
    settings = f'[course]\nlanguage = "{language}"\n[audience]\naliases = ["{ALIAS[language]}"]\n'
    (tmp_path / "coursegen.toml").write_text(settings, encoding="utf-8")
    api.build(api.open_project(tmp_path))
    blocks = [each for one in api.open_project(tmp_path).course().modules for each in one.blocks]
    lines = [
        line
        for each in blocks
        if each.type == "text"
        for line in each.text.splitlines()
        if "150" in line
    ]
    assert lines
    assert all("220" in line for line in lines)
    quotes = [cite.quote for each in blocks for cite in each.citations if "150" in cite.quote]
    assert any("220" in each for each in quotes)
