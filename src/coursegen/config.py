"""``coursegen.toml``: a project's settings, every one with a default.

In: the project's folder. Out: a frozen Config, or an error that names the file, the line and what to write.
Also the text of a new, commented coursegen.toml.
"""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from coursegen.errors import ConfigError
from coursegen.files import read_utf8
from coursegen.ids import ID_PATTERN
from coursegen.model.base import Noun, Programme
from coursegen.model.course import Audience
from coursegen.model.finding import Severity
from coursegen.model.generation import GenerateSettings
from coursegen.model.retrieval import IndexSettings
from coursegen.model.style import StyleSettings
from coursegen.model.theme import Theme
from coursegen.model.translation import TranslationSettings

__all__ = [
    "CONFIG_NAME",
    "NOT_TAUGHT",
    "CheckSettings",
    "Config",
    "CourseSettings",
    "ExportSettings",
    "GenerateSettings",
    "SourceSettings",
    "config_text",
    "load_config",
    "parse_config",
]

CONFIG_NAME = "coursegen.toml"

NOT_TAUGHT = ("**/LICENSE*", "**/LICENSES/*", "**/CONTRIBUTING*", "**/CHANGELOG*")
"""What a repository of documents holds beside them: about the documents, for their editors."""


class CourseSettings(Noun):
    """``[course]``. Empty text: taken from the sources.

    ``minutes`` is the time a learner has for one course; ``programme`` says whether sources that need more
    time give several: where they need at least half as much again (auto), whenever (always), or never.
    ``include`` and ``exclude`` are headings, or parts of them, to teach or to leave out with all below.
    """

    id: Annotated[str, Field(pattern=f"^$|{ID_PATTERN}", max_length=80)] = ""
    title: str = ""
    language: Annotated[str, Field(pattern=r"^$|^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = ""
    address: Literal["", "je", "u", "du", "Sie", "tu", "vous", "you"] = ""
    minutes: Annotated[int, Field(ge=1)] = 45
    programme: Programme = "auto"
    mastery_score: Annotated[float, Field(gt=0, le=1)] = 0.8
    completion: Literal["viewed", "passed", "viewed_and_passed"] = "viewed_and_passed"
    tracking: Literal["none", "result", "answers"] = "answers"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class SourceSettings(Noun):
    """``[sources]``: files or globs, seen from the project's folder."""

    include: tuple[str, ...] = ("sources/**",)
    exclude: tuple[str, ...] = NOT_TAUGHT


class CheckSettings(Noun):
    """``[check]``: the gravity from which a finding stops a package, rules left out, thresholds.

    ``severity`` maps the name of a rule to the severity of all its findings; ``glossary`` a word of the
    organisation to the words that are not to stand in its place; ``avoid`` are words of no text.

    Shares are 0..1, minutes are minutes of a learner's time. The defaults are the targets of a course:
    modules of three to seven minutes, the key longest in at most 40 % of the questions of a bank of ten
    or more.
    """

    gate: Severity = "error"
    off: tuple[str, ...] = ()
    severity: dict[str, Severity] = Field(default_factory=dict)
    shortest_module: Annotated[float, Field(ge=0)] = 3
    longest_module: Annotated[float, Field(gt=0)] = 7
    minutes_tolerance: Annotated[float, Field(ge=0)] = 0.5
    key_longest_share: Annotated[float, Field(gt=0, le=1)] = 0.4
    key_longest_items: Annotated[int, Field(ge=1)] = 10
    near_duplicate_share: Annotated[float, Field(gt=0, le=1)] = 0.8
    stem_overlap_share: Annotated[float, Field(gt=0, le=1)] = 0.5
    key_position_share: Annotated[float, Field(gt=0, le=1)] = 0.45
    key_position_items: Annotated[int, Field(ge=1)] = 60
    reading_margin: Annotated[float, Field(ge=0)] = 10
    glossary: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    avoid: tuple[str, ...] = ()
    same_sentence_share: Annotated[float, Field(gt=0, le=1)] = 0.6


class ExportSettings(Noun):
    """``[export]``: the packages that are made when none is named, and the LMS they are for.

    ``lms`` names a profile in ``exports/profiles``. ``units`` is what an LMS launches: the course as one, or
    each module and the test for itself.
    """

    targets: tuple[str, ...] = ("scorm12",)
    lms: Annotated[str, Field(min_length=1)] = "generic"
    units: Literal["course", "module"] = "course"


class Config(Noun):
    """The whole of coursegen.toml.

    ``decisions`` settles what sources disagree on: topic -> the side that holds, by the name of its document or
    by words that only that side has. Until it does, no side is taught or asked.
    """

    course: CourseSettings = CourseSettings()
    audience: Audience = Audience()
    sources: SourceSettings = SourceSettings()
    index: IndexSettings = IndexSettings()
    generate: GenerateSettings = GenerateSettings()
    style: StyleSettings = StyleSettings()
    check: CheckSettings = CheckSettings()
    decisions: dict[str, str | int | float | bool] = Field(default_factory=dict)
    export: ExportSettings = ExportSettings()
    theme: Theme = Theme()
    translations: dict[str, TranslationSettings] = Field(default_factory=dict)


def load_config(project: Path) -> Config:
    """The settings of the project in the folder ``project``.

    Raises ConfigError when there is no coursegen.toml, when it is no TOML, and when a key is unknown or
    has the wrong kind of value: all of them at once, each with its line.
    """
    file = project / CONFIG_NAME
    if not file.is_file():
        raise ConfigError(
            f"there is no {CONFIG_NAME} here, so this is no course project",
            where=str(project),
            hint="Make one with `coursegen init`, or name the project with --project.",
        )
    return parse_config(read_utf8(file), file)


def parse_config(text: str, file: Path) -> Config:
    """The settings in ``text``; ``file`` is what errors name. Raises ConfigError as ``load_config`` does."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(file, text, error) from error
    try:
        return Config.model_validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        raise _refused(file, text, error) from error


def config_text(
    *,
    title: str = "",
    language: str = "",
    audience: str = "",
    aliases: Sequence[str] = (),
    minutes: int | None = None,
    programme: str = "auto",
    sources: Sequence[str] = (),
) -> str:
    """The text of a new coursegen.toml: a page with every key but the finer thresholds of the check.

    What is not said is commented out.
    """
    rows = [
        ("# A course project. Every key has a default; docs/formats.md explains them all.", ""),
        ("", ""),
        ("[course]", ""),
        _row("id", "", "part of every id in the packages; unless said, made from the title"),
        _row("title", title, "what the learner and the LMS show; unless said, the first source's"),
        _row("language", language, "of the sources and of the course, such as en or nl"),
        _row("address", "", "how the course speaks to the learner: you, je, u, du, Sie, tu, vous"),
        _row("minutes", minutes or 45, "the time a learner has for one course"),
        _row("programme", programme, "several courses where it takes more: auto, always, never"),
        _row("mastery_score", 0.8, "share of the final assessment that counts as passed, 0 to 1"),
        _row("completion", "viewed_and_passed", "or viewed, or passed"),
        _row("tracking", "answers", "reported to the LMS: answers, result or none"),
        _row("include", [], "headings to teach; empty: all"),
        _row("exclude", [], 'headings to leave out, such as "Revision history"'),
        ("", ""),
        ("[audience]", ""),
        _row("name", audience, "whom the course is for"),
        _row("aliases", list(aliases), "the words by which the sources name them: employees"),
        _row("roles_left_out", [], "whose duties are not taught; plan lists what is left out"),
        ("", ""),
        ("[sources]", ""),
        _row("include", list(sources) or ["sources/**"], "files or globs, seen from this folder"),
        _row("exclude", list(NOT_TAUGHT), "not these"),
        ("", ""),
        ("[generate]", ""),
        _row("generator", "embedded", "needs no key and no network; openai: a language model"),
        _row("model", "", "its name at the endpoint; docs/models.md has all about models"),
        _row("base_url", "", "of any OpenAI-compatible endpoint; unless said, OpenAI's own"),
        ("", ""),
        *_last_rows(),
    ]
    width = max(len(code) for code, note in rows if note and len(code) <= _LONGEST_CODE)
    lines = (f"{code:<{width}}  {note}" if note else code for code, note in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _last_rows() -> list[tuple[str, str]]:
    """How passages are found for a model, and what stands between a course and its packages."""
    return [
        ("[index]", ""),
        _row("embeddings.model", "", "related passages for a model; docs/retrieval.md"),
        ("", ""),
        ("[style]", "# how the course sounds; told to a language model"),
        _row("voice", "", "in a few words, such as: calm, direct, a colleague to a colleague"),
        _row("reading_level", "", "of the CEFR: A2, B1, B2 or C1"),
        _row("rules", [], 'of the house, such as "Name departments in full."'),
        ("", ""),
        ("[check]", ""),
        _row("gate", "error", "findings from here on stop a package: error, warning or note"),
        _row("off", [], 'rules to leave out, such as "near-duplicate"'),
        _row("shortest_module", 3, "minutes a module takes at least"),
        _row("longest_module", 7, "minutes a module takes at most"),
        ("", ""),
        ("[export]", ""),
        _row("targets", ["scorm12"], "packages that are made when none is named"),
        _row("units", "course", "or module: the LMS launches each module and the test for itself"),
        _row("lms", "generic", "moodle, scorm-cloud, canvas, cornerstone, successfactors, docebo"),
        ("", ""),
        ("[theme]", "# the look of the course; files of this folder"),
        _row("logo", "", "a .svg or .png; logo_dark for a dark ground, logo_alt its words"),
        _row("color", "", 'the house colour: "#005ea5"; color_dark for a dark ground'),
        _row("font", "", "a .woff2; font_bold and heading_font likewise"),
        ("", ""),
        ("[translations]", "# into other languages, by coursegen translate; docs/models.md"),
        ("", ""),
        ("[decisions]", "# what sources disagree on: topic = the document that holds; see `plan`"),
    ]


_LONGEST_CODE = 48


def _row(key: str, value: str | float | Sequence[str], note: str) -> tuple[str, str]:
    """``key = value`` and its comment; an empty text is commented out."""
    hidden = "# " if value == "" else ""
    return f"{hidden}{key} = {_toml(value)}", f"# {note}"


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _not_toml(file: Path, text: str, error: tomllib.TOMLDecodeError) -> ConfigError:
    words = str(error)
    if words.startswith("Cannot") and (twice := _twice(text)):
        number, name = twice
        return ConfigError(
            f"{name} stands twice", where=f"{file}:{number}", hint="Keep one of the two."
        )
    place = re.search(r"\(at line (\d+), column \d+\)", words)
    where = f"{file}:{place.group(1)}" if place else str(file)
    reason = re.sub(r" \(at .*\)$", "", words)
    return ConfigError(
        f"this is no TOML: {reason[:1].lower()}{reason[1:]}",
        where=where,
        hint='A line reads `key = "text"`, `key = 45` or `key = ["text", "text"]`.',
    )


def _refused(file: Path, text: str, error: ValidationError) -> ConfigError:
    """One error for all that is wrong."""
    found = []
    for each in error.errors(include_url=False):
        location = [str(step) for step in each["loc"] if isinstance(step, str)]
        location = location[: 3 if location[:1] == ["translations"] else 2]
        line = _line_of(text, location)
        place = f"{file}:{line}" if line else str(file)
        found.append((line, f"{place}: {_sentence(location, each)}"))
    lines = [words for _, words in sorted(found)]
    what = lines[0].removeprefix(f"{file}:")
    if len(lines) > 1:
        listed = "".join(f"\n  {each}" for each in lines)
        return ConfigError(f"{len(lines)} settings cannot be used{listed}", where=str(file))
    line_number, _, sentence = what.partition(": ")
    where = f"{file}:{line_number}" if line_number.isdigit() else str(file)
    return ConfigError(sentence or what, where=where, hint="See docs/formats.md for every key.")


def _sentence(location: Sequence[str], error: Any) -> str:
    name = ".".join(location)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(location)
    value = _shown(error["input"])
    expected = {
        "string_type": 'text in quotes: "..."',
        "int_type": "a whole number",
        "int_from_float": "a whole number",
        "float_type": "a number",
        "tuple_type": 'a list: ["...", "..."]',
        "model_type": f"a section: [{name}]",
        "dict_type": f"a section: [{name}]",
        "greater_than": f"more than {context.get('gt', 0):g}",
        "greater_than_equal": f"{context.get('ge', 0):g} or more",
        "less_than_equal": f"{context.get('le', 0):g} or less",
        "literal_error": str(context.get("expected", "")).replace("'', ", "").replace("'", '"'),
    }.get(kind)
    if kind == "string_pattern_mismatch":
        expected = _PATTERN_WORDS.get(location[-1], context.get("pattern"))
    return f"{name} must be {expected}, not {value}" if expected else f"{name}: {error['msg']}"


_PATTERN_WORDS = {
    "id": "lower-case letters, digits and hyphens",
    "language": "a language tag, such as en or nl",
    "color": 'a colour such as "#005ea5"',
    "color_dark": 'a colour such as "#7cc7d4"',
}


def _unknown(location: Sequence[str]) -> str:
    """That a section or key is unknown, and what may have been meant."""
    *section, key = location
    if section:
        field = Config.model_fields[section[0]].annotation
        known = list(getattr(field, "model_fields", {}) or TranslationSettings.model_fields)
        name, kind = ".".join(location), "key"
    else:
        known, name, kind = list(Config.model_fields), key, "section or key"
    guess = _elsewhere(key, section) or difflib.get_close_matches(key, known, n=1)
    advice = f"did you mean {guess[0]}?" if guess else f"known are {', '.join(known)}"
    return f"unknown {kind} {name}; {advice}"


def _elsewhere(key: str, section: Iterable[str]) -> list[str]:
    """The same key in another section, as it must be written."""
    return [
        f"{key} under [{name}]"
        for name, field in Config.model_fields.items()
        if key in getattr(field.annotation, "model_fields", {}) and name not in section
    ]


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _line_of(text: str, location: Sequence[str]) -> int:
    """The line, from 1, of a section or of a key in it; 0 where it was not found."""
    result = 0
    for number, parts in _places(text):
        if parts[: len(location)] == list(location):
            return number
        if parts == list(location[:1]):
            result = result or number  # as good as it gets where the key cannot be found
    return result


def _twice(text: str) -> tuple[int, str] | None:
    """The first section or key that stands a second time, with its line."""
    seen: list[list[str]] = []
    for number, parts in _places(text):
        if parts in seen:
            return number, ".".join(parts)
        seen.append(parts)
    return None


def _places(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each section and key with its line, as far as single lines tell."""
    section: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[+\s*([\w.\"-]+)\s*\]", line):
            section = header.group(1).replace('"', "").split(".")
            yield number, section
        elif key := re.match(r"\s*([\w.\"-]+)\s*=", line):
            yield number, [*section, *key.group(1).replace('"', "").split(".")]
