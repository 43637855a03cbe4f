"""What a build costs as its source grows: parts of one large handbook, from a tenth to the whole.

Usage: python benchmarks/scale.py [CORPORA]   where CORPORA holds git/18f-handbook.bundle. Prints a Markdown table
and the exponent: the slope of log(seconds) over log(words), 1 where cost is in proportion.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PARTS = (0.1, 0.25, 0.5, 1.0)
LANGUAGES = ("en", "nl", "de", "fr")
LOADING = (
    "import pathlib, sys\n"
    "from coursegen.language import data\n"
    "for file in sorted((pathlib.Path(data.__file__).parent / 'data' / sys.argv[1]).glob('*.yaml')):\n"
    "    data.load(sys.argv[1], file.stem)\n"
)
"""Reads every data file of a language in a fresh interpreter."""


def words(path: Path) -> int:
    """Number of words of a file."""
    return len(path.read_text("utf-8").split())


def part(files: list[Path], share: float) -> list[Path]:
    """Files spread evenly over the whole that hold about ``share`` of its words."""
    wanted, total = share * sum(map(words, files)), 0
    chosen: list[Path] = []
    step = max(1, round(1 / share))
    for file in (files[at] for start in range(step) for at in range(start, len(files), step)):
        if total >= wanted:
            break
        chosen.append(file)
        total += words(file)
    return chosen


def measured(sources: Path, project: Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and megabytes of one ``make``."""
    command = [str(Path(sys.executable).with_name("coursegen")), "make", str(sources)]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, "-o", str(project), "--to", "markdown"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def exponent(points: list[tuple[int, float]]) -> float:
    """Least-squares slope of log(seconds) over log(words)."""
    pairs = [(math.log(size), math.log(cost)) for size, cost in points]
    mean_x = sum(x for x, _ in pairs) / len(pairs)
    mean_y = sum(y for _, y in pairs) / len(pairs)
    spread = sum((x - mean_x) ** 2 for x, _ in pairs)
    return sum((x - mean_x) * (y - mean_y) for x, y in pairs) / spread


def scale(folder: Path, bundle: Path) -> None:
    """The table of one handbook's parts, and the exponent."""
    clone = folder / "whole"
    subprocess.run(["git", "clone", "-q", "-b", "main", bundle, clone], check=True)
    files = sorted(clone.rglob("*.md"))
    print("| words | wall s | CPU s | MB |\n|---|---|---|---|")
    points = []
    for share in PARTS:
        sources = folder / f"part-{share}"
        for file in part(files, share):
            target = sources / file.relative_to(clone)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        size = sum(map(words, sources.rglob("*.md")))
        wall, cpu, memory = measured(sources, folder / f"project-{share}")
        points.append((size, cpu))
        print(f"| {size:,} | {wall:.1f} | {cpu:.1f} | {memory:.0f} |", flush=True)
    print(f"\nExponent of CPU time: {exponent(points):.2f} (target: at most 1.1)")


def loading() -> None:
    """Seconds that a language's data take to load, interpreter and imports included."""
    for language in LANGUAGES:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", LOADING, language], check=True)
        print(f"Data of {language}: {time.perf_counter() - start:.2f} s (target: below 2 s)")


def main() -> None:
    """Print the tables."""
    corpora = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/corpora")
    bundle = corpora / "git" / "18f-handbook.bundle"
    loading()
    if not bundle.is_file():
        print(f"Not measured: no {bundle}")
        return
    with tempfile.TemporaryDirectory() as name:
        scale(Path(name), bundle)


if __name__ == "__main__":
    main()
