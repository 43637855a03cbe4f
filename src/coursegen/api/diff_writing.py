"""A diff in the forms that people read. In: a Project, a SourceDiff. Out: Markdown, or a page on disk."""

from __future__ import annotations

from pathlib import Path

from coursegen.api.project import Project
from coursegen.change.editions import edition_words
from coursegen.export.diff_markdown import diff_markdown
from coursegen.export.diff_page import diff_page
from coursegen.files import write_atomically
from coursegen.model.diff import SourceDiff

__all__ = ["diff_as_markdown", "edition_words", "write_diff_page"]


def diff_as_markdown(project: Project, found: SourceDiff) -> str:
    """The diff as a comment on a pull request."""
    return diff_markdown(found, project.folder)


def write_diff_page(project: Project, found: SourceDiff, file: Path) -> None:
    """Write the page to ``file``. Raises ConfigError where it cannot be written."""
    write_atomically(file, diff_page(found, project.folder).encode())
