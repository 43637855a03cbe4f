"""Samples to read: from five real documents ten items, one module and one scenario each, beside their source.

Usage: python benchmarks/samples.py [SEED] [CORPORA]   where CORPORA holds git/*.bundle. Writes docs/samples/*.md: what
the embedded generator writes, as it comes, drawn by the seed, so that readers who did not build it can judge it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coursegen.coursefiles.course import read_course
from coursegen.ids import digest
from coursegen.model.blocks import (
    Block,
    Callout,
    Citation,
    Clip,
    Flashcards,
    Reveal,
    Steps,
    Summary,
    Table,
    TextBlock,
)
from coursegen.model.course import Course, Module
from coursegen.model.items import (
    Categorise,
    Cloze,
    Item,
    Matching,
    MultipleChoice,
    Ordering,
    SingleChoice,
    TrueFalse,
)
from coursegen.model.scenario import Scenario

TARGET = Path(__file__).parents[1] / "docs" / "samples"
ITEMS = 10


@dataclass(frozen=True)
class Source:
    """A document of the corpora, its licence, and whom its course is for."""

    name: str
    title: str
    licence: str
    audience: str = ""
    aliases: str = ""


SOURCES = (
    Source(
        "catalyze-policies",
        "HIPAA policies of Datica (Catalyze)",
        "CC BY-SA 4.0",
        "all staff",
        "employees,workforce members,users,staff,members",
    ),
    Source("publiccode-standard", "Standard for Public Code", "CC0 1.0"),
    Source("clef-handbook", "Handbook of Clef", "CC0 1.0", "employees", "employees,you"),
    Source(
        "nl-digikoppeling-beveiliging",
        "Digikoppeling, Beveiligingsstandaarden en voorschriften (Logius)",
        "CC BY 4.0",
    ),
    Source("nl-oin-stelsel", "OIN-stelsel (Logius)", "CC BY 4.0"),
)


def built(source: Source, corpora: Path, folder: Path) -> Course | None:
    """The course of ``source`` by its default settings; None where nothing can be taught."""
    clone, project = folder / source.name, folder / f"{source.name}-course"
    bundle = corpora / "git" / f"{source.name}.bundle"
    subprocess.run(["git", "clone", "-q", "-b", "main", bundle, clone], check=True)
    command = [str(Path(sys.executable).with_name("coursegen")), "make", str(clone)]
    command += ["-o", str(project), "--to", "markdown"]
    if source.aliases:
        command += ["--audience", source.audience, "--aliases", source.aliases]
    subprocess.run(command, check=False, capture_output=True)
    return read_course(project) if (project / "course").is_dir() else None


def drawn(parts: Sequence[Item], seed: str) -> list[Item]:
    """Ten of ``parts`` in an order of the seed's own."""
    return sorted(parts, key=lambda each: digest([seed, each.id], 12))[:ITEMS]


def quotes(citations: Iterable[Citation]) -> Iterator[str]:
    """The cited sentences, each once, as block quotes."""
    for quote in dict.fromkeys(each.quote for each in citations):
        yield f"> {quote}"
        yield ">"


def choices(item: SingleChoice | MultipleChoice) -> Iterator[str]:
    """The options with their feedback."""
    for option in item.options:
        mark = "x" if option.correct else " "
        yield f"- [{mark}] {option.text}  \n  *{option.feedback}*"


def other_parts(item: Item) -> Iterator[str]:
    """What is asked by items that are no choice among options."""
    if isinstance(item, TrueFalse):
        yield f"Key: {'true' if item.answer else 'not true'}"
    elif isinstance(item, Cloze):
        text = item.text
        for gap in item.gaps:
            text = text.replace("{{" + gap.id + "}}", f"[{' / '.join(gap.options)}]")
        yield text
        yield f"\nKey: {', '.join(gap.accept[0] for gap in item.gaps)}"
    elif isinstance(item, Matching):
        yield from (f"- {each.left} → {each.right}" for each in item.pairs)
        yield from (f"- (belongs to none) {each}" for each in item.extra)
    elif isinstance(item, Ordering):
        yield from (f"{number}. {each.text}" for number, each in enumerate(item.steps, 1))
    elif isinstance(item, Categorise):
        names = {each.id: each.text for each in item.categories}
        yield from (f"- {each.text} → {names[each.category]}" for each in item.entries)


