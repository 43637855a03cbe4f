"""Ids last: never twice, and a unit written anew keeps its own."""

from coursegen.author.mint import Mint
from coursegen.ids import suffix_of


def test_two_units_on_the_same_passage_get_different_ids():
    mint = Mint("course")
    assert mint("item", "Report it", ["p"]) != mint("item", "Report it", ["p"])


def test_the_same_course_gives_the_same_ids_again():
    first = [Mint("course")("item", "Report it", ["p"]) for _ in range(2)]
    assert first[0] == first[1]


def test_a_retired_id_never_comes_back():
    gone = Mint("course")("item", "Report it", ["p"])
    assert suffix_of(Mint("course", taken=[gone])("item", "Report it", ["p"])) != suffix_of(gone)


def test_a_unit_written_anew_keeps_its_id_though_its_words_change():
    before = Mint("course")("item", "Report it", ["p"])
    mint = Mint("course", known={"module": [before]})
    mint.enter("module")
    assert mint("item", "Call the desk", ["p"]) == before
    assert mint("item", "Report it", ["p"]) != before


def test_a_unit_of_another_module_that_rests_on_the_same_passage_gets_an_id_of_its_own():
    stays = Mint("course")("item", "May I receive it", ["p"])
    mint = Mint("course", known={"module": [stays]})
    mint.enter("a later module")
    again = mint("item", "May I receive it", ["p"])
    assert suffix_of(again) != suffix_of(stays)
    mint.enter("module")
    assert mint("item", "May I receive it", ["p"]) == stays


def test_a_part_of_a_unit_that_is_written_anew_is_named_by_its_words_and_not_by_its_place():
    first = Mint("course")
    before = [first("entry", words, ["item"]) for words in ("Lock the screen", "Use the VPN")]
    mint = Mint("course", known={"module": before})
    mint.enter("module")
    again = mint("entry", "Report an incident", ["item"])
    assert suffix_of(again) not in {suffix_of(each) for each in before}
    later = Mint("course", known={"module": before[:1]})
    later.enter("module")
    assert suffix_of(later("entry", "Take a break", ["item"])) not in {
        suffix_of(each) for each in (*before, again)
    }
