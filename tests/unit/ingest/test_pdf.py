"""PDF: what a page shows, in the order a person reads it."""

import io
import logging

import pypdf
import pytest
from tests.fakes.pdf import BOLD, Line, lines, pdf

from coursegen.errors import SourceError
from coursegen.ingest.pdf_document import PASSWORD_VARIABLE

RULES = """\
All staff must report a suspected incident at once. They do not
wait until they are sure, and they do not look into it alone first.
The Security Officer decides whether it is an incident."""
BACKUPS = """\
The administrator makes a copy of all records each night and puts
it in another building. Nobody else may open the copy, and nobody
takes it home."""


def texts(document, kind=None):
    return [each.text for each in document.blocks if kind in {None, each.kind}]


def shape(document):
    return [(each.kind, each.text) for each in document.blocks]


def with_pypdf(data, change):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_lines_are_put_together_to_paragraphs(read):
    page = lines(RULES) + lines(BACKUPS, top=700)
    found = texts(read("a.pdf", pdf([page])))
    assert found == [" ".join(RULES.split()), " ".join(BACKUPS.split())]


def test_an_indented_first_line_starts_a_paragraph(read):
    page = lines(RULES)
    page += [
        Line(90, 724, "The administrator makes a copy of all records each night"),
        Line(72, 712, "and checks it."),
    ]
    assert len(texts(read("a.pdf", pdf([page])))) == 2


def test_each_block_has_its_page_and_its_headings(read):
    head = Line(72, 780, "Reporting", 16, BOLD)
    document = read("a.pdf", pdf([[head, *lines(RULES)], lines(BACKUPS)]))
    assert [each.locator.page for each in document.blocks] == [1, 1, 2]
    assert document.blocks[2].locator.heading == ("Reporting",)


def test_larger_and_bold_lines_are_headings_and_rank_by_their_type(read):
    page = [Line(72, 800, "Security policy", 18, BOLD), Line(72, 780, "Reporting", 10, BOLD)]
    document = read("a.pdf", pdf([page + lines(RULES)]))
    headings = [(each.text, each.level) for each in document.blocks if each.kind == "heading"]
    assert headings == [("Security policy", 1), ("Reporting", 2)]
    assert document.title == "Security policy"


def test_headings_take_the_level_of_the_outline(read):
    plain = pdf([[Line(72, 800, "Reporting an incident"), *lines(RULES)]])

    def outline(writer):
        top = writer.add_outline_item(title="Duties", page_number=0)
        writer.add_outline_item(title="2.1 Reporting an incident", page_number=0, parent=top)

    document = read("a.pdf", with_pypdf(plain, outline))
    assert [(each.kind, each.level) for each in document.blocks[:1]] == [("heading", 2)]


def test_the_depth_of_its_number_sets_a_heading_in(read):
    page = [Line(72, 800, "2 Duties", 14, BOLD), *lines(RULES)]
    page += [Line(72, 700, "2.1 Copies", 14, BOLD), *lines(BACKUPS, top=680)]
    document = read("a.pdf", pdf([page]))
    assert [each.level for each in document.blocks if each.kind == "heading"] == [1, 2]


def test_columns_are_read_one_after_the_other(read):
    left = "\n".join(f"Left line {at} has words enough for a column" for at in range(12))
    right = "\n".join(f"Right line {at} has words enough for a column" for at in range(12))
    pairs = zip(lines(left, x=50), lines(right, x=320), strict=True)
    page = [
        Line(150, 800, "A heading over both of the columns", 16),
        *(line for pair in pairs for line in pair),
    ]
    found = " ".join(texts(read("a.pdf", pdf([page]))))
    assert found.index("heading over") < found.index("Left line 11") < found.index("Right line 0")


def test_a_paragraph_goes_on_in_the_next_page(read):
    first = [
        *lines(BACKUPS),
        Line(72, 700, "Records of the training are kept by the department of staff until"),
    ]
    document = read("a.pdf", pdf([first, [Line(72, 760, "the member of staff leaves.")]]))
    assert texts(document)[-1].endswith("of staff until the member of staff leaves.")
    assert document.blocks[-1].locator.page == 1


