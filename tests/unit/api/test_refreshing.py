"""The refresher: what changed, and nothing else, in at most five minutes."""

from __future__ import annotations

import json
import zipfile

import pytest
from tests.fakes.repository import commit

from coursegen import api
from coursegen.author.refresher import LONGEST_MINUTES
from coursegen.errors import ConfigError
from coursegen.model.blocks import citations_of

ENGLISH = """\
---
title: Security policy
version: "1.0"
effective_date: 2026-01-01
owner: Security Officer
---
# Security policy

## Passwords

Employees must not share a password with anyone. Employees must change a stolen password within 24 hours of
noticing it. Employees must keep work passwords in the password manager.

## Visitors

If an employee receives a visitor, the employee must accompany the visitor in every closed area. Employees
must wear the staff card visibly inside the offices. Employees must not lend the staff card to anyone.
Employees should greet a visitor at the gate. Managers must check the list of visitors every 6 months.
"""
DUTCH = """\
---
title: Beveiligingsbeleid
version: "1.0"
effective_date: 2026-01-01
---
# Beveiligingsbeleid

## Wachtwoorden

Medewerkers mogen een wachtwoord met niemand delen. Medewerkers moeten een gestolen wachtwoord binnen 24 uur
wijzigen. Medewerkers moeten wachtwoorden in de wachtwoordkluis bewaren.

## Standaarden

| Standaard | Status |
| --- | --- |
| TLS 1.2 | Verplicht |
| TLS 1.3 | Optioneel |
"""


def made(folder, text, aliases, language="en"):
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "policy.md").write_text(text, encoding="utf-8")
    settings = (
        f'[course]\nid = "security"\nlanguage = "{language}"\n[audience]\naliases = {aliases}\n'
    )
    (folder / "coursegen.toml").write_text(settings, encoding="utf-8")
    commit(folder, "first", date="2026-02-01")
    return folder


@pytest.fixture
def english(tmp_path):
    return made(tmp_path / "en", ENGLISH, '["employees", "employee"]')


@pytest.fixture
def dutch(tmp_path):
    return made(tmp_path / "nl", DUTCH, '["medewerkers"]', "nl")


def edit(folder, *pairs):
    file = folder / "sources" / "policy.md"
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def refresher(folder, **options):
    options = {"targets": ["scorm12"], "folder": folder / "dist", "before": "HEAD", **options}
    return api.refresher(api.open_project(folder), **options)


def items_of(found):
    return [each for module in found.course.modules for each in module.items]


def words_of(found):
    return json.dumps(found.course.model_dump(mode="json"), ensure_ascii=False)


def test_one_deadline_gives_one_item_whose_wrong_options_hold_the_old_one(english):
    edit(english, ("within 24 hours", "within 4 hours"))
    found = refresher(english)
    [item] = items_of(found)
    options = {each.text: each for each in item.options}
    key = next(each for each in item.options if each.correct)
    assert "4 hours" in key.text
    old = next(each for text, each in options.items() if "24 hours" in text)
    assert not old.correct
    assert "before" in old.feedback
    assert item.pool == "assessment"


def test_it_tells_what_was_and_what_is_each_with_its_own_quote(english):
    edit(english, ("within 24 hours", "within 4 hours"))
    found = refresher(english)
    before, now = [each for each in found.course.modules[0].blocks if each.type == "table"]
    assert (before.title, now.title) == ("Before", "Now")
    for table, hours in ((before, "within 24 hours"), (now, "within 4 hours")):
        [[about, rule]] = table.rows
        assert about == "Passwords"
        assert hours in rule
        assert [hours in each.quote for each in table.citations] == [True]


def test_it_says_what_to_do_from_now_on(english):
    edit(english, ("within 24 hours", "within 4 hours"))
    blocks = refresher(english).course.modules[0].blocks
    [block] = [each for each in blocks if getattr(each, "title", "") == "What to do from now on"]
    assert block.text.startswith("You must change a stolen password within 4 hours")


def test_it_holds_from_the_effective_date_of_a_renewed_edition(english):
    edit(english, ("within 24 hours", "within 4 hours"), ('version: "1.0"', 'version: "1.1"'), ("2026-01-01", "2026-06-01"))  # fmt: skip
    assert "holds from 1 June 2026" in words_of(refresher(english))


def test_it_holds_from_the_date_of_the_commit_where_the_edition_is_the_same(english):
    edit(english, ("within 24 hours", "within 4 hours"))
    commit(english, "second", date="2026-03-05")
    found = refresher(english, before="HEAD~1", after="HEAD")
    assert "holds from 5 March 2026" in words_of(found)


