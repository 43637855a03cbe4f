"""The translations in ``course/``: ``course.<language>.yaml`` and ``modules/<id>.<language>.yaml``.

In: a project, a language. Out: each Translation by the id of the file that it translates, and back. A file is written where
something in it changed; one of a module that is gone is deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coursegen.coursefiles.course import module_path, outline_path, read_noun, write_noun
from coursegen.errors import ConfigError
from coursegen.files import remove_file
from coursegen.model.course import Course
from coursegen.model.translation import Translation

__all__ = ["read_translations", "translated_languages", "translation_path", "write_translations"]


def translation_path(project: Path, course: Course, file: str, language: str) -> Path:
    """Where the translation of the file with the id ``file`` stands."""
    own = outline_path(project) if file == course.outline.id else module_path(project, file)
    return own.with_name(f"{own.stem}.{language}.yaml")


def translated_languages(project: Path) -> list[str]:
    """The languages that the course of ``project`` has a translation in, sorted."""
    path = outline_path(project)
    return sorted(each.name.split(".")[1] for each in path.parent.glob(f"{path.stem}.*.yaml"))


def read_translations(project: Path, course: Course, language: str) -> dict[str, Translation]:
    """The translation of each file of ``course`` that has one, by the id of that file.

    Raises ConfigError for a file that cannot be read, or that holds another translation than its name says.
    """
    found: dict[str, Translation] = {}
    for file in (course.outline.id, *(each.id for each in course.modules)):
        path = translation_path(project, course, file, language)
        if not path.is_file():
            continue
        made = read_noun(path, Translation)
        if (made.id, made.language) != (file, language):
            raise ConfigError(
                f"the file holds the translation of {made.id} into {made.language}",
                where=str(path),
                hint=f"Its name is for that of {file} into {language}: put it where it belongs.",
            )
        found[file] = made
    return found


def write_translations(
    project: Path, course: Course, language: str, files: Mapping[str, Translation]
) -> list[Path]:
    """Put ``files`` beside what they translate; those that changed. Raises ConfigError where they cannot be written."""
    written = []
    kept = set()
    for file, made in files.items():
        path = translation_path(project, course, file, language)
        kept.add(path)
        if made.units and write_noun(path, made):
            written.append(path)
    for path in sorted(module_path(project, "x").parent.glob(f"*.{language}.yaml")):
        if path not in kept:
            remove_file(path)
    return written
