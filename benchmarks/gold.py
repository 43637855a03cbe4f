"""The two modules written by hand, side by side with what the embedded generator makes of the same sources.

In: the gold files and the corpora beside the repository; without them it says so and ends. Out: a page a module in
build/gold/, which is not part of the repository, and a table on stdout: which facts that the hand cites are taught or
asked too, which are missing, and what the generator cites beyond them. Run by ``make gold``.

What a script can count is a lower bound of the edits: each missing fact is to be added, each claim that the hand left
out is to be taken out or agreed to. How well it is said is for readers.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from coursegen import api
from coursegen.cli.make import command
from coursegen.model.blocks import citations_of
from coursegen.model.course import Course, Module

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TARGET = ROOT / "build" / "gold"


@dataclass(frozen=True)
class Section:
    """A gold file, the bundle it was written from, the folder of its sources there, and whom it is for."""

    gold: str
    bundle: str
    folder: str
    audience: str


SECTIONS = (
    Section("en-report-at-once.yaml", "catalyze-policies", "source/sections", "workforce members"),
    Section("nl-tls-instellen.yaml", "nl-digikoppeling-beveiliging", "sections", ""),
)


@dataclass(frozen=True)
class Compared:
    """A module beside its gold.

    Facts of the hand that it has, that only another module has, that none has; and the quotes beyond them.
    """

    module: Module
    covered: list[str]
    elsewhere: list[str]
    missing: list[str]
    extra: list[str]


def plain(text: str) -> str:
    """``text`` for comparison: without markup, lower case, one space."""
    bare = re.sub(r"<[^>]+>|[*_`\[\]]", "", text)
    return " ".join(bare.lower().split()).rstrip(" .;")


def quotes_in(node: Any) -> Iterator[str]:
    """Every quote under a key ``cite`` of the gold, in order; those of its findings and refresher are not content."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "cite":
                for each in value if isinstance(value, list) else [value]:
                    yield from each.values()
            elif key not in {"findings", "refresher", "left_out"}:
                yield from quotes_in(value)
    elif isinstance(node, list):
        for each in node:
            yield from quotes_in(each)


def said(module: Module) -> list[str]:
    """The quotes of ``module``, each once, for comparison."""
    return list(dict.fromkeys(plain(each.quote) for each in citations_of(module)))


def holds(quotes: list[str], fact: str) -> bool:
    """Whether one of ``quotes`` holds ``fact``, or is a part of it of five words or more."""
    return any(fact in each or (each in fact and len(each.split()) > 4) for each in quotes)


def compared(modules: list[Module], facts: list[str]) -> Compared:
    """The module that has most of ``facts`` beside them."""
    best = max(modules, key=lambda each: sum(holds(said(each), fact) for fact in facts))
    own = said(best)
    everywhere = [quote for each in modules for quote in said(each)]
    covered = [each for each in facts if holds(own, each)]
    rest = [each for each in facts if each not in covered]
    elsewhere = [each for each in rest if holds(everywhere, each)]
    return Compared(
        module=best,
        covered=covered,
        elsewhere=elsewhere,
        missing=[each for each in rest if each not in elsewhere],
        extra=[each for each in own if not any(holds([each], fact) for fact in facts)],
    )


def made(section: Section, gold: dict[str, Any], folder: Path) -> Course:
    """The course that the generator makes of the gold's own sources."""
    clone = folder / section.bundle
    bundle = SHARED / "corpora" / "git" / f"{section.bundle}.bundle"
    subprocess.run(["git", "clone", "-q", "-b", "main", bundle, clone], check=True)
    sources = folder / "sources"
    sources.mkdir()
    for name in gold["sources"].values():
        shutil.copy(clone / section.folder / name, sources / name)
    arguments = [str(sources), "-o", str(folder / "course"), "--to", "markdown"]
    arguments += ["--audience", section.audience] if section.audience else []
    command.main(arguments, standalone_mode=False)
    return api.open_project(folder / "course").course()


def cell(value: object, depth: int = 0) -> str:
    """A mapping or a list of texts as HTML."""
    if isinstance(value, dict):
        rows = "".join(
            f"<li><b>{html.escape(str(key))}</b> {cell(each, depth + 1)}</li>"
            for key, each in value.items()
            if key not in {"citations", "cite", "id"} and each not in (None, "", [], {})
        )
        return f"<ul>{rows}</ul>"
    if isinstance(value, list):
        return "<ul>" + "".join(f"<li>{cell(each, depth + 1)}</li>" for each in value) + "</ul>"
    return html.escape(str(value))


def readable(course: Course, module: Module) -> dict[str, Any]:
    """``module`` with its objectives in words; an item that asks once more about an earlier module says so."""
    told = {each.id: each.text for each in course.outline.objectives}
    machine = module.model_dump(mode="json", exclude_defaults=True)
    machine["objectives"] = [told[each] for each in module.objectives]
    for each in (*machine.get("items", []), *filter(None, [machine.get("scenario")])):
        again = each["objective"] not in module.objectives
        each["objective"] = told[each["objective"]]
        if again:
            each["asked again"] = "about an earlier module, to keep it in mind"
    return {"audience": course.outline.audience.name, **machine}


def page(gold: dict[str, Any], found: Compared, course: Course) -> str:
    """Both modules side by side, with the facts that differ below them."""
    hand = {key: gold[key] for key in ("module", "items", "scenario") if key in gold}
    machine = readable(course, found.module)
    lists = "".join(
        f"<h2>{name} ({len(each)})</h2>{cell(each)}"
        for name, each in (
            ("In another module", found.elsewhere),
            ("Missing", found.missing),
            ("Beyond the hand", found.extra),
        )
    )
    return (
        "<!doctype html><meta charset=utf-8><title>Gold</title>"
        "<style>body{font:15px/1.45 sans-serif;margin:2rem}main{display:grid;grid-template-columns:1fr 1fr;"
        "gap:2rem}ul{padding-left:1rem}</style>"
        f"<main><section><h1>By hand</h1>{cell(hand)}</section>"
        f"<section><h1>Generated</h1>{cell(machine)}</section></main>{lists}"
    )


def main() -> int:
    """Print the table and write the pages."""
    if not (SHARED / "gold").is_dir():
        print("the gold and the corpora are not beside the repository: nothing to compare")
        return 0
    TARGET.mkdir(parents=True, exist_ok=True)
    print(
        "| gold | facts of the hand | in the module | in another module | missing | beyond the hand | minutes | items | scenario |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for section in SECTIONS:
        gold = yaml.safe_load((SHARED / "gold" / section.gold).read_text("utf-8"))
        facts = list(dict.fromkeys(plain(each) for each in quotes_in(gold)))
        with tempfile.TemporaryDirectory() as place:
            course = made(section, gold, Path(place))
        found = compared(list(course.modules), facts)
        module = found.module
        (TARGET / section.gold.replace(".yaml", ".html")).write_text(
            page(gold, found, course), "utf-8"
        )
        print(
            f"| {section.gold.removesuffix('.yaml')} | {len(facts)} | {len(found.covered)} | {len(found.elsewhere)} "
            f"| {len(found.missing)} | {len(found.extra)} | {module.minutes:g} | {len(module.items)} "
            f"| {'yes' if module.scenario else 'no'} |"
        )
    print(f"Side by side: {TARGET.relative_to(ROOT)}/*.html", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