def test_a_day_is_given_to_the_changes_that_hold_from_it_and_to_no_others(english):
    """One document was renewed with its edition, another was only edited and not committed: nobody knows its day."""
    desk = "# Desk policy\n\n## Desks\n\nEmployees must clear the desk within 2 hours after a meeting.\n"
    other = english / "sources" / "desk.md"
    other.write_text(desk, encoding="utf-8")
    commit(english, "second", date="2026-02-02")
    edit(english, ("24 hours", "12 hours"), ('"1.0"', '"1.1"'), ("2026-01-01", "2026-07-01"))
    other.write_text(desk.replace("2 hours", "3 hours"), encoding="utf-8")
    words = words_of(refresher(english))
    assert "From 1 July 2026 holds what is said on: Passwords." in words
    assert "The changes hold from" not in words


def test_it_takes_at_most_five_minutes_and_asks_at_most_four_items(english):
    edit(
        english,
        ("within 24 hours", "within 4 hours"),
        ("must not share a password with anyone", "may share a password with a colleague"),
        ("must keep work passwords", "should keep work passwords"),
        ("must wear the staff card", "should wear the staff card"),
        ("in every closed area", "in every closed area and in the lift, unless a guard is there"),
        ("must not lend the staff card to anyone", "may lend the staff card to a colleague"),
        ("should greet a visitor", "must greet a visitor"),
    )
    found = refresher(english)
    assert 2 <= len(items_of(found)) <= 4
    assert found.minutes <= LONGEST_MINUTES
    assert found.changes == 7
    now = next(
        each for each in found.course.modules[0].blocks if getattr(each, "title", "") == "Now"
    )
    assert found.left == found.changes - len(now.rows) > 0


def test_it_is_on_the_change_only(english):
    edit(english, ("within 24 hours", "within 4 hours"))
    found = refresher(english)
    assert all("stolen password" in each.quote for each in citations_of(found.course))


def test_a_rule_that_is_gone_is_asked_as_gone(english):
    edit(english, ("Employees must not lend the staff card to anyone.\n", "\n"))
    found = refresher(english)
    [item] = items_of(found)
    assert item.stem.startswith("Before, this was a rule: Employees must not lend")
    assert [each.text for each in item.options if each.correct] == ["No, it was taken out"]
    assert "This rule no longer applies." in words_of(found)
    assert found.findings == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("in every closed area", "in each closed area"),
        ("with anyone.", "with  anyone."),
        ("Managers must check the list of visitors every 6 months", "Managers must check the list of visitors every 3 months"),
    ],
)  # fmt: skip
def test_where_no_rule_for_the_audience_changed_none_is_made(english, old, new):
    edit(english, (old, new))
    found = refresher(english)
    assert found.course is None
    assert found.exports is None
    assert not (english / "dist").exists()


def test_the_package_is_one_of_its_own(english):
    edit(english, ("within 24 hours", "within 4 hours"))
    found = refresher(english, targets=["scorm12", "markdown"])
    assert found.course.outline.id.startswith("security-refresher-")
    scorm, markdown = found.exports.packages
    with zipfile.ZipFile(scorm.path) as package:
        manifest = package.read("imsmanifest.xml").decode()
    assert "What changed: Security policy" in manifest
    assert found.course.outline.id in manifest
    assert found.course.outline.id in markdown.path


def test_equal_changes_give_equal_bytes(english):
    edit(english, ("within 24 hours", "within 4 hours"))
    assert refresher(english).exports == refresher(english).exports


def test_the_check_has_nothing_to_say(english, dutch):
    edit(
        english,
        ("within 24 hours", "within 4 hours"),
        ("must wear the staff card", "should wear the staff card"),
    )
    edit(dutch, ("binnen 24 uur", "binnen 4 uur"), ("| Optioneel", "| Zeer aanbevolen"))
    assert refresher(english).findings == []
    assert refresher(dutch).findings == []


def test_in_dutch_it_is_dutch(dutch):
    edit(dutch, ("binnen 24 uur", "binnen 4 uur"))
    commit(dutch, "tweede", date="2026-03-05")
    found = refresher(dutch, before="HEAD~1", after="HEAD")
    assert found.course.outline.title == "Wat er is veranderd: Beveiligingsbeleid"
    assert "De wijziging geldt vanaf 5 maart 2026." in words_of(found)
    [item] = items_of(found)
    assert "4 uur" in next(each for each in item.options if each.correct).text
    assert any("24 uur" in each.text and not each.correct for each in item.options)


