"""Markdown as people commit it, and the blocks that come of it."""

import textwrap

import pytest

from coursegen.model.source import Locator


@pytest.fixture
def blocks(read):
    def of(text):
        return read("policy.md", textwrap.dedent(text)).blocks

    return of


@pytest.fixture
def text(blocks):
    """The text of a file that is one block."""

    def of(markdown):
        (block,) = blocks(markdown)
        return block.text

    return of


def test_front_matter_gives_title_and_edition(read):
    document = read(
        "a.md",
        "---\ntitle: Policy on keys\nversion: '3.10'\neffective_date: 2026-09-01\n"
        "owner: Security Officer\n---\n\n# Other heading\n\nText.\n",
    )
    assert document.title == "Policy on keys"
    assert document.edition.version == "3.10"
    assert document.edition.effective == "2026-09-01"
    assert document.edition.owner == "Security Officer"
    assert [each.kind for each in document.blocks] == ["heading", "paragraph"]


def test_the_title_of_the_front_matter_is_a_heading_where_the_text_has_none_of_its_own(read):
    head = "---\ntitle: Taking leave\n---\nAsk first.\n\n## Before you go\n\nTell your team.\n"
    told = {each.text: each.locator.heading for each in read("a.md", head).blocks}
    assert told == {
        "Ask first.": ("Taking leave",),
        "Before you go": ("Taking leave",),
        "Tell your team.": ("Taking leave", "Before you go"),
    }
    document = read("b.md", "---\ntitle: Taking leave\n---\n# Leave\n\nAsk first.\n")
    assert document.blocks[-1].locator.heading == ("Leave",)
    assert read("c.md", "Ask first.\n").blocks[-1].locator.heading == ()


def test_front_matter_with_tabs_or_bad_yaml_is_still_read(read):
    assert read("a.md", '---\ntitle:\t\t"Konzeption"\n---\nText.').title == "Konzeption"
    assert read("b.md", "---\ntitle: Keys: how to\nx: [\n---\nText.").title == "Keys: how to"


def test_a_line_of_hyphens_that_opens_no_head_is_no_front_matter(blocks):
    assert [each.text for each in blocks("---\n\nText.\n\n---\n\nMore.\n")] == ["Text.", "More."]


def test_the_title_is_the_first_heading_or_the_name_of_the_file(read):
    assert read("a.md", "# Policy\n\nText.").title == "Policy"
    assert read("report-an_incident.md", "Text.").title == "Report an incident"


def test_two_labelled_lines_at_the_top_are_an_edition(read):
    document = read("a.md", "# Beleid\n\nVersie: 2.1\n\nEigenaar: Directie\n\nTekst.\n")
    assert (document.edition.version, document.edition.owner) == ("2.1", "Directie")


def test_a_document_control_table_is_an_edition_and_no_block(read):
    document = read(
        "a.md",
        "# Policy\n\n| Document number | P-1 |\n|---|---|\n| Version | 2 |\n| Approved by | Board |\n\nText.",
    )
    assert (document.edition.number, document.edition.approver) == ("P-1", "Board")
    assert [each.kind for each in document.blocks] == ["heading", "paragraph"]


def test_a_block_knows_its_headings_outermost_first(blocks):
    found = blocks("# A\n\n### B\n\nOne.\n\n## C\n\nTwo.\n")
    assert [each.locator for each in found] == [
        Locator(),
        Locator(heading=("A",)),
        Locator(heading=("A", "B")),
        Locator(heading=("A",)),
        Locator(heading=("A", "C")),
    ]


def test_a_heading_without_its_space_is_one(blocks):
    first, second = blocks("##Salary\n\nText.")
    assert (first.kind, first.level, first.text) == ("heading", 2, "Salary")
    assert second.text == "Text."


def test_sentences_dressed_as_a_heading_are_text(blocks):
    assert blocks("### This is about keys. They must be long.\n")[0].kind == "paragraph"


def test_a_short_bold_paragraph_is_a_heading_below_the_last_real_one(blocks):
    found = blocks("# A\n\n**First part**\n\nOne.\n\n**Second part**\n\nTwo.\n")
    assert [each.locator.heading for each in found if each.kind == "paragraph"] == [
        ("A", "First part"),
        ("A", "Second part"),
    ]


def test_a_bold_line_that_ends_in_a_colon_leads_what_follows(blocks):
    assert blocks("**You must:**\n\n- report it\n")[0].kind == "paragraph"


def test_nested_lists_keep_depth_and_counted_numbers(blocks):
    found = blocks(
        """\
        1. One
           - inner
             1. deepest
        3. Two
        3. Three
        """
    )
    assert [(each.text, each.level, each.number) for each in found] == [
        ("One", 1, 1),
        ("inner", 2, None),
        ("deepest", 3, 1),
        ("Two", 1, 2),
        ("Three", 1, 3),
    ]


