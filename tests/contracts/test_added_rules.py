"""A rule that is added to a section comes into its module once, and nothing that was told there is told again."""

import re

import pytest

from coursegen import api
from coursegen.model.blocks import TextBlock, citations_of

LISTED = {
    "en": """\
# Travel policy

## 3. Before you travel

1. Employees must obtain written approval from their budget holder before they book a business trip.

2. Employees should book train tickets and flights at least 14 days before departure.

3. Employees must not book business class for flights shorter than 6 hours.

4. Employees must register trips outside the European Union with the travel desk.

## 4. Claiming expenses

Employees must submit an expense claim within 30 days after the end of the trip. Employees must attach a
receipt to every expense of more than 10 euros.

Employees must not claim alcohol, minibar purchases or fines.
""",
    "nl": """\
# Reisbeleid

## 3. Voor de reis

1. Medewerkers moeten schriftelijke toestemming vragen aan de budgethouder voordat zij een reis boeken.

2. Medewerkers moeten treinkaartjes en vluchten minstens 14 dagen voor vertrek boeken.

3. Medewerkers mogen geen business class boeken voor vluchten korter dan 6 uur.

4. Medewerkers moeten reizen buiten de Europese Unie melden bij het reisbureau.

## 4. Kosten declareren

Medewerkers moeten een declaratie binnen 30 dagen na het einde van de reis indienen. Medewerkers moeten een bon
toevoegen aan elke uitgave van meer dan 10 euro.

Medewerkers mogen geen alcohol, minibar of boetes declareren.
""",
}
ALIAS = {"en": "employees", "nl": "medewerkers"}
LAST = {
    "en": "with the travel desk.\n",
    "nl": "bij het reisbureau.\n",
}
NEW = {
    "en": "Employees must keep a copy of the approval until the claim is paid.",
    "nl": "Medewerkers moeten een kopie van de toestemming bewaren tot de declaratie is betaald.",
}
ONCE_MORE = {
    "en": "Employees must carry the emergency card during every business trip.",
    "nl": "Medewerkers moeten tijdens elke reis de noodkaart bij zich dragen.",
}
PLAIN = {
    "en": ("minibar purchases or fines.\n", "Employees should submit claims before the 20th."),
    "nl": ("minibar of boetes declareren.\n", "Medewerkers moeten de bonnen 2 jaar bewaren."),
}


def started(folder, language):
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "policy.md").write_text(LISTED[language], encoding="utf-8")
    settings = f'[course]\nid = "travel"\nlanguage = "{language}"\n[audience]\naliases = ["{ALIAS[language]}"]\n'
    (folder / "coursegen.toml").write_text(settings, encoding="utf-8")
    api.build(api.open_project(folder))
    return blocks(folder)


def blocks(folder):
    return [each for module in api.open_project(folder).course().modules for each in module.blocks]


def with_rule(folder, behind, rule):
    path = folder / "sources" / "policy.md"
    text = path.read_text(encoding="utf-8")
    assert behind in text
    path.write_text(text.replace(behind, f"{behind}\n{rule}\n"), encoding="utf-8")
    api.build(api.open_project(folder))
    return blocks(folder)


def listing(found):
    """The one list of the section on what comes before travel."""
    texts = [each for each in found if isinstance(each, TextBlock) and "\n- " in each.text]
    lists = [each for each in texts if re.search("14 da(ys|gen)", each.text)]
    assert len(lists) == 1, [each.text for each in lists]
    return lists[0]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_rule_added_to_a_list_comes_into_the_list_that_stands(tmp_path, language):
    before = listing(started(tmp_path, language))
    found = with_rule(tmp_path, LAST[language], f"5. {NEW[language]}")
    after = listing(found)
    assert after.id == before.id
    assert after.title == before.title
    assert after.text.splitlines()[:-1] == before.text.splitlines()
    assert after.citations[:-1] == before.citations
    assert after.citations[-1].quote == NEW[language]
    again = listing(with_rule(tmp_path, f"5. {NEW[language]}\n", f"6. {ONCE_MORE[language]}"))
    assert again.id == before.id
    assert again.text.splitlines()[:-1] == after.text.splitlines()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_rule_added_amid_a_list_stands_where_the_source_has_it(tmp_path, language):
    before = listing(started(tmp_path, language))
    source = LISTED[language].index("3. ", LISTED[language].index("\n2. "))
    behind = LISTED[language][LISTED[language].index("2. ", 60) : source].rstrip("\n") + "\n"
    after = listing(with_rule(tmp_path, behind, f"3. {NEW[language]}"))
    assert after.id == before.id
    lines = after.text.splitlines()
    assert [*lines[:2], *lines[3:]] == before.text.splitlines()
    assert after.citations[2].quote == NEW[language]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_rule_added_to_plain_paragraphs_comes_without_what_was_told(tmp_path, language):
    before = {each.id: each for each in started(tmp_path, language)}
    behind, rule = PLAIN[language]
    after = with_rule(tmp_path, behind, rule)
    new = [each for each in after if each.id not in before and each.type != "summary"]
    assert [{cite.quote for cite in citations_of(each)} for each in new] == [{rule}]
    assert all(before[each.id] == each for each in after if each.id in before)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_list_that_a_person_changed_stays_and_the_new_rule_comes_beside_it(tmp_path, language):
    old = listing(started(tmp_path, language))
    path = next((tmp_path / "course" / "modules").iterdir())
    text = path.read_text(encoding="utf-8")
    line = old.text.splitlines()[2]
    path.write_text(text.replace(line, f"{line[:-1]}!", 1), encoding="utf-8")
    edited = listing(blocks(tmp_path))
    found = with_rule(tmp_path, LAST[language], f"5. {NEW[language]}")
    assert listing(found) == edited
    told = [
        [cite.quote for cite in citations_of(each)]
        for each in found
        if NEW[language] in {cite.quote for cite in citations_of(each)}
    ]
    assert [NEW[language]] in told
    assert all(len(each) == 1 for each in told)
