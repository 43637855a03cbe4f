"""SCORM 2004 3rd Edition. In: a Course and its PackageContext. Out: a Package."""

from __future__ import annotations

from pathlib import Path

from coursegen.export.scorm2004 import package_of
from coursegen.model.course import Course
from coursegen.model.package import Package, PackageContext

__all__ = ["export"]


def export(course: Course, context: PackageContext, project: Path | None = None) -> Package:
    """The SCORM 2004 3rd Edition package of ``course``. Raises ExportError as ``scorm12.export`` does."""
    return package_of(course, context, "scorm2004-3rd", "2004 3rd Edition", project)
