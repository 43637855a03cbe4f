"""HTML: the page's own text, with its headings, lists, tables, terms and pictures."""

import pytest

from coursegen.errors import SourceError
from coursegen.ingest.html import decode_html

PAGE = """<!DOCTYPE html><html lang="nl-NL"><head><title>Beleid | Voorbeeld</title>
<meta name="version" content="2.1"></head><body>
<header><a href="/">Voorbeeld</a></header><nav><ul><li>Start</li><li>Contact</li></ul></nav>
<div class="cookie-banner">Wij gebruiken cookies.</div>
<main>%s</main><footer>Alle rechten voorbehouden</footer></body></html>"""


def shape(document):
    return [(each.kind, each.text) for each in document.blocks]


def test_only_the_main_part_of_a_page_is_read(read):
    found = shape(read("a.html", PAGE % "<h1>Melden</h1><p>Meld een lek direct.</p>"))
    assert found == [("heading", "Melden"), ("paragraph", "Meld een lek direct.")]


def test_each_block_has_its_headings(read):
    body = "<h1>Melden</h1><h2>Termijn</h2><p>Meld een lek binnen een dag.</p>"
    assert read("a.html", PAGE % body).blocks[-1].locator.heading == ("Melden", "Termijn")


def test_lists_keep_their_depth_and_numbers(read):
    body = "<ol><li><p>Stop.</p></li><li>Meld:<ul><li>wat</li><li>waar</li></ul></li></ol>"
    items = [(each.text, each.level, each.number) for each in read("a.html", PAGE % body).blocks]
    assert items == [("Stop.", 1, 1), ("Meld:", 1, 2), ("wat", 2, None), ("waar", 2, None)]


def test_tables_keep_their_header_rows_and_caption(read):
    body = """<table><caption>Bewaren</caption><tr><th>Soort</th><th>Termijn</th></tr>
    <tr><td>Facturen</td><td>7 jaar</td></tr></table>"""
    caption, table = read("a.html", PAGE % body).blocks
    assert caption.text == "Bewaren"
    assert (table.header, table.rows) == (("Soort", "Termijn"), (("Facturen", "7 jaar"),))


def test_a_definition_list_gives_definitions(read):
    body = "<dl><dt>Lek</dt><dd><p>Verlies van gegevens.</p></dd><dt>Log</dt><dt>Logboek</dt><dd>Een lijst.</dd></dl>"
    found = [(each.kind, each.term, each.text) for each in read("a.html", PAGE % body).blocks]
    assert found == [
        ("definition", "Lek", "Verlies van gegevens."),
        ("definition", "Log, Logboek", "Een lijst."),
    ]


def test_a_term_that_holds_a_list_of_terms_leaves_them_theirs(read):
    body = "<dl><dt>Rol</dt><dd>Wie het doet.<dl><dt>Eigenaar</dt><dd>Beslist.</dd></dl></dd><dd>Per taak.</dd></dl>"
    found = [(each.term, each.text) for each in read("a.html", PAGE % body).blocks]
    assert found == [("Rol", "Wie het doet."), ("Eigenaar", "Beslist."), ("Rol", "Per taak.")]


def test_a_picture_is_a_figure_with_its_alternative_text(read):
    body = '<img src="img/meld.png?v=2" alt="Het meldformulier"><img src="leeg.png" alt="">'
    found = [
        (each.kind, each.media, each.text) for each in read("sources/a.html", PAGE % body).blocks
    ]
    assert found == [("figure", "sources/img/meld.png", "Het meldformulier")]


def test_a_bold_line_is_a_heading_and_a_bold_start_is_not(read):
    body = "<p><strong>Wie meldt</strong></p><p><strong>Iedereen</strong> meldt een lek.</p>"
    assert [each.kind for each in read("a.html", PAGE % body).blocks] == ["heading", "paragraph"]


def test_footnote_marks_and_hidden_text_are_left_out(read):
    body = '<p>Meld een lek<sup><a href="#n1">[1]</a></sup> direct.</p><p style="display: none">Weg</p>'
    assert shape(read("a.html", PAGE % body)) == [("paragraph", "Meld een lek direct.")]


def test_language_title_and_edition_come_from_the_page(read):
    document = read("a.html", PAGE % "<p>Meld een lek direct.</p>")
    assert (document.language, document.title, document.edition.version) == ("nl", "Beleid", "2.1")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<meta charset='iso-8859-1'><p>Prijs: 5 €".encode("cp1252"), "5 €"),
        ("<p>Prijs: 5 €".encode("cp1252"), "5 €"),
        ("<meta charset='latin1'><p>Über".encode(), "Über"),
        ("<meta charset='utf-8'><p>Über".encode("cp1252"), "Über"),
        ("<p>Über".encode("utf-16"), "Über"),
        ("<meta charset='koi8-r'><p>Правила".encode("koi8-r"), "Правила"),
        ("<meta charset='no-such'><p>Über".encode(), "Über"),
    ],
)
def test_the_encoding_is_the_declared_one_where_it_fits(data, text):
    assert text in decode_html(data)


@pytest.mark.parametrize(
    ("content", "what"),
    [("only words", "not an HTML"), ("<html><body><nav>Start</nav></body></html>", "no text")],
)
def test_what_cannot_be_read_is_said(read, content, what):
    with pytest.raises(SourceError, match=what) as caught:
        read("a.html", content)
    assert caught.value.hint
