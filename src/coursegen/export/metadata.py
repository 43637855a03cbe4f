"""``coursegen.json``: what a package is, for whoever finds it later.

In: a Course, its PackageContext and the name of the target. Out: the bytes of a small JSON document: the course
and its version, the digest of the passages it rests on, the sources with their editions, the tracking that was
asked for, and the findings of the check that were overridden, if any.
"""

from __future__ import annotations

import json

from coursegen.model.course import Course
from coursegen.model.package import PackageContext

__all__ = ["METADATA", "metadata"]

METADATA = "coursegen.json"
"""The name of the document in a package."""


def metadata(course: Course, context: PackageContext, target: str) -> bytes:
    """The document for a package of ``target``."""
    outline = course.outline
    sources = [
        {"title": note.title} | note.edition.model_dump(exclude_defaults=True)
        for _, note in sorted(context.sources.items())
    ]
    data = {
        "format": 1,
        "target": target,
        "course": outline.id,
        "title": outline.title,
        "language": outline.language,
        "version": outline.version,
        "passages": context.stamp,
        "sources": sources,
        "tracking": {
            "completion": outline.completion,
            "mastery_score": outline.mastery_score,
            "attempts": outline.assessment.attempts if outline.assessment else None,
            "reported": outline.tracking,
        },
        "check": {"passed": not context.overridden, "overridden": list(context.overridden)},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
