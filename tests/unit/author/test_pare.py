"""Of a unit that tells many things what still stands stays."""

from coursegen.author.pare import pared
from coursegen.model.blocks import Citation, Flashcard, Flashcards, Table, TextBlock

LOST = "d" * 12


def cite(passage, quote):
    return Citation(passage=passage * 12, quote=quote)


def lost(citation):
    return citation.passage == LOST


def table(*rows, cites):
    return Table(id="who", type="table", columns=("Who", "What"), rows=rows, citations=cites)


CITES = (
    cite("a", "The owner must lock the door."),
    cite("d", "The owner must pay the fee."),
    cite("b", "The guard checks every badge."),
    cite("d", "The visitor signs in."),
)


def test_rows_and_things_in_a_row_stay_with_their_quotes():
    whole = table(
        ("The owner", "must lock the door; must pay the fee"),
        ("The guard", "checks every badge"),
        ("The visitor", "signs in"),
        cites=CITES,
    )
    left = pared(whole, lost)
    assert left.rows == (("The owner", "must lock the door"), ("The guard", "checks every badge"))
    assert left.citations == (CITES[0], CITES[2])
    assert left.id == "who"


def test_a_row_does_not_stand_by_the_quote_of_another_that_says_the_same():
    whole = table(
        ("The manager", "must approve the request"),
        ("The HR officer", "must approve the request"),
        ("The visitors", "sign in"),
        cites=(
            cite("d", "The manager must approve the request."),
            cite("a", "An HR officer must approve the request."),
            cite("b", "Each visitor must sign in."),
        ),
    )
    left = pared(whole, lost)
    assert [row[0] for row in left.rows] == ["The HR officer", "The visitors"]


def test_a_number_does_not_stand_by_a_quote_of_another_number():
    whole = table(
        ("The owner, cards", "4 hours after a loss"),
        ("The owner, keys", "24 hours after a loss"),
        ("The visitor", "8 hours after a loss"),
        cites=(
            cite("d", "The owner reports cards within 4 hours after a loss."),
            cite("a", "The owner reports cards and keys within 24 hours after a loss."),
            cite("b", "The visitor reports within 8 hours after a loss."),
        ),
    )
    left = pared(whole, lost)
    assert [row[0] for row in left.rows] == ["The owner, keys", "The visitor"]


def test_one_row_is_no_table():
    whole = table(("The owner", "must lock the door"), ("The visitor", "signs in"), cites=CITES)
    assert pared(whole, lost) is None


def test_cards_stay_with_their_own_quotes():
    cards = tuple(
        Flashcard(front=f"Term {at}", back=each.quote, citations=(each,))
        for at, each in enumerate(CITES)
    )
    left = pared(Flashcards(id="words", type="flashcards", cards=cards), lost)
    assert [each.front for each in left.cards] == ["Term 0", "Term 2"]


def test_a_text_is_told_whole_or_not_at_all():
    text = TextBlock(id="t", type="text", text="Lock the door. Pay the fee.", citations=CITES[:2])
    assert pared(text, lost) is None
