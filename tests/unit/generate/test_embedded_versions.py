"""Requirement tables that grade versions for several parties: what both sources say, rows by role, temptations of versions."""

import pytest

from coursegen import api
from coursegen.cli.make import command

DUTCH = """# Berichten uitwisselen

Dit beleid geldt voor wie berichten uitwisselt.

## Standaarden

| Standaard | Status | Bron |
|---|---|---|
| SFTP 3 | Verplicht | Normenraad |
| SFTP 6 | Sterk aanbevolen | Normenraad |
| Berichten in het algemeen | Ter informatie | Normenraad |

## Eisen

| Nr | Eis | Toelichting |
|---|---|---|
| BER01 | Een Verzender is verplicht SFTP versie 3 te ondersteunen, daarnaast is het aanbevolen voor een Verzender om SFTP versie 6 te ondersteunen. Als een Verzender SFTP versie 6 aanbiedt dan is het aanbevolen voor Ontvangers om SFTP 6 te gebruiken | |
| BER02 | SFTP 1 en SFTP 2 zijn niet meer toegestaan | Niet meer toegestaan vanaf 1-3-2019 |
| BER03 | Wederzijdse authenticatie is verplicht | |
| BER04 | Het is verplicht voor bestanden poort 2222 te gebruiken | Zie [[Normen 2024]] |
| BER05 | De SFTP implementatie mag niet op oudere versies terugvallen | |
"""
ENGLISH = """# Exchanging messages

This policy is for everybody who exchanges messages.

## Requirements

| No | Requirement | Remark |
|---|---|---|
| MSG01 | A sender must support SFTP version 3. | |
| MSG02 | A sender should support SFTP version 6. | |
| MSG03 | If a sender offers SFTP version 6, receivers should use SFTP 6. | |
| MSG04 | SFTP 1 and SFTP 2 are not allowed | No longer allowed since 2019-03-01 |
| MSG05 | Mutual authentication is required | |
| MSG06 | Backups are required | |
"""


def made(folder, text):
    """The one module that is made of ``text``."""
    source = folder / "eisen.md"
    source.write_text(text, "utf-8")
    command.main(
        [str(source), "-o", str(folder / "course"), "--to", "markdown"], standalone_mode=False
    )
    (module,) = api.open_project(folder / "course").course().modules
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("nl")


@pytest.fixture(scope="module")
def dutch(folder):
    return made(folder, DUTCH)


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    return made(tmp_path_factory.mktemp("en"), ENGLISH)


def tables(module):
    return [each for each in module.blocks if each.type == "table"]


def test_versions_stand_by_role_with_their_strength_condition_and_code(dutch):
    first = tables(dutch)[0]
    assert list(first.columns) == ["Versie", "Verzender", "Ontvanger"]
    assert [list(each) for each in first.rows] == [
        ["SFTP 3", "ondersteunen is verplicht (BER01)", "verplicht"],
        [
            "SFTP 6",
            "ondersteunen is aanbevolen (BER01)",
            "gebruiken is aanbevolen, als een Verzender SFTP versie 6 aanbiedt (BER01)",
        ],
        ["SFTP 1 en SFTP 2", "niet meer toegestaan (BER02)", "niet meer toegestaan (BER02)"],
    ]
    assert "1-3-2019" in first.note


def test_an_english_table_is_turned_in_the_same_way(english):
    first = tables(english)[0]
    assert list(first.columns) == ["Version", "Sender", "Receiver"]
    assert [list(each) for each in first.rows[:2]] == [
        ["SFTP 3", "must support (MSG01)", ""],
        [
            "SFTP 6",
            "should support (MSG02)",
            "should use, if a sender offers SFTP version 6 (MSG03)",
        ],
    ]


def test_what_stands_there_is_not_told_again_and_rows_without_a_strength_bind_nobody(dutch):
    rest = [row[0] for each in tables(dutch)[1:] for row in each.rows]
    assert rest == ["BER03", "BER04", "BER05"]


def test_a_cell_that_only_points_elsewhere_is_empty(dutch):
    told = [cell for each in tables(dutch) for row in each.rows for cell in row]
    assert not [each for each in told if "Normen" in each]


def test_no_table_tells_the_learner_that_sources_disagree(dutch):
    assert not [each.note for each in tables(dutch) if "tegenspr" in each.note]


def test_newer_does_not_stand_for_older(dutch):
    told = [each.text for each in dutch.blocks if each.type == "callout"]
    assert any("SFTP 3 ondersteunen is verplicht" in each for each in told)


