"""The frame of the pages beside a course: what changed in its sources, the report of its check.

In: the name of the page, a language and what stands in it. Out: one HTML file without scripts, its styles in it. The
frame and what pages share of their look are in ``exports/page``, the rest in ``exports/<name>/page.css``.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from coursegen import resources
from coursegen.export.templates import fill

__all__ = ["page_shell"]


def page_shell(
    name: str,
    language: str,
    title: str,
    heading: tuple[str, str, str],
    body: str,
    project: Path | None = None,
) -> str:
    """The page ``name``. ``heading`` is the line above its heading, the heading and the line below; ``body`` HTML."""
    above, middle, below = (escape(each) for each in heading)
    style = [
        resources.read_text(f"exports/{folder}/page.css", project) for folder in ("page", name)
    ]
    return fill(
        resources.read_text("exports/page/page.html", project),
        {
            "language": language,
            "title": escape(title),
            "style": "".join(style),
            "above": above,
            "heading": middle,
            "below": below,
            "body": body,
        },
    )