def test_a_word_divided_at_the_line_end_is_joined(read):
    page = lines("The Security Officer decides whether it is an inci-\ndent, and tells the board.")
    assert "is an incident, and" in texts(read("a.pdf", pdf([page])))[0]


def test_a_compound_divided_at_its_hyphen_keeps_it(read):
    page = lines(
        "Use multi-factor sign-in. For remote work use multi-\nfactor sign-in too, always."
    )
    assert "use multi-factor sign-in too" in texts(read("a.pdf", pdf([page])))[0]


def test_running_heads_feet_and_page_numbers_are_left_out(read):
    def page(number):
        body = lines(RULES if number % 2 else BACKUPS, top=700)
        return [
            Line(72, 815, f"Example Ltd - Security policy {number}"),
            *body,
            Line(290, 30, f"Page {number} of 4"),
        ]

    found = texts(read("a.pdf", pdf([page(number) for number in range(1, 5)])))
    assert len(found) == 4
    assert not any("Example Ltd" in text or "Page" in text for text in found)


def test_bullets_and_numbers_are_items_with_their_depth(read):
    page = lines("In an emergency:\n1. Stop the work.\n2. Warn the others:")
    page += lines("• those in the room\n• those next door", x=90, top=724)
    page += lines("3. Call the Security Officer and stay on\n   the line.", top=700)
    document = read("a.pdf", pdf([page]))
    items = [
        (each.text, each.level, each.number) for each in document.blocks if each.kind == "list_item"
    ]
    assert items == [
        ("Stop the work.", 1, 1),
        ("Warn the others:", 1, 2),
        ("those in the room", 2, None),
        ("those next door", 2, None),
        ("Call the Security Officer and stay on the line.", 1, 3),
    ]


def test_a_table_is_told_by_its_columns(read):
    rows = [
        ("Class", "Keep for", "Owner"),
        ("Invoices", "7 years", "Finance"),
        ("Applications", "4 weeks", "Staff"),
    ]
    rows += [("Camera images", "28 days", "Security")]
    page = lines(RULES)
    for at, row in enumerate(rows):
        font = BOLD if at == 0 else "F1"
        page += [
            Line(72 + 150 * column, 680 - 16 * at, cell, 10, font)
            for column, cell in enumerate(row)
        ]
    table = next(each for each in read("a.pdf", pdf([page])).blocks if each.kind == "table")
    assert (table.header, table.rows) == (rows[0], tuple(rows[1:]))


def test_a_cell_of_several_lines_is_one_cell(read):
    page = []
    for at, name in enumerate(["TLS 1.2", "TLS 1.3", "TLS 1.1"]):
        top = 700 - 40 * at
        page += [
            Line(72, top, name),
            Line(170, top, "Required"),
            Line(280, top, "Set it up as the guide of"),
            Line(280, top - 12, "the centre says."),
        ]
    table = read("a.pdf", pdf([page])).blocks[0]
    assert table.rows[0] == ("TLS 1.2", "Required", "Set it up as the guide of the centre says.")
    assert len(table.rows) == 3


def test_a_table_of_contents_is_left_out(read):
    contents = [Line(72, 760, "Contents", 14, BOLD)]
    contents += [Line(72, 740 - 14 * at, f"Chapter {at} {'.' * 60} {at + 2}") for at in range(4)]
    found = read(
        "a.pdf", pdf([contents, lines(RULES), lines(BACKUPS), lines(RULES), lines(BACKUPS)])
    )
    assert not any("Chapter" in text for text in texts(found))


def test_a_footnote_is_a_note_without_its_number(read):
    page = [
        *lines(RULES),
        *lines(BACKUPS, top=700),
        Line(72, 100, "1The officer is named on the intranet.", 7),
    ]
    assert texts(read("a.pdf", pdf([page])), "note") == ["The officer is named on the intranet."]