def test_who_wants_the_newer_version_alone_is_told_what_is_missing(dutch):
    (item,) = (each for each in dutch.items if "verder geen andere versie" in each.stem)
    (key,) = (each for each in item.options if each.correct)
    assert key.text == "Dat is niet genoeg: SFTP 3 ondersteunen moet ook"
    wrong = {each.text: each.feedback for each in item.options if not each.correct}
    assert "Nieuwer is niet genoeg." in wrong["Dat is goed: SFTP 6 is nieuwer dan SFTP 3"]
    assert "aanbevolen" in wrong["Dat moet zelfs: SFTP 6 ondersteunen is verplicht"]


def test_recommended_in_a_case_is_neither_required_nor_free(dutch):
    (item,) = (each for each in dutch.items if each.stem.startswith("Stel dat een Verzender"))
    assert {each.text: each.correct for each in item.options} == {
        "SFTP 6 gebruiken is aanbevolen": True,
        "SFTP 6 gebruiken is verplicht": False,
        "SFTP 6 gebruiken is optioneel": False,
    }


def test_points_are_sorted_for_one_party_and_the_feedback_says_what_belongs_where(dutch):
    (item,) = (each for each in dutch.items if each.type == "categorise")
    assert "een Verzender" in item.stem
    assert [each.text for each in item.categories] == ["verplicht", "aanbevolen", "niet toegestaan"]
    assert "Aanbevolen: SFTP 6 ondersteunen." in item.feedback_wrong
    assert item.bloom == "understand"


def test_objectives_are_to_judge_a_setting_and_to_keep_strengths_apart(tmp_path):
    made(tmp_path, DUTCH)
    told = [each.text for each in api.open_project(tmp_path / "course").course().outline.objectives]
    assert sorted(told) == [
        "Je kunt beoordelen of een instelling van SFTP aan de regels voldoet",
        "Je kunt uit elkaar houden wat bij SFTP verplicht, aanbevolen en niet toegestaan is",
    ]


@pytest.mark.parametrize(
    ("heading", "section", "title"),
    [
        (
            "SFTP (Secure File Transfer Protocol)",
            "Postkamer voorschriften",
            "SFTP instellen voor Postkamer",
        ),
        ("SFTP", "Eisen", "SFTP instellen"),
        ("Berichten uitwisselen", "Eisen", "Berichten uitwisselen"),
    ],
)
def test_a_chapter_named_by_what_is_set_up_gets_a_title_that_says_so(
    tmp_path, heading, section, title
):
    text = DUTCH.replace("# Berichten uitwisselen", f"# {heading}")
    text = text.replace("## Eisen", f"## {section}").replace(
        "Dit beleid", "Dit beleid van Postkamer"
    )
    assert made(tmp_path, text).title == title


def test_a_paragraph_on_what_a_term_is_tells_only_its_reason(tmp_path):
    why = (
        "Secure File Transfer (SFTP) is een protocol dat bestanden versleuteld over een verbinding stuurt. "
        "Wie berichten uitwisselt doet dat met wederzijdse authenticatie, zodat alleen bekende partijen ze lezen."
    )
    module = made(tmp_path, DUTCH.replace("## Standaarden", f"{why}\n\n## Standaarden"))
    (told,) = (each for each in module.blocks if each.type == "text" and "ertoe doet" in each.title)
    assert told.text.startswith("Wie berichten uitwisselt")
    assert [each.quote for each in told.citations] == [told.text]


def test_the_summary_has_a_line_a_strength(dutch):
    (last,) = (each for each in dutch.blocks if each.type == "summary")
    starts = [each.partition(":")[0] for each in last.points[:3]]
    assert starts == ["Verplicht", "Aanbevolen", "Niet toegestaan"]
    assert "wederzijdse authenticatie" in last.points[0]


def test_a_chapter_that_says_what_its_abbreviation_means_is_named_by_it(tmp_path):
    text = DUTCH.replace("# Berichten uitwisselen", "# SFTP (Secure File Transfer Protocol)")
    title = made(tmp_path, text).title
    assert "Secure" not in title


def test_what_has_been_sorted_is_not_asked_again_as_what_is_not_allowed(dutch):
    assert not [each.stem for each in dutch.items if "**niet** toegestaan" in each.stem]


@pytest.mark.usefixtures("dutch")
def test_the_condition_of_one_rule_of_a_row_is_not_missed_at_its_others(folder):
    findings = api.check(api.open_project(folder / "course"))
    assert any(each.rule == "sources-disagree" for each in findings)
    assert not [each.message for each in findings if each.rule == "condition-kept"]