def test_a_list_taken_up_again_after_text_goes_on_counting(blocks):
    found = blocks("1. One\n\nA remark.\n\n2. Two\n\n# Next\n\n1. Fresh\n")
    assert [each.number for each in found if each.kind == "list_item"] == [1, 2, 1]


def test_a_second_paragraph_of_an_item_stands_at_its_depth(blocks):
    found = blocks("- Report it.\n\n  Do so at once.\n")
    assert [(each.kind, each.level) for each in found] == [("list_item", 1), ("paragraph", 1)]


def test_a_bold_title_on_its_own_line_in_an_item_is_the_item(blocks):
    found = blocks("1. **Openness**  \n   Everyone can see it.\n")
    assert [(each.kind, each.text) for each in found] == [
        ("list_item", "Openness"),
        ("paragraph", "Everyone can see it."),
    ]


def test_typed_bullets_and_check_boxes_are_items(blocks):
    found = blocks("• lock it\n• leave\n\n- [x] done\n")
    assert [each.text for each in found] == ["lock it", "leave", "done"]


def test_a_table_has_header_and_rows(blocks):
    (table,) = blocks("| Nr | Rule |\n|---|---|\n| A1 | **Must** use<br>`TLS` |\n| | No code |\n")
    assert table.header == ("Nr", "Rule")
    assert table.rows == (("A1", "Must use TLS"), ("", "No code"))
    assert table.text == ""


def test_definitions_keep_term_separator_and_meaning(blocks):
    found = blocks("## Definitions\n\n**Key** - a secret number.\n\n- Lock: what a key fits in.\n")
    assert [(each.term, each.separator, each.text) for each in found[1:]] == [
        ("Key", " - ", "a secret number."),
        ("Lock", ": ", "what a key fits in."),
    ]


def test_a_numbered_or_appended_heading_still_says_definitions(blocks):
    assert (
        blocks("# 22. Key Definitions\n\n* *Audit*: a check of the books.\n")[1].kind
        == "definition"
    )
    assert (
        blocks("# Bijlage A - Begrippen\n\n- Datalek: een inbreuk op gegevens.\n")[1].kind
        == "definition"
    )


def test_a_line_that_announces_definitions_makes_them(blocks):
    found = blocks(
        "De begrippen zijn als volgt gedefinieerd:\n\n- **Afnemer**: een organisatie die afneemt.\n"
    )
    assert found[1].term == "Afnemer"


def test_a_dfn_element_marks_a_term(blocks):
    (found,) = blocks("<dfn>OIN</dfn> - het nummer van een organisatie.\n")
    assert found.term == "OIN"


def test_pictures_of_the_project_are_figures_with_their_path(blocks):
    (found,) = blocks("![How a report goes](media/report.png 'x')\n")
    assert (found.kind, found.media, found.text) == (
        "figure",
        "media/report.png",
        "How a report goes",
    )


def test_the_path_of_a_picture_is_relative_to_the_project(read):
    document = read("sources/policy.md", "![A map of the rooms](../img/map.png)\n")
    assert document.blocks[0].media == "img/map.png"


def test_badges_are_no_figures(blocks):
    assert (
        blocks("[![build](https://ci.example/b.svg)](https://ci.example)\n\nText.\n")[0].text
        == "Text."
    )


def test_a_quotation_that_says_so_is_a_note_and_another_is_text(blocks):
    found = blocks("> [!NOTE]\n> Mind the gap.\n\n> **Let op:** dit telt.\n\n> Plain words.\n")
    assert [(each.kind, each.text) for each in found] == [
        ("note", "Mind the gap."),
        ("note", "Let op: dit telt."),
        ("paragraph", "Plain words."),
    ]


def test_containers_are_notes(blocks):
    found = blocks(
        ":::info\nInside.\n:::\n\nOutside.\n\n{% alert 'Heads up' %}\nTake care.\n{% endalert %}\n"
    )
    assert [(each.kind, each.text) for each in found] == [
        ("note", "Inside."),
        ("paragraph", "Outside."),
        ("note", "Heads up"),
        ("note", "Take care."),
    ]


def test_an_admonition_of_mkdocs_is_a_note(blocks):
    found = blocks('!!! warning "Mind"\n    Lock it.\n\n    - always\n\nOutside.\n')
    assert [(each.kind, each.text) for each in found] == [
        ("note", "Mind"),
        ("note", "Lock it."),
        ("list_item", "always"),
        ("paragraph", "Outside."),
    ]


def test_code_in_an_item_or_never_closed_takes_no_text_with_it(blocks):
    found = blocks("- ```yaml\n  a: b\n  ```\n\nOne.\n\n```inline``` words.\n\nTwo.\n")
    assert [each.text for each in found] == ["One.", "inline words.", "Two."]


