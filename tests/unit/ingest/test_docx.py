"""Word documents, made in the test with python-docx and, where it cannot, with Word's own XML."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn


@pytest.fixture
def word():
    return docx.Document()


@pytest.fixture
def read_word(word, read):
    def save_and_read(name="policy.docx"):
        stream = io.BytesIO()
        word.save(stream)
        return read(name, stream.getvalue())

    return save_and_read


def _paragraph(xml):
    return parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")


def _append(word, element):
    word.element.body.insert(len(word.element.body) - 1, element)


def _run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_headings_paragraphs_and_lists_stand_in_order(word, read_word):
    word.add_heading("Policy on keys", 0)
    word.add_heading("Scope", 1)
    word.add_paragraph("You must:")
    word.add_paragraph("lock the door", style="List Bullet")
    word.add_paragraph("hide the key", style="List Bullet 2")
    word.add_heading("Steps", 2)
    word.add_paragraph("Open it.", style="List Number")
    word.add_paragraph("Close it.", style="List Number")
    document = read_word()
    assert document.title == "Policy on keys"
    assert [(each.kind, each.text, each.level, each.number) for each in document.blocks] == [
        ("heading", "Scope", 1, None),
        ("paragraph", "You must:", 0, None),
        ("list_item", "lock the door", 1, None),
        ("list_item", "hide the key", 2, None),
        ("heading", "Steps", 2, None),
        ("list_item", "Open it.", 1, 1),
        ("list_item", "Close it.", 1, 2),
    ]
    assert document.blocks[-1].locator.heading == ("Scope", "Steps")


def test_heading_styles_in_other_languages_are_headings(word, read_word):
    for name in ["Kop 1", "Überschrift 2"]:
        style = word.styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        word.add_paragraph("Bereik", style=style)
    assert [each.level for each in read_word().blocks] == [1, 2]


def test_a_style_based_on_a_heading_or_with_an_outline_level_is_a_heading(word, read_word):
    based = word.styles.add_style("House title", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = word.styles["Heading 2"]
    word.add_paragraph("One", style=based)
    outlined = word.add_paragraph("Two")
    outlined._p.get_or_add_pPr().append(parse_xml(f"<w:outlineLvl {nsdecls('w')} w:val='2'/>"))
    assert [(each.kind, each.level) for each in read_word().blocks] == [
        ("heading", 2),
        ("heading", 3),
    ]


def test_tracked_changes_are_read_as_accepted(word, read_word):
    _append(
        word,
        _paragraph(
            _run("Report within ")
            + f"<w:del w:id='1' w:author='A'><w:r><w:delText>48</w:delText></w:r></w:del>"
            f"<w:ins w:id='2' w:author='A'>{_run('24')}</w:ins>"
            + f"<w:moveFrom w:id='3' w:author='A'>{_run(' days')}</w:moveFrom>"
            f"<w:moveTo w:id='4' w:author='A'>{_run(' hours')}</w:moveTo>{_run('.')}"
        ),
    )
    assert [each.text for each in read_word().blocks] == ["Report within 24 hours."]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(word, read_word):
    mark = "<w:pPr><w:rPr><w:del w:id='1' w:author='A'/></w:rPr></w:pPr>"
    _append(word, _paragraph(mark + _run("Report it ")))
    _append(word, _paragraph(_run("at once.")))
    assert [each.text for each in read_word().blocks] == ["Report it at once."]


def test_a_deleted_row_is_out(word, read_word):
    table = word.add_table(3, 3)
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            cell.text = f"Cell {'abc'[at]}"
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:del {nsdecls('w')} w:id='1' w:author='A'/>"))
    (found,) = read_word().blocks
    assert [row[0] for row in found.rows] == ["Cell a", "Cell c"]


def test_comments_notes_fields_and_hidden_text_are_out(word, read_word):
    _append(
        word,
        _paragraph(
            "<w:commentRangeStart w:id='0'/>" + _run("See page ") + "<w:commentRangeEnd w:id='0'/>"
            "<w:r><w:commentReference w:id='0'/></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
            "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
            + _run("4")
            + _run(" secret", "<w:vanish/>")
            + "<w:r><w:footnoteReference w:id='2'/></w:r>"
            + _run(".")
        ),
    )
    assert [each.text for each in read_word().blocks] == ["See page 4."]


def test_a_bold_start_makes_a_definition_and_a_bold_line_a_heading(word, read_word):
    word.add_heading("Terms", 1)
    paragraph = word.add_paragraph()
    paragraph.add_run("Key").bold = True
    paragraph.add_run(" - a secret number.")
    word.add_paragraph().add_run("What you do").bold = True
    _, key, heading = read_word().blocks
    assert (key.kind, key.term, key.separator, key.text) == (
        "definition",
        "Key",
        " - ",
        "a secret number.",
    )
    assert (heading.kind, heading.level) == ("heading", 2)


def test_a_document_control_table_and_the_properties_are_the_edition(word, read_word):
    table = word.add_table(3, 2)
    for row, (label, value) in zip(
        table.rows,
        [
            ("Document owner", "Security Officer"),
            ("Effective date", "1 September 2026"),
            ("Version", "3.1"),
        ],
        strict=True,
    ):
        row.cells[0].text, row.cells[1].text = label, value
    word.core_properties.version = "9"
    word.core_properties.content_status = "Approved"
    document = read_word()
    assert document.blocks == ()
    assert document.edition.model_dump(exclude_defaults=True) == {
        "owner": "Security Officer",
        "effective": "2026-09-01",
        "version": "3.1",
        "status": "Approved",
    }


def test_a_marked_header_row_names_the_columns(word, read_word):
    table = word.add_table(2, 2)
    for row, texts in zip(table.rows, [("Rule", "Limit"), ("Report", "24 hours")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    (found,) = read_word().blocks
    assert (found.header, found.rows) == (("Rule", "Limit"), (("Report", "24 hours"),))


def test_two_columns_without_a_mark_have_no_header(word, read_word):
    table = word.add_table(2, 2)
    for row, texts in zip(table.rows, [("Report", "At once"), ("Repair", "Later")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    (found,) = read_word().blocks
    assert (found.header, len(found.rows)) == ((), 2)


def test_merged_cells_stand_in_each_row_and_once_in_a_row(word, read_word):
    table = word.add_table(3, 3)
    for at, row in enumerate(table.rows):
        for to, cell in enumerate(row.cells):
            cell.text = f"{at}{to}"
    down = table.cell(1, 0).merge(table.cell(2, 0))
    down.text = "all"
    across = table.cell(0, 1).merge(table.cell(0, 2))
    across.text = "wide"
    (found,) = read_word().blocks
    assert found.rows == (("00", "wide", ""), ("all", "11", "12"), ("all", "21", "22"))


def test_a_frame_of_one_cell_is_a_note(word, read_word):
    word.add_table(1, 1).cell(0, 0).text = "Mind the gap."
    assert [(each.kind, each.text) for each in read_word().blocks] == [("note", "Mind the gap.")]


def test_a_picture_is_a_figure_by_its_alternative_text(word, read_word):
    image = io.BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478"
            "9c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
        )
    )
    word.add_picture(image)
    properties = next(word.element.body.iter(qn("wp:docPr")))
    properties.set("descr", "The way of a report\n\nDescription automatically generated")
    assert [(each.kind, each.text) for each in read_word().blocks] == [
        ("figure", "The way of a report")
    ]


def test_typed_bullets_and_letters_are_list_items(word, read_word):
    for text in ["Staff must:", "a) report it;", "b) keep the proof.", "• lock the screen"]:
        word.add_paragraph(text)
    assert [(each.kind, each.number) for each in read_word().blocks] == [
        ("paragraph", None),
        ("list_item", 1),
        ("list_item", 2),
        ("list_item", None),
    ]


def test_a_template_title_is_not_the_title(word, read_word):
    word.core_properties.title = "Microsoft Word - draft3.docx"
    word.add_paragraph("Text.")
    assert read_word("key-policy.docx").title == "Key policy"


def test_contents_are_left_out(word, read_word):
    style = word.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    word.add_paragraph("Scope ... 3", style=style)
    word.add_paragraph("Text.")
    assert [each.text for each in read_word().blocks] == ["Text."]