def item_lines(item: Item, earlier: str = "") -> Iterator[str]:
    """One item, its feedback and its source; ``earlier`` names the module that it stands in to ask of another."""
    if earlier:
        yield f"*From an earlier module, asked again in “{earlier}”*\n"
    yield f"**{item.stem.replace('**', '_')}**\n"
    if isinstance(item, SingleChoice | MultipleChoice):
        yield from choices(item)
    else:
        yield from other_parts(item)
        if hasattr(item, "feedback_right"):
            yield f"\n*Right: {item.feedback_right}*  \n*Wrong: {item.feedback_wrong}*"
    if item.rationale:
        yield f"\nWhy: {item.rationale}"
    yield "\nSource:\n"
    yield from quotes(item.citations)
    yield ""


def block_lines(block: Block) -> Iterator[str]:
    """One block as Markdown."""
    title = getattr(block, "title", "")
    if title:
        yield f"*{title}*\n"
    if isinstance(block, TextBlock | Callout):
        yield block.text
    elif isinstance(block, Steps):
        yield from (f"{number}. {each}" for number, each in enumerate(block.steps, 1))
    elif isinstance(block, Table):
        yield f"| {' | '.join(block.columns)} |\n|{'---|' * len(block.columns)}"
        yield from (f"| {' | '.join(row)} |" for row in block.rows)
    elif isinstance(block, Flashcards):
        yield from (f"- **{each.front}**: {each.back}" for each in block.cards)
    elif isinstance(block, Reveal):
        yield f"{block.prompt}\n\n{block.text}"
    elif isinstance(block, Summary):
        yield from (f"- {each}" for each in block.points)
    elif isinstance(block, Clip):
        yield f"(clip, {block.start:g} to {block.end} s)"
    yield ""
    yield from quotes(getattr(block, "citations", ()))
    yield ""


def scenario_lines(scenario: Scenario) -> Iterator[str]:
    """Scenes with their choices and consequences, then the endings."""
    yield f"### {scenario.title}\n"
    names = {each.id: f"scene {number}" for number, each in enumerate(scenario.scenes, 1)}
    names |= {each.id: f"ending: {each.grade}" for each in scenario.endings}
    for scene in scenario.scenes:
        yield f"**{names[scene.id].capitalize()}.** {scene.text}\n"
        for choice in scene.choices:
            yield f"- {choice.text} ({names[choice.to]})  \n  *{choice.consequence}*"
        yield ""
    for ending in scenario.endings:
        yield f"**{names[ending.id].capitalize()}.** {ending.debrief}\n"
    cited = [each for scene in scenario.scenes for one in scene.choices for each in one.citations]
    yield from quotes(cited)
    yield ""


def module_lines(course: Course, module: Module) -> Iterator[str]:
    """A module's objectives and blocks."""
    texts = {each.id: each.text for each in course.outline.objectives}
    yield f"### {module.title} ({module.minutes:g} minutes)\n"
    yield from (f"- {texts[each]}" for each in module.objectives)
    yield ""
    for block in module.blocks:
        yield from block_lines(block)


def page(source: Source, course: Course, seed: str) -> str:
    """The sample of one document."""
    items = [each for module in course.modules for each in module.items]
    again = {
        each.id: module.title
        for module in course.modules
        for each in module.items
        if each.objective not in module.objectives
    }
    order = sorted(course.modules, key=lambda each: digest([seed, "module", each.id], 12))
    lines = [
        f"# {source.title}\n",
        f"Sentences of the source are quoted under its licence, {source.licence}. Drawn with seed {seed} from",
        f"{len(course.modules)} modules and {len(items)} items, unchanged.\n",
        "## Items\n",
    ]
    for number, item in enumerate(drawn(items, seed), 1):
        lines += [f"### Item {number}\n", *item_lines(item, again.get(item.id, ""))]
    lines += ["## A module\n", *module_lines(course, order[0])]
    lines.append("## A scenario\n")
    told = [each.scenario for each in order if each.scenario]
    lines += scenario_lines(told[0]) if told else ["No rule of this source carries one.\n"]
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the pages of all documents that are there."""
    seed = sys.argv[1] if len(sys.argv) > 1 else "1"
    corpora = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("../shared/corpora")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for source in SOURCES:
            if not (corpora / "git" / f"{source.name}.bundle").is_file():
                print(f"{source.name}: not there")
                continue
            course = built(source, corpora, Path(name))
            if course is None:
                print(f"{source.name}: nothing to teach")
                continue
            (TARGET / f"{source.name}.md").write_text(page(source, course, seed), "utf-8")
            count = sum(len(each.items) for each in course.modules)
            print(f"{source.name}: {len(course.modules)} modules, {count} items")


if __name__ == "__main__":
    main()
