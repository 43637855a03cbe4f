"""What a rebuild costs against its targets: nothing changed, and one changed paragraph in a large handbook.

The paragraph is changed twice: one that the course does not teach, and one that it quotes, so that units are written
anew. Beside them stands the first build of as many documents with rules, which has no target of its own.

Usage: python benchmarks/rebuild.py [CORPORA]   where CORPORA holds git/*.bundle. Prints a Markdown table. Wall time
counts; CPU time stands beside it, for a machine that does other work as well.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coursegen.ids import digest

HANDBOOK = "18f-handbook"
DOCUMENTS = 1000
OLD, NEW = "one year of federal service", "two years of federal service"
LATER = " within 5 working days."
LEAST_WORDS = 8
PLAIN = (
    "Room {0} lies on the north side of the building and looks out on the yard with the old trees."
)
RULES_EVERY = 20
SENTENCES = (
    "Employees must close the door of room {0} behind them at the end of the day.",
    "Employees must not take a key of room {0} home.",
    "Employees must report a lost key of room {0} to the reception within {1} hours.",
)


def main() -> None:
    """Print the table."""
    corpora = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/corpora")
    print("| what | wall s | CPU s | target s | ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        nothing_changed(folder / "many")
        all_with_rules(folder / "rules")
        bundle = corpora / "git" / f"{HANDBOOK}.bundle"
        if bundle.is_file():
            one_paragraph(folder, bundle)
        else:
            print(f"| {HANDBOOK} | not measured: no {bundle} | | | |")


def many_documents(project: Path, every: int) -> None:
    """A project of many documents, of which one in ``every`` holds rules."""
    sources = project / "sources"
    sources.mkdir(parents=True)
    for number in range(DOCUMENTS):
        hours = 1 + int(digest(str(number), 8), 16) % 48
        rules = SENTENCES if number % every == 0 else ()
        text = "\n\n".join(each.format(number, hours) for each in (PLAIN, *rules))
        page = f"# Room {number}\n\n{text}\n"
        (sources / f"room-{number:04}.md").write_text(page, encoding="utf-8")
    (project / "coursegen.toml").write_text(
        '[course]\nid = "rooms"\nprogramme = "never"\n', encoding="utf-8"
    )


def nothing_changed(project: Path) -> None:
    """A second build of many documents."""
    many_documents(project, RULES_EVERY)
    build(project)
    row(f"nothing changed, {DOCUMENTS:,} documents", 2, lambda: build(project))


def all_with_rules(project: Path) -> None:
    """The first build where every document holds rules, and a second one."""
    many_documents(project, 1)
    row(f"first build, {DOCUMENTS:,} documents with rules", None, lambda: build(project))
    row(f"nothing changed, {DOCUMENTS:,} documents with rules", 2, lambda: build(project))


def one_paragraph(folder: Path, bundle: Path) -> None:
    """One changed paragraph in 216k words."""
    clone, project = folder / "clone", folder / "handbook"
    subprocess.run(["git", "clone", "-q", "-b", "main", bundle, clone], check=True)
    shutil.rmtree(clone / ".git")
    shutil.copytree(clone, project / "sources")
    (project / "coursegen.toml").write_text(
        '[course]\nid = "handbook"\nprogramme = "never"\n', encoding="utf-8"
    )
    build(project)
    page = project / "sources" / "pages" / "travel-and-leave" / "fmla.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(OLD, NEW, 1), encoding="utf-8")
    row("one changed paragraph in 216k words", 3, lambda: build(project))
    before = course_of(project)
    page, quote = a_quote(project)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(quote, quote.rstrip(".") + LATER), encoding="utf-8")
    row("one changed paragraph in 216k words, that is taught", 3, lambda: build(project))
    if course_of(project) == before:
        raise SystemExit(f"{page} changed where the course quotes it, and the course did not")


def a_quote(project: Path) -> tuple[Path, str]:
    """The first sentence that the course quotes and that stands word for word in one file, once."""
    texts = {
        each: each.read_text(encoding="utf-8")
        for each in sorted((project / "sources").rglob("*.md"))
    }
    quotes = re.findall(r'quote: "?([A-Z][\w ,]+\.)"?', "\n".join(course_of(project)))
    for quote in quotes:
        places = [each for each, text in texts.items() if quote in text]
        once = len(places) == 1 and texts[places[0]].count(quote) == 1
        if once and len(quote.split()) >= LEAST_WORDS:
            return places[0], quote
    raise SystemExit("no sentence of the course stands word for word in one file")


def course_of(project: Path) -> list[str]:
    """The text of each file of the course."""
    return [
        each.read_text(encoding="utf-8") for each in sorted((project / "course").rglob("*.yaml"))
    ]


def build(project: Path) -> None:
    """Build ``project`` in a process of its own, with Python's compiled files kept as a user has them.

    Findings at the gate are no failure here.
    """
    command = [str(Path(sys.executable).with_name("coursegen")), "build", "--project", str(project)]
    compiled = {key: each for key, each in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=compiled)
    if done.returncode not in (0, 1) or not (project / "coursegen.lock").is_file():
        raise SystemExit(done.stderr)


def row(what: str, target: float | None, run: Callable[[], None]) -> None:
    """One line of the table."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    held = f"{target} | {wall / target:.2f}" if target else "- | -"
    print(f"| {what} | {wall:.2f} | {spent:.2f} | {held} |", flush=True)


if __name__ == "__main__":
    main()