def test_a_turned_page_is_read_as_it_is_shown(read):
    page = [
        Line(100 + 12 * at, 100, text, upright=True) for at, text in enumerate(RULES.split("\n"))
    ]
    assert texts(read("a.pdf", pdf([page], rotate=90))) == [" ".join(RULES.split())]


def test_properties_give_the_title_and_the_edition(read):
    info = {
        "Title": "Security policy",
        "DocumentNumber": "SEC-01",
        "Version": "2.1",
        "EffectiveDate": "2026-09-01",
    }
    document = read("a.pdf", pdf([lines(RULES)], info=info))
    assert document.title == "Security policy"
    edition = document.edition
    assert (edition.number, edition.version, edition.effective) == ("SEC-01", "2.1", "2026-09-01")


@pytest.mark.parametrize(
    "title", ["Microsoft Word - policy_v3.docx", "untitled", "policy-2026.indd"]
)
def test_a_title_that_a_program_made_up_is_not_taken(read, title):
    page = [Line(72, 800, "Reporting", 16, BOLD), *lines(RULES)]
    assert read("a.pdf", pdf([page], info={"Title": title})).title == "Reporting"


def locked(data):
    return with_pypdf(data, lambda writer: writer.encrypt("secret", algorithm="RC4-128"))


def test_a_locked_file_is_refused_with_both_ways_out(read):
    with pytest.raises(SourceError, match="locked with a password") as caught:
        read("a.pdf", locked(pdf([lines(RULES)])))
    assert PASSWORD_VARIABLE in caught.value.hint
    assert "without a password" in caught.value.hint


def test_a_locked_file_is_read_with_its_password(read, monkeypatch):
    monkeypatch.setenv(PASSWORD_VARIABLE, "secret")
    assert texts(read("a.pdf", locked(pdf([lines(RULES)]))))


def test_a_scanned_file_is_refused_with_what_it_needs(read):
    def picture(writer):
        from PIL import Image

        stream = io.BytesIO()
        Image.new("RGB", (200, 200), "white").save(stream, "PDF")
        writer.append(io.BytesIO(stream.getvalue()))
        writer.remove_page(writer.pages[0])

    with pytest.raises(SourceError, match="pictures of text") as caught:
        read("a.pdf", with_pypdf(pdf([[]]), picture))
    assert "OCR" in caught.value.hint


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"just text, no PDF", "not a PDF"),
        (b"%PDF-1.7\nnothing that can be read", "damaged"),
        (pdf([[]]), "no text"),
    ],
)
def test_what_cannot_be_read_is_said(read, data, what):
    with pytest.raises(SourceError, match=what) as caught:
        read("a.pdf", data)
    assert caught.value.where == "a.pdf"
    assert caught.value.hint


def test_a_file_cut_short_is_read_as_far_as_it_goes(read):
    data = pdf([lines(RULES)])
    assert texts(read("a.pdf", data[: data.index(b"xref")]))


def test_a_file_with_a_wrong_table_of_its_parts_is_read(read):
    data = pdf([lines(RULES)])
    assert texts(read("a.pdf", data.replace(b"startxref\n", b"startxref\n9")))


def test_a_file_that_pdfium_refuses_is_read_by_pypdf(read, monkeypatch):
    import pypdfium2

    def refuse(*_arguments, **_options):
        raise pypdfium2.PdfiumError("refused", err_code=3)

    monkeypatch.setattr(pypdfium2, "PdfDocument", refuse)
    document = read("a.pdf", pdf([lines(RULES)]))
    assert "The Security Officer decides" in " ".join(texts(document))
    assert document.blocks[0].locator.page == 1


def test_reading_prints_and_logs_nothing(read, capfd, caplog):
    with caplog.at_level(logging.DEBUG):
        read("a.pdf", pdf([lines(RULES)]))
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_text_set_upright_along_the_margin_is_left_out(read):
    page = [*lines(RULES), Line(30, 300, "Printed on a Tuesday", upright=True)]
    assert texts(read("a.pdf", pdf([page]))) == [" ".join(RULES.split())]
