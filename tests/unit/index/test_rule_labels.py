"""Rules with numbers before them, over whole documents: the number is a code and no word of the rule."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from docx import Document as WordDocument

from coursegen.index.index import build_index
from coursegen.index.read_aloud import as_read
from coursegen.ingest.registry import read_source
from coursegen.model.passage import Index, Statement

RULES = (
    "Employees must lock the screen when they leave the room.",
    "Line managers must review the access of their team every quarter.",
    "Employees must not share passwords with anybody.",
    "Employees may claim a meal with a client up to 60 euros per person.",
)
FORMS = [
    "{}",
    "{}.",
    "{})",
    "{}:",
    "({})",
    "**{}**",
    "**{}.**",
    "**{}**:",
    "- {}",
    "* **{}**",
    "\\{}",
    "§ {}",
    "Art. {}",
    "Article {}:",
]


def index_of(folder: Path, text: str, name: str = "policy.md") -> Index:
    (folder / name).write_text(text, encoding="utf-8")
    return build_index([read_source(folder, name)])


def told(found: Index | list[Statement]) -> list[tuple[str, str, str]]:
    statements = found.statements if isinstance(found, Index) else found
    return [(each.actor, each.text, each.rule_code) for each in statements]


def wanted(codes: bool = True) -> list[tuple[str, str, str]]:
    actors = ("Employees", "Line managers", "Employees", "Employees")
    return [
        (actor, rule, f"3.{at}" if codes else "")
        for at, (actor, rule) in enumerate(zip(actors, RULES, strict=True), 1)
    ]


def policy(form: str, rules: tuple[str, ...] = RULES) -> str:
    lines = [f"{form.format(f'3.{at}')} {rule}" for at, rule in enumerate(rules, 1)]
    return "# Security policy\n\nIt holds for all.\n\n## 3. Rules\n\n" + "\n\n".join(lines) + "\n"


@pytest.mark.parametrize("form", FORMS)
def test_a_number_before_a_rule_is_its_code_in_markdown(tmp_path: Path, form: str) -> None:
    assert told(index_of(tmp_path, policy(form))) == wanted()


@pytest.mark.parametrize("form", [each for each in FORMS if not each.startswith("\\")])
def test_a_number_before_a_rule_is_its_code_in_plain_text(tmp_path: Path, form: str) -> None:
    text = policy(form).replace("## ", "").replace("# ", "")
    assert told(index_of(tmp_path, text, "policy.txt")) == wanted()


@pytest.mark.parametrize("form", ["{}", "{}.", "<b>{}</b>", "<strong>{}.</strong>", "§ {}"])
@pytest.mark.parametrize("element", ["p", "li", "td"])
def test_a_number_before_a_rule_is_its_code_in_html(
    tmp_path: Path, form: str, element: str
) -> None:
    lines = [
        f"<{element}>{form.format(f'3.{at}')} {rule}</{element}>"
        for at, rule in enumerate(RULES, 1)
    ]
    if element == "td":
        rows = "".join(f"<tr>{each}<td>Security</td></tr>" for each in lines)
        body = f"<table><tr><th>Rule</th><th>Domain</th></tr>{rows}</table>"
    else:
        body = "".join(lines) if element == "p" else f"<ul>{''.join(lines)}</ul>"
    html = f"<html><body><h1>Security policy</h1><h2>3. Rules</h2>{body}</body></html>"
    assert told(index_of(tmp_path, html, "policy.html")) == wanted()


@pytest.mark.parametrize("bold", [False, True])
def test_a_number_before_a_rule_is_its_code_in_word(tmp_path: Path, bold: bool) -> None:
    document = WordDocument()
    document.add_heading("Security policy", 1)
    document.add_heading("3. Rules", 2)
    for at, rule in enumerate(RULES, 1):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"3.{at}").bold = bold
        paragraph.add_run(f"\t{rule}")
    document.save(str(tmp_path / "policy.docx"))
    assert told(build_index([read_source(tmp_path, "policy.docx")])) == wanted()


def test_letters_in_brackets_are_no_words_of_the_rule(tmp_path: Path) -> None:
    lines = [f"({letter}) {rule}" for letter, rule in zip("abcd", RULES, strict=True)]
    text = "# Security policy\n\nIt holds for all.\n\n## 3. Rules\n\n" + "\n\n".join(lines)
    assert told(index_of(tmp_path, text)) == wanted(codes=False)


def test_a_list_under_a_numbered_stub_is_joined_without_the_number(tmp_path: Path) -> None:
    text = "# Policy\n\nIt holds.\n\n## 3. Rules\n\n3.1 Staff must not:\n\n- 3.1.1 share passwords;\n- leave papers on a desk.\n"
    found = index_of(tmp_path, text).statements
    assert [each.text for each in found][-1] == "Staff must not leave papers on a desk."
    assert all("3.1" not in each.text for each in found)


def test_a_term_with_a_number_is_a_term_without_it(tmp_path: Path) -> None:
    text = "# Policy\n\nIt holds.\n\n## 2. Definitions\n\n2.1 **Receipt** means a document that shows the date and the amount.\n\n2.2: Employees must keep a receipt for five years.\n"
    found = index_of(tmp_path, text).statements
    assert [(each.kind, each.term, each.actor) for each in found] == [
        ("definition", "Receipt", ""),
        ("obligation", "", "Employees"),
    ]


def test_a_passage_keeps_its_number_and_is_read_without_it(tmp_path: Path) -> None:
    index = index_of(tmp_path, policy("{}"))
    passage = next(each for each in index.passages if each.text.endswith(RULES[0]))
    assert passage.text == f"3.1 {RULES[0]}"
    assert passage.sentences == (f"3.1 {RULES[0]}",)
    read = as_read(passage)
    assert (read.id, read.text, read.sentences) == (passage.id, RULES[0], (RULES[0],))
    assert hashlib.sha256(passage.text.encode()).hexdigest()[:12] == passage.id


def test_dutch_rules_with_numbers_are_read_without_them(tmp_path: Path) -> None:
    text = "# Beleid\n\nDit geldt.\n\n## 3. Regels\n\n3.1 Medewerkers moeten hun scherm vergrendelen.\n\nArtikel 3.2 Leidinggevenden moeten elk kwartaal de toegang beoordelen.\n"
    found = index_of(tmp_path, text).statements
    assert [(each.actor, each.rule_code) for each in found] == [
        ("Medewerkers", "3.1"),
        ("Leidinggevenden", "3.2"),
    ]