def test_a_status_on_a_scale_is_asked_with_the_old_one_as_a_wrong_option(dutch):
    edit(dutch, ("| Optioneel", "| Zeer aanbevolen"))
    [item] = items_of(refresher(dutch))
    assert item.stem == "Wat is nu de status van TLS 1.3?"
    assert {each.text: each.correct for each in item.options}.items() >= {
        ("Zeer aanbevolen", True),
        ("Optioneel", False),
    }


def test_an_unknown_revision_makes_nothing(english):
    with pytest.raises(ConfigError, match="no revision 'v0'"):
        refresher(english, before="v0")
    assert not (english / "dist").exists()


NAMED = {
    "en": (
        "Article 3. Keys|Section 4. Visits|Chapter 5",
        ("Keys", "Visits", "Chapter 5"),
        ("Employees must return a key within 24 hours.|Employees must announce a visit at least 2 days before it.|"
        "Employees must wear a card."),
        (("within 24 hours", "within 12 hours"), ("2 days", "3 days"), ("must wear", "may wear")),
    ),
    "nl": (
        "Artikel 3. Sleutels|Hoofdstuk 4. Bezoek|Paragraaf 5",
        ("Sleutels", "Bezoek", "Paragraaf 5"),
        ("Medewerkers moeten een sleutel binnen 24 uur inleveren.|Medewerkers moeten bezoek minstens 2 dagen vooraf "
        "aanmelden.|Medewerkers moeten een pas dragen."),
        (("binnen 24 uur", "binnen 12 uur"), ("2 dagen", "3 dagen"), ("moeten een pas", "mogen een pas")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "nl"])
def test_headings_with_a_named_number_give_a_refresher(tmp_path, language):
    headings, shown, rules, edits = NAMED[language]
    sections = zip(headings.split("|"), rules.split("|"), strict=True)
    text = "\n\n".join(["# X", *(f"## {heading}\n\n{rule}" for heading, rule in sections)])
    folder = made(tmp_path, text, '["employees", "medewerkers"]', language)
    edit(folder, *edits)
    found = refresher(folder)
    assert found.findings == []
    for table in tables_of(found):
        assert tuple(about for about, _ in table.rows) == shown


def test_a_rule_before_stands_under_its_heading_of_then(tmp_path):
    text = "# X\n\n## Chapter 5\n\nEmployees must return a key within 24 hours.\n"
    folder = made(tmp_path, text, '["employees"]')
    edit(folder, ("Chapter 5", "Chapter 6"), ("24 hours", "12 hours"))
    found = refresher(folder)
    assert [table.rows[0][0] for table in tables_of(found)] == ["Chapter 5", "Chapter 6"]


def tables_of(found):
    return [each for each in found.course.modules[0].blocks if each.type == "table"]


MANY = {
    "en": """\
---
title: Travel policy
version: "1.0"
effective_date: 2026-01-01
---
# Travel policy

## 1. Hotels

Employees may claim a meal of 45 euros. Employees should book a room at least 14 days before the trip. Employees
should choose a hotel near the station.

## 2. Cars

Employees must not use a telephone while driving. Employees must wash a car every 6 months. Employees should share
a car with a colleague.

## 3. Claims

Employees must submit a claim within 30 days. Employees must keep a receipt for 2 years. Employees should write the
claim in English.
""",
    "nl": """\
---
title: Reisbeleid
version: "1.0"
effective_date: 2026-01-01
---
# Reisbeleid

## 1. Hotels

Medewerkers mogen een maaltijd van 45 euro declareren. Een kamer moet minstens 14 dagen vooraf worden geboekt.
Medewerkers mogen een hotel bij het station kiezen.

## 2. Auto's

Medewerkers mogen niet telefoneren tijdens het rijden. Medewerkers moeten een auto elke 6 maanden wassen.
Medewerkers mogen een auto delen met een collega.

## 3. Declaraties

Medewerkers moeten een declaratie binnen 30 dagen indienen. Medewerkers moeten een bon 2 jaar bewaren. Medewerkers
mogen de declaratie in het Engels schrijven.
""",
}
EDITS = {
    "en": (
        ("45 euros", "50 euros"),
        ("at least 14 days", "at least 21 days"),
        ("near the station", "near the office"),
        (" Employees must wash a car every 6 months.", " Employees must wash a car every 3 months."),
        ("Employees must not use a telephone while driving. ", ""),
        ("should share\na car with a colleague.", "must share\na car with a colleague."),
        ("within 30 days", "within 14 days"),
        ("for 2 years", "for 5 years"),
        ("in English.", "in English. Employees must report a lost receipt within 2 days."),
    ),
    "nl": (
        ("45 euro", "50 euro"),
        ("minstens 14 dagen", "minstens 21 dagen"),
        ("mogen een hotel bij het station", "moeten een hotel bij het station"),
        ("elke 6 maanden", "elke 3 maanden"),
        ("Medewerkers mogen niet telefoneren tijdens het rijden. ", ""),
        ("Medewerkers mogen een auto delen", "Medewerkers moeten een auto delen"),
        ("binnen 30 dagen", "binnen 14 dagen"),
        ("2 jaar bewaren", "5 jaar bewaren"),
        ("Engels schrijven.", "Engels schrijven. Medewerkers moeten een verloren bon binnen 2 dagen melden."),
    ),
}  # fmt: skip


@pytest.fixture(params=["en", "nl"])
def many(request, tmp_path):
    folder = made(
        tmp_path, MANY[request.param], '["employees", "medewerkers"]', language=request.param
    )
    edit(folder, *EDITS[request.param])
    return refresher(folder)


def test_a_removed_ban_and_new_deadlines_go_before_what_weighs_less(many):
    before, now = tables_of(many)
    was, said = ([rule for _, rule in table.rows] for table in (before, now))
    assert any("telephone" in each or "telefoneren" in each for each in was)
    assert any("14 days" in each or "14 dagen" in each for each in said)
    assert any("lost receipt" in each or "verloren bon" in each for each in said)
    assert many.changes > len(said)


def test_what_found_no_room_is_told_with_its_number_and_its_headings(many):
    last = many.course.modules[0].blocks[-1]
    shown = [about for about, _ in tables_of(many)[1].rows]
    assert last.text.startswith(f"{many.left} ") or many.left == 1
    assert many.left == many.changes - len(shown)
    assert sum(count for _, count in many.left_out) == many.left
    assert all(heading in last.text for heading, _ in many.left_out)


def test_the_tables_what_to_do_and_the_questions_are_on_the_same_changes(many):
    module = many.course.modules[0]
    was, now = (" ".join(rule for _, rule in table.rows) for table in tables_of(many))
    for asked in module.items:
        assert any(each.quote in was + now for each in asked.citations)
    taught = " ".join(
        each.quote
        for block in module.blocks
        if block.type != "table" and block.origin == "source"
        for each in block.citations
    )
    for each in tables_of(many)[1].citations:
        assert each.quote in taught
        taught = taught.replace(each.quote, "")
    assert not taught.strip()
    assert len(module.items) == 4


def test_the_minutes_are_those_of_the_page_and_hold_the_questions(many):
    [module] = many.course.modules
    assert many.minutes == module.minutes <= LONGEST_MINUTES
    assert module.minutes > len(module.items) * 40 / 60
    assert many.findings == []


def test_of_four_questions_one_may_be_wrong_and_of_two_none_which_is_said(many, english, dutch):
    assert many.course.outline.mastery_score == 0.75
    assert "must be answered right" not in words_of(many)
    assert "moet elke vraag goed zijn" not in words_of(many)
    two = {"within 24 hours": "within 4 hours", "must wear the staff card": "should wear the staff card"}  # fmt: skip
    edit(english, *two.items())
    assert "every question must be answered right" in words_of(refresher(english))
    edit(dutch, ("binnen 24 uur", "binnen 4 uur"), ("| Optioneel", "| Zeer aanbevolen"))
    assert "moet elke vraag goed zijn" in words_of(refresher(dutch))


def test_a_renamed_document_of_the_same_edition_changes_from_the_day_of_the_commit(english):
    file = english / "sources" / "policy.md"
    edit(english, ("within 24 hours", "within 4 hours"))
    file.rename(file.with_name("security.md"))
    commit(english, "second", date="2026-03-05")
    found = refresher(english, before="HEAD~1", after="HEAD")
    assert "holds from 5 March 2026" in words_of(found)


BADGE = {
    "en": "Employees must report a lost badge within 24 hours to the security desk.",
    "nl": "Medewerkers moeten een verloren pas binnen 24 uur bij de servicedesk melden.",
}
PLACES = {
    "en": "# Rules\n\n## One\n\nEmployees must not share a password with anyone. {one}\n\n## Two\n\nEmployees must lock the screen when they leave the desk. {two}\n",
    "nl": "# Regels\n\n## Een\n\nMedewerkers mogen een wachtwoord met niemand delen. {one}\n\n## Twee\n\nMedewerkers moeten de laptop in de kast leggen. {two}\n",
}
WHO = {"en": '["employees"]', "nl": '["medewerkers"]'}
SHARED = {
    "en": ("Employees must not share a password", "Employees may share a password"),
    "nl": ("mogen een wachtwoord met niemand delen", "mogen een wachtwoord met een collega delen"),
}


def rewritten(folder, text):
    (folder / "sources" / "policy.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_rule_that_moved_into_another_paragraph_is_not_told_as_gone(tmp_path, language):
    badge = BADGE[language]
    here = PLACES[language].format(one=badge, two="")
    folder = made(tmp_path / "p", here, WHO[language], language)
    rewritten(folder, PLACES[language].format(one="", two=badge).replace(*SHARED[language]))
    found = refresher(folder)
    assert found.changes == 1
    assert badge not in words_of(found)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_rule_that_moved_and_changed_is_one_change_from_the_old_to_the_new(tmp_path, language):
    badge, now = BADGE[language], BADGE[language].replace("24", "48")
    here = PLACES[language].format(one=badge, two="")
    folder = made(tmp_path / "p", here, WHO[language], language)
    rewritten(folder, PLACES[language].format(one="", two=now))
    found = refresher(folder)
    assert found.changes == 1
    before, today = tables_of(found)
    assert [row[1] for row in before.rows] == [badge]
    assert [row[1] for row in today.rows] == [now]
    [item] = items_of(found)
    assert ["24" in each.text for each in item.options if each.correct] == [False]
    assert any("24" in each.text for each in item.options)


def test_of_a_rule_that_stood_twice_one_that_still_stands_is_not_told_as_gone(tmp_path):
    badge = BADGE["en"]
    folder = made(tmp_path / "p", PLACES["en"].format(one=badge, two=badge), WHO["en"])
    rewritten(folder, PLACES["en"].format(one="", two=badge))
    assert refresher(folder).course is None


def test_what_the_sources_disagree_on_now_is_neither_told_as_gone_nor_as_new(tmp_path):
    badge = BADGE["en"]
    folder = made(tmp_path / "p", PLACES["en"].format(one=badge, two=badge), WHO["en"])
    rewritten(folder, PLACES["en"].format(one=badge.replace("24", "48"), two=badge))
    assert refresher(folder).course is None


STANDARDS = "# Rules\n\n## Standards\n\n| Standard | Status |\n| --- | --- |\n| {} |\n| SSH 2 | Optional |\n"


def standards(folder, before, after):
    made(folder, STANDARDS.format(before), WHO["en"])
    rewritten(folder, STANDARDS.format(after))
    return items_of(refresher(folder))[0]


def test_a_row_of_another_thing_with_the_same_status_is_asked_by_its_whole_rule(tmp_path):
    item = standards(tmp_path / "p", "TLS 1.2 | Required", "TLS 1.3 | Required")
    assert {each.text: each.correct for each in item.options} == {
        "TLS 1.2: Required": False,
        "TLS 1.3: Required": True,
    }


def test_no_wrong_option_is_another_word_for_the_new_status(tmp_path):
    item = standards(tmp_path / "p", "TLS 1.2 | Optional", "TLS 1.2 | Mandatory")
    assert "Required" not in {each.text for each in item.options}
    assert [each.text for each in item.options if each.correct] == ["Mandatory"]


def test_a_rule_without_an_end_mark_does_not_run_into_the_question(tmp_path):
    folder = made(tmp_path / "p", STANDARDS.format("TLS 1.2 | Optional"), WHO["en"])
    rewritten(folder, STANDARDS.format("A good editor | Optional"))
    stems = [each.stem for each in items_of(refresher(folder))]
    assert "Before, this was a rule: TLS 1.2: Optional. Does it still apply?" in stems


@pytest.mark.parametrize(
    ("language", "rule", "ours", "theirs"),
    [
        ("en", "{} must check the list of visitors every month.", "Employees", "Managers"),
        ("nl", "{} moeten de bezoekerslijst elke maand controleren.", "Medewerkers", "Managers"),
    ],
)
def test_a_rule_that_is_somebody_elses_now_is_told_as_such_and_not_as_taken_out(
    tmp_path, language, rule, ours, theirs
):
    before, now = (f"# B\n\n## A\n\n{rule.format(each)}\n" for each in (ours, theirs))
    folder = made(tmp_path / "p", before, WHO[language], language)
    rewritten(folder, now)
    found = refresher(folder)
    told = [[row[1] for row in table.rows] for table in tables_of(found)]
    assert told == [[rule.format(ours)], [rule.format(theirs)]]
    [item] = items_of(found)
    assert [each.text for each in item.options if each.correct] == [rule.format(theirs)]
    assert [each.type for each in found.course.modules[0].blocks] == ["text", "table", "table"]