def test_the_text_of_a_footnote_is_a_note_and_its_mark_is_gone(blocks):
    found = blocks("Report it[^1] now.\n\n[^1]: Unless it is known.\n\nMore.\n")
    assert [(each.kind, each.text) for each in found] == [
        ("paragraph", "Report it now."),
        ("note", "Unless it is known."),
        ("paragraph", "More."),
    ]


def test_code_is_left_out_but_prose_set_in_by_four_spaces_is_not(blocks):
    found = blocks(
        "Text.\n\n```sh\nrm -rf x\n```\n\n    $ npm run lint --fix\n\nMore.\n\n    The rule above has one exception, which holds at night.\n"
    )
    assert [each.text for each in found] == [
        "Text.",
        "More.",
        "The rule above has one exception, which holds at night.",
    ]


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("See [the *policy*](https://x.example) now.", "See the policy now."),
        ("See [the form]({% page '/form' %}) now.", "See the form now."),
        ("Ask in {% slack_channel 'security' %}.", "Ask in security."),
        ("Our site {{ site.title }} is up.", "Our site is up."),
        ("Het [=OIN=] van een [=OIN-houder|houder=].", "Het OIN van een OIN-houder."),
        ("TLS 1.2 [[RFC5246]] is required.", "TLS 1.2 [RFC5246] is required."),
        ("Zie [[[?DK-IDAuth]]] hierover.", "Zie DK-IDAuth hierover."),
        ("Fill in [the form][form-1] now.", "Fill in the form now."),
        ("Ask the [[officer|Security Officer]] first.", "Ask the Security Officer first."),
        ("A <span class='x'>must</span> here.", "A must here."),
        ("Push to <project>-feds.", "Push to <project>-feds."),
        (
            "Significant<sup>1</sup> remarks, 10<sup>6</sup> of them.",
            "Significant remarks, 10⁶ of them.",
        ),
        ("Well done :tada: team, at 10:30:15.", "Well done team, at 10:30:15."),
        ("One\nand two  \nand three.", "One and two and three."),
        ("A <!-- hidden --> word.", "A word."),
        ("Old ~~rule~~ new rule.", "Old new rule."),
        ("A button{.usa-button} here.", "A button here."),
        ("Fish &amp; chips &ndash; daily.", "Fish & chips – daily."),
        ("Mind **this.", "Mind this."),
    ],
)
def test_running_text_is_plain(text, markdown, plain):
    assert text(markdown) == plain


def test_a_reference_that_is_all_of_a_cell_loses_its_brackets(blocks):
    (table,) = blocks("| Rule | Source |\n|---|---|\n| TLS | [[NCSC 2025]] |\n")
    assert table.rows == (("TLS", "NCSC 2025"),)


def test_template_logic_and_style_sheets_leave_no_trace(blocks):
    found = blocks(
        "<style>\n.a {\n\n color: red }\n</style>\n\n{% if x %}\nKept.\n{% endif %}\n"
        "{% comment %}\nGone.\n{% endcomment %}\n{:toc}\n"
    )
    assert [each.text for each in found] == ["Kept."]


def test_html_tables_lists_and_headings_are_blocks(blocks):
    found = blocks(
        """\
        <h3>Pay</h3>
        <table>
          <tr><th>Years</th><th>Pay</th></tr>

          <tr><td>Five &amp; more</td><td><b>$1</b></td></tr>
          <tr><td></td><td></td></tr>
        </table>

        <ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>

        <dl><dt>Key</dt><dd>a secret number</dd></dl>

        <details><summary>More</summary>

        Inside.
        </details>
        """
    )
    assert [each.kind for each in found] == [
        "heading",
        "table",
        "list_item",
        "list_item",
        "list_item",
        "definition",
        "paragraph",
        "paragraph",
    ]
    assert found[1].header == ("Years", "Pay")
    assert found[1].rows == (("Five & more", "$1"),)
    assert [(each.text, each.level, each.number) for each in found[2:5]] == [
        ("One", 1, 1),
        ("Inner", 2, None),
        ("Two", 1, 2),
    ]


def test_an_html_table_without_marked_names_gets_them_from_its_first_row(blocks):
    (table,) = blocks(
        "<table><tr><td>Years</td><td>Tech</td><td>Other</td></tr>"
        "<tr><td>5</td><td>120</td><td>100</td></tr></table>\n"
    )
    assert table.header == ("Years", "Tech", "Other")


def test_the_language_is_told_or_detected(read):
    dutch = "Medewerkers moeten een datalek binnen 24 uur melden bij de functionaris."
    assert read("a.md", dutch).language == "nl"
    assert read("b.md", f"---\nlang: de\n---\n{dutch}").language == "de"


def test_the_same_bytes_give_the_same_document(read):
    text = "# A\n\n- **Key** - a secret.\n\n| a | b |\n|---|---|\n| c | d |\n"
    assert read("a.md", text) == read("a.md", text)
