"""The folder ``course/`` of a project: files in, a Course out, and back.

``course.yaml`` holds the Outline, ``modules/<id>.yaml`` a Module each. A file is hashed or compared first
and rewritten only where a noun in it changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from coursegen.coursefiles.loader import UnreadableError, has_comment, read_yaml
from coursegen.coursefiles.splice import splice
from coursegen.coursefiles.validate import Problem, validate_data
from coursegen.coursefiles.writer import to_yaml
from coursegen.errors import ConfigError
from coursegen.files import read_utf8, remove_file, write_atomically
from coursegen.model.base import Noun
from coursegen.model.course import Course, Module, Outline

__all__ = [
    "commented_modules",
    "module_path",
    "outline_path",
    "read_course",
    "read_module",
    "read_noun",
    "read_outline",
    "stray_modules",
    "write_course",
    "write_module",
    "write_noun",
    "write_outline",
]

FileNoun = TypeVar("FileNoun", bound=Noun)

_HINT = "Mend the lines named above; the fields are explained in docs/formats.md and in schemas/."


def outline_path(project: Path) -> Path:
    """Where the outline of ``project`` stands."""
    return project / "course" / "course.yaml"


def module_path(project: Path, module_id: str) -> Path:
    """Where the module ``module_id`` of ``project`` stands."""
    return project / "course" / "modules" / f"{module_id}.yaml"


def read_outline(path: Path) -> Outline:
    """The Outline in the file ``path``. Raises ConfigError that lists every problem with its line."""
    return _only(_read(path, Outline), path)


def read_module(path: Path) -> Module:
    """The Module in the file ``path``. Raises ConfigError that lists every problem with its line."""
    return _only(_read(path, Module), path)


def read_course(project: Path, *, unwritten: bool = False) -> Course:
    """The course in ``project``: its outline and the modules that names, in that order.

    Raises ConfigError that lists every problem in every file with its line. A module file that the
    outline does not name is not read; ``stray_modules`` lists them. ``unwritten``: a module may lack its file.
    """
    path = outline_path(project)
    if not path.is_file():
        raise ConfigError(
            "there is no course here yet",
            where=str(path),
            hint="Run `coursegen build`, or name the project with --project.",
        )
    outline = read_outline(path)
    modules: list[Module] = []
    problems: list[Problem] = []
    for number, brief in enumerate(outline.modules):
        file = module_path(project, brief.id)
        if not file.is_file():
            if unwritten:
                continue
            words = f"the file of module {brief.id}, modules/{brief.id}.yaml, is not there"
            problems.append(Problem(path, 1, f"modules[{number}]", words))
            continue
        found = _read(file, Module)
        if isinstance(found, Module) and found.id != brief.id:
            words = f"the id is {found.id}; this file must hold the module {brief.id}"
            found = [Problem(file, 1, "id", words)]
        if isinstance(found, Module):
            modules.append(found)
        else:
            problems += found
    if problems and not any(module_path(project, "x").parent.glob("*.yaml")):
        raise ConfigError(
            "there is an outline, and none of its modules is written",
            where=str(path),
            hint="`coursegen build` writes them; or restore course/modules from version control.",
        )
    if problems:
        raise _refused(problems, outline_path(project).parent)
    return Course(outline=outline, modules=tuple(modules))


def commented_modules(project: Path, course: Course) -> frozenset[str]:
    """The modules of ``course`` in whose file somebody left a comment."""
    return frozenset(
        each.id for each in course.modules if has_comment(read_utf8(module_path(project, each.id)))
    )


def stray_modules(project: Path) -> list[Path]:
    """Files in ``course/modules`` whose module the outline does not name, sorted."""
    known = {brief.id for brief in read_outline(outline_path(project)).modules}
    folder = module_path(project, "x").parent
    return [each for each in sorted(folder.glob("*.yaml")) if each.name.split(".")[0] not in known]


def write_course(project: Path, course: Course) -> list[Path]:
    """Put ``course`` into ``project``; the files that changed, the outline last, but for the words of its objectives.

    Those go first: what they followed is told by the modules as they are before they are written.

    Files of modules that the outline named before and names no more are deleted; a file that it never
    named stays. Raises ConfigError where a file on disk cannot be read or the folder cannot be written.
    """
    path = outline_path(project)
    there = read_outline(path) if path.is_file() else None
    before = {brief.id for brief in there.modules} if there else set()
    retold = _retold(there, course.outline) if there else None
    told_first = retold != there and retold is not None and write_outline(path, retold)
    written = [
        file
        for module in course.modules
        if write_module(file := module_path(project, module.id), module)
    ]
    if write_outline(path, course.outline) or told_first:
        written.append(path)
    for module_id in sorted(before - {each.id for each in course.modules}):
        remove_file(module_path(project, module_id))
    return written


def _retold(old: Outline, new: Outline) -> Outline:
    """``old`` with its objectives in the words of ``new``."""
    words = {each.id: each for each in new.objectives}
    objectives = tuple(words.get(each.id, each) for each in old.objectives)
    return old.model_copy(update={"objectives": objectives})


def read_noun(path: Path, noun: type[FileNoun]) -> FileNoun:
    """The ``noun`` in the file ``path``. Raises ConfigError that lists every problem with its line."""
    return _only(_read(path, noun), path)


def write_outline(path: Path, outline: Outline) -> bool:
    """Put ``outline`` at ``path``; False, and nothing written, where it stands there already."""
    return write_noun(path, outline)


def write_module(path: Path, module: Module) -> bool:
    """Put ``module`` at ``path``; False, and nothing written, where it stands there already."""
    return write_noun(path, module)


def write_noun(path: Path, noun: Noun) -> bool:
    """Put ``noun`` at ``path``: an untouched file canonically, an edited one value by value; False where it stands."""
    if not path.is_file():
        return write_atomically(path, to_yaml(noun).encode())
    text = read_utf8(path)
    on_disk = _only(_read(path, type(noun)), path)
    if on_disk == noun:
        return False
    edited = text.replace("\r\n", "\n") != to_yaml(on_disk)
    return write_atomically(
        path, (splice(text, on_disk, noun) if edited else to_yaml(noun)).encode()
    )


def _read(path: Path, noun: type[FileNoun]) -> FileNoun | list[Problem]:
    """The noun in ``path``, or what is wrong with it."""
    try:
        text, data = read_yaml(path)
    except UnreadableError as error:
        return [Problem(path, error.line, "", "\n  ".join(filter(None, [error.what, error.hint])))]
    try:
        found: FileNoun = noun.model_validate_json(json.dumps(data), strict=True)
    except ValidationError:
        return validate_data(text, data, path, noun)
    return found


def _only(found: FileNoun | list[Problem], path: Path) -> FileNoun:
    if isinstance(found, list):
        raise _refused(found, path)
    return found


def _refused(problems: list[Problem], where: Path) -> ConfigError:
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = "".join(f"\n  {each}" for each in problems)
    return ConfigError(f"{count} in the course files{lines}", where=str(where), hint=_HINT)
