"""The round that translates: texts that have no translation go to a model, what does not carry over goes back.

In: a course, its translation as it stands. Out: the translation with what came, and what of it is not as it should be. Terms
on cards go first; what they became is told with the other texts, so that a term has one translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coursegen.author.citations import DraftError
from coursegen.author.course_texts import Texts, digest_of, missing, units_of_file
from coursegen.author.module import draft_of
from coursegen.author.requests import schema_of
from coursegen.author.rounds import Rounds
from coursegen.check.translation import Pair, flaws_of
from coursegen.check.vocabulary import fold
from coursegen.model.course import Course
from coursegen.model.part_drafts import TranslateDraft
from coursegen.model.request import Repair, Reply, Request, Style
from coursegen.model.translation import TranslatedUnit, Translation

__all__ = ["Flawed", "Task", "open_pieces", "requests_for", "standing_flaws", "translated"]

_MOST_TEXTS, _MOST_CHARACTERS = 40, 5_000
"""Of one request: about as much as a model writes of a module at once."""

_FRONT = re.compile(r"^cards/\d+/front$")


@dataclass(frozen=True)
class Task:
    """What is translated into what: ``words`` are the glossary, ``address`` how learners are spoken to."""

    course: Course
    style: Style
    words: Mapping[str, str]


@dataclass(frozen=True)
class Flawed:
    """A text whose translation is not as it should be: its file, unit and path, and why."""

    file: str
    unit: str
    path: str
    reason: str


@dataclass(frozen=True)
class _Piece:
    """A text without a translation, and that of an earlier wording."""

    file: str
    unit: str
    path: str
    text: str
    earlier: str

    @property
    def first(self) -> bool:
        """Whether other texts depend on how it is translated."""
        return bool(_FRONT.match(self.path))


@dataclass
class _Turn:
    """One run: what came so far, by piece."""

    rounds: Rounds
    task: Task
    done: dict[_Piece, str] = field(default_factory=dict)
    flawed: dict[_Piece, str] = field(default_factory=dict)

    def ask(self, pieces: Sequence[_Piece], words: Mapping[str, str]) -> None:
        """Have ``pieces`` translated; what does not carry over goes back, as often as the generator takes repairs."""
        waiting = {each.id: each for each in _requests(self.task, pieces, words)}
        behind = {key: _behind(pieces, each) for key, each in waiting.items()}
        for attempt in range(1, self.rounds.generator.repairs + 2):
            if not waiting:
                return
            replies = self.rounds.run("translate", list(waiting.values()))
            again: dict[str, Request] = {}
            for key, request in waiting.items():
                wrong = self._taken(request, replies[request.id], behind[key])
                if wrong:
                    again[key] = _repair(request, wrong, attempt, replies[request.id])
            waiting = again

    def _taken(
        self,
        request: Request,
        reply: Reply,
        behind: Mapping[str, list[_Piece]],
    ) -> dict[int, str]:
        """Take what ``reply`` holds; the numbers of what cannot be taken, and why."""
        try:
            found = {each.number: each.text for each in draft_of(TranslateDraft, reply).texts}
        except DraftError as error:
            found, missed = {}, str(error)
        else:
            missed = "it is not in the answer"
        wrong: dict[int, str] = {}
        for number, (text, _) in enumerate(request.texts, 1):
            flaws = self._flaws(text, found[number]) if number in found else [missed]
            for piece in behind[text]:
                if flaws:
                    self.flawed[piece] = "; ".join(flaws)
                else:
                    self.flawed.pop(piece, None)
                    self.done[piece] = found[number].strip()
            if flaws:
                wrong[number] = "; ".join(flaws)
        return wrong

    def _flaws(self, text: str, translated: str) -> list[str]:
        outline = self.task.course.outline
        pair = Pair(text, outline.language, translated, self.task.style.language)
        return flaws_of(pair, self.task.words)


def translated(
    rounds: Rounds, task: Task, known: Mapping[str, Translation]
) -> tuple[dict[str, Translation], list[Flawed]]:
    """The translation of each file by its id, and what could not be translated. Raises GeneratorError as a round does.

    ``known`` is the translation as it stands: of it everything is kept whose original is the one that it translates.
    """
    pieces = list(open_pieces(task.course, known))
    turn = _Turn(rounds, task)
    turn.ask([each for each in pieces if each.first], task.words)
    turn.ask([each for each in pieces if not each.first], _terms(task, known, turn.done))
    files = {
        each: _file(each, units, task, known.get(each), turn.done)
        for each, units in _files(task.course)
    }
    flawed = [Flawed(each.file, each.unit, each.path, why) for each, why in turn.flawed.items()]
    return files, flawed


def requests_for(task: Task, known: Mapping[str, Translation]) -> list[Request]:
    """The requests that ``translated`` would make, repairs aside."""
    pieces = list(open_pieces(task.course, known))
    first = [each for each in pieces if each.first]
    rest = [each for each in pieces if not each.first]
    return [*_requests(task, first, task.words), *_requests(task, rest, task.words)]


def standing_flaws(course: Course, into: str, files: Mapping[str, Translation]) -> list[Flawed]:
    """What of the translation ``files`` is lacking, out of date, or does not carry over."""
    found: list[Flawed] = []
    for file, units in _files(course):
        known = {each.id: each for each in files[file].units} if file in files else {}
        for unit in units:
            lacking = missing(unit, known.get(unit.unit))
            old = unit.unit in known and known[unit.unit].of != digest_of(unit.texts)
            why = "its original changed" if old else "it is not translated"
            found += [Flawed(file, unit.unit, path, why) for path in lacking]
            for path in [each for each in unit.texts if each not in lacking]:
                pair = Pair(
                    unit.texts[path], course.outline.language, known[unit.unit].texts[path], into
                )
                flaws = flaws_of(pair)
                if flaws:
                    found.append(Flawed(file, unit.unit, path, "; ".join(flaws)))
    return found


def _files(course: Course) -> Iterator[tuple[str, list[Texts]]]:
    yield course.outline.id, units_of_file(course.outline)
    yield from ((each.id, units_of_file(each)) for each in course.modules)


def open_pieces(course: Course, known: Mapping[str, Translation]) -> Iterator[_Piece]:
    """Every text of ``course`` that ``known`` has no translation of, or one of other words."""
    for file, units in _files(course):
        there = {each.id: each for each in known[file].units} if file in known else {}
        for unit in units:
            old = there.get(unit.unit)
            for path in missing(unit, old):
                earlier = old.texts.get(path, "") if old else ""
                yield _Piece(file, unit.unit, path, unit.texts[path], earlier)


def _requests(task: Task, pieces: Sequence[_Piece], words: Mapping[str, str]) -> Iterator[Request]:
    """The requests for ``pieces``: whole units of one file, each text once."""
    for number, texts in enumerate(_chunks(pieces), 1):
        said = " ".join(fold(text) for text, _ in texts)
        yield Request(
            id=f"translate:{task.style.language}:{number}",
            task="translate",
            style=task.style,
            title=task.course.outline.title,
            texts=tuple(texts),
            words=tuple(sorted(each for each in words.items() if fold(each[0]) in said)),
            draft_schema=schema_of("translate"),
        )


def _chunks(pieces: Iterable[_Piece]) -> Iterator[list[tuple[str, str]]]:
    units: dict[tuple[str, str], list[_Piece]] = {}
    for each in pieces:
        units.setdefault((each.file, each.unit), []).append(each)
    chunk: dict[str, str] = {}
    file = ""
    for (own, _), held in units.items():
        size = sum(map(len, chunk)) + sum(len(each.text) for each in held)
        full = len(chunk) + len(held) > _MOST_TEXTS or size > _MOST_CHARACTERS
        if chunk and (full or (own != file and not held[0].first)):
            yield list(chunk.items())
            chunk = {}
        file = own
        for each in held:
            chunk.setdefault(each.text, each.earlier)
    if chunk:
        yield list(chunk.items())


def _behind(pieces: Iterable[_Piece], request: Request) -> dict[str, list[_Piece]]:
    """The pieces that have each text of ``request``."""
    found: dict[str, list[_Piece]] = {text: [] for text, _ in request.texts}
    for each in pieces:
        if each.text in found:
            found[each.text].append(each)
    return found


def _repair(request: Request, wrong: Mapping[int, str], attempt: int, reply: Reply) -> Request:
    """The request for those texts alone whose number is in ``wrong``."""
    numbers = sorted(wrong)
    said = {each["number"]: each["text"] for each in reply.draft.get("texts", ())}
    part = [{"number": at, "text": said.get(old, "")} for at, old in enumerate(numbers, 1)]
    finding = " ".join(f"Text {at}: {wrong[old]}." for at, old in enumerate(numbers, 1))
    return request.model_copy(
        update={
            "id": f"{request.id.partition('~')[0]}~{attempt}",
            "texts": tuple(request.texts[each - 1] for each in numbers),
            "repair": Repair(part={"texts": part}, finding=finding),
        }
    )


def _terms(
    task: Task, known: Mapping[str, Translation], done: Mapping[_Piece, str]
) -> dict[str, str]:
    """The words that have one translation: those of the glossary, and the terms on cards."""
    found: dict[str, str] = {}
    for file, units in _files(task.course):
        there = {each.id: each for each in known[file].units} if file in known else {}
        for unit in units:
            old = there.get(unit.unit)
            lacking = missing(unit, old)
            for path, text in unit.texts.items():
                if old is not None and _FRONT.match(path) and path not in lacking:
                    found.setdefault(text, old.texts[path])
    for piece, text in done.items():
        found.setdefault(piece.text, text)
    return found | dict(task.words)


def _file(
    file: str,
    units: Iterable[Texts],
    task: Task,
    known: Translation | None,
    done: Mapping[_Piece, str],
) -> Translation:
    """The translation of one file: what stands and still holds, and what came now, in the order of the course."""
    there = {each.id: each for each in known.units} if known else {}
    fresh: dict[str, dict[str, str]] = {}
    for piece, text in done.items():
        if piece.file == file:
            fresh.setdefault(piece.unit, {})[piece.path] = text
    made: list[TranslatedUnit] = []
    for unit in units:
        old, new = there.get(unit.unit), fresh.get(unit.unit, {})
        if old is not None and not new:
            made.append(old)  # as it was, up to date or known not to be
            continue
        now = digest_of(unit.texts)
        texts = {**(old.texts if old is not None and old.of == now else {}), **new}
        kept = {path: texts[path] for path in unit.texts if path in texts}
        if kept:
            made.append(TranslatedUnit(id=unit.unit, of=now, texts=kept))
    return Translation(id=file, language=task.style.language, units=tuple(made))
