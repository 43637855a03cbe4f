"""Presentations: slides in order, with titles, bullets, tables, pictures and notes."""

import io

import pptx
import pytest
from pptx.util import Pt

from coursegen.errors import SourceError


def deck(fill):
    presentation = pptx.Presentation()
    fill(presentation)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def slide(presentation, layout, title):
    added = presentation.slides.add_slide(presentation.slide_layouts[layout])
    added.shapes.title.text = title
    return added


def reporting(presentation):
    first = slide(presentation, 0, "Security policy")
    first.placeholders[1].text = "For all staff"
    second = slide(presentation, 1, "Reporting")
    frame = second.placeholders[1].text_frame
    frame.text = "Report at once:"
    paragraph = frame.add_paragraph()
    paragraph.text, paragraph.level = "by phone", 1
    second.notes_slide.notes_text_frame.text = "Tell the story of the lost laptop."


def test_titles_are_headings_and_bullets_items_with_their_level(read):
    document = read("a.pptx", deck(reporting))
    assert [(each.kind, each.text, each.level) for each in document.blocks] == [
        ("heading", "Security policy", 1),
        ("paragraph", "For all staff", 0),
        ("heading", "Reporting", 2),
        ("list_item", "Report at once:", 1),
        ("list_item", "by phone", 2),
        ("note", "Tell the story of the lost laptop.", 0),
    ]


def test_each_block_has_its_slide(read):
    document = read("a.pptx", deck(reporting))
    assert [each.locator.slide for each in document.blocks] == [1, 1, 2, 2, 2, 2]


def test_a_table_keeps_its_header(read):
    def fill(presentation):
        added = slide(presentation, 5, "Keeping")
        table = added.shapes.add_table(2, 2, Pt(50), Pt(100), Pt(300), Pt(60)).table
        for at, text in enumerate(["Class", "Keep for", "Invoices", "7 years"]):
            table.cell(at // 2, at % 2).text = text

    table = read("a.pptx", deck(fill)).blocks[1]
    assert (table.header, table.rows) == (("Class", "Keep for"), (("Invoices", "7 years"),))


def test_a_picture_is_a_figure_with_its_alternative_text(read, tmp_path):
    from PIL import Image

    Image.new("RGB", (4, 4)).save(tmp_path / "form.png")

    def fill(presentation):
        added = slide(presentation, 5, "Reporting")
        for text in ("The report form", "form.png"):
            picture = added.shapes.add_picture(str(tmp_path / "form.png"), 0, Pt(200))
            picture._element.nvPicPr.cNvPr.set("descr", text)

    found = [(each.kind, each.text) for each in read("a.pptx", deck(fill)).blocks]
    assert found == [("heading", "Reporting"), ("figure", "The report form")]


def test_shapes_are_read_from_the_top_down(read):
    def fill(presentation):
        added = slide(presentation, 5, "Order")
        for text, top in (("Second", 300), ("First", 200)):
            added.shapes.add_textbox(Pt(50), Pt(top), Pt(100), Pt(30)).text_frame.text = text

    assert [each.text for each in read("a.pptx", deck(fill)).blocks] == ["Order", "First", "Second"]


def test_a_hidden_slide_is_left_out(read):
    def fill(presentation):
        slide(presentation, 5, "Shown")
        slide(presentation, 5, "Hidden")._element.set("show", "0")

    assert [each.text for each in read("a.pptx", deck(fill)).blocks] == ["Shown"]


def test_properties_give_the_title_and_the_edition(read):
    def fill(presentation):
        reporting(presentation)
        presentation.core_properties.title = "Policy in brief"
        presentation.core_properties.version = "2.1"
        presentation.core_properties.content_status = "Final"

    document = read("a.pptx", deck(fill))
    assert document.title == "Policy in brief"
    assert (document.edition.version, document.edition.status) == ("2.1", "Final")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"words", "not a PowerPoint"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (deck(lambda _: None), "no words"),
    ],
)
def test_what_cannot_be_read_is_said(read, data, what):
    with pytest.raises(SourceError, match=what) as caught:
        read("a.pptx", data)
    assert caught.value.hint
