"""Two editions of one document are no disagreement: the older one is known as such."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.index.test_disagreements import index_of

from coursegen.index.editions import older_editions

BODY = (
    "## Rules\n\nEveryone at the company must lock the screen before leaving the desk.\n\n"
    "Nobody may share a password with a colleague or with a friend.\n\n"
    "Staff must report a data leak to the service desk within {hours} hours.\n"
)


def policy(head: str, title: str, hours: int) -> str:
    """A policy with front matter."""
    return f"{head}# {title}\n\n{BODY.format(hours=hours)}"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            ("a.md", '---\nversion: "1.9"\n---\n', "Incident policy"),
            ("b.md", '---\nversion: "1.10"\n---\n', "Incident policy"),
            "version 1.9 before 1.10",
        ),
        (
            ("a.md", "---\neffective: 2025-01-01\n---\n", "Incident policy"),
            ("b.md", "---\neffective: 2026-01-01\n---\n", "Incident policy"),
            "effective 2025-01-01 before 2026-01-01",
        ),
        (
            ("policy-2024.md", "", "Incident policy"),
            ("policy-2026.md", "", "Incident policy"),
            "2024 before 2026",
        ),
        (("b.md", "", "Incident policy v1"), ("a.md", "", "Incident policy v2"), "v1 before v2"),
        (
            ("oud.md", "", "Beleid incidenten versie 1"),
            ("nieuw.md", "", "Beleid incidenten versie 2"),
            "versie 1 before versie 2",
        ),
    ],
)
def test_the_older_of_two_editions_is_told(
    tmp_path: Path, old: tuple[str, str, str], new: tuple[str, str, str], why: str
) -> None:
    texts = {
        old[0]: policy(old[1], old[2], 48),
        new[0]: policy(new[1], new[2], 24),
    }
    (found,) = older_editions(index_of(tmp_path, texts))
    assert (found.document, found.newer, found.why) == (old[0], new[0], why)


def test_documents_of_other_names_or_without_an_order_are_no_editions(tmp_path: Path) -> None:
    texts = {
        "a-2024.md": policy("", "Incident policy", 48),
        "b-2026.md": policy("", "Privacy policy", 24),
        "c.md": policy("", "Staff handbook", 24),
        "d.md": policy("", "Staff handbook", 48),
    }
    assert older_editions(index_of(tmp_path, texts)) == []
