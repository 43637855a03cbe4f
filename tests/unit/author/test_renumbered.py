"""A title that names an edition of its source follows it to the next one."""

from coursegen.author.renumbered import entitled, renumbering, retitled

OLD = "The standard's compliance to the standard version 0.3.0"
NEW = "The standard's compliance to the standard version 0.4.0"


def test_a_title_takes_the_number_that_its_heading_has_now():
    numbers = renumbering({OLD, "Measure"}, {NEW, "Measure"})
    assert retitled(f"{OLD}: Measure 3 things", numbers) == f"{NEW}: Measure 3 things"


def test_a_title_loses_the_part_that_names_what_is_gone():
    numbers = renumbering({OLD, "Measure"}, {"Measure"})
    assert retitled(f"{OLD}: Measure", numbers) == "Measure"
    assert retitled(OLD, numbers) == ""


def test_a_number_that_a_rule_still_has_stays():
    assert renumbering({"Within 3 days"}, {"In time"}, ["Report it within 3 days."]) == {}


def test_a_number_that_numbers_a_heading_is_none_that_a_rule_has():
    assert retitled("Report within 3 days", renumbering({"3. Reports"}, {"4. Reports"})) == (
        "Report within 3 days"
    )


def test_a_number_that_a_heading_still_has_stays():
    assert renumbering({OLD}, {OLD, NEW}) == {}


def test_a_number_in_whose_place_two_stand_goes():
    assert renumbering({"Part 3"}, {"Part 4", "Part 5"}) == {"part 3": ""}


def test_a_module_keeps_what_its_title_says_beside_a_version_that_is_gone():
    title = "Policy makers and the standard version 0.5.0"
    numbers = renumbering({title}, {"Who this is for"})
    assert entitled(title, numbers) == "Policy makers and the standard"
    dutch = "Beleidsmakers en de standaard (versie 2)"
    assert (
        entitled(dutch, renumbering({dutch}, {"Voor wie dit is"}))
        == "Beleidsmakers en de standaard"
    )
    assert entitled("Part 3", renumbering({"Part 3"}, {"The rest"})) == "Part 3"
