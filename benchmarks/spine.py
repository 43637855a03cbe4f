"""The spine's numbers against their targets, as ratios (below 1 is within the target).

Usage: python benchmarks/spine.py [CORPORA]   where CORPORA holds git/*.bundle. Prints a Markdown table.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"
ROUNDS = 15


def seconds(*command: str) -> float:
    """Wall time of one run of ``command``."""
    start = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - start


def row(what: str, measured: float, target: float, unit: str) -> None:
    """One line of the table."""
    print(f"| {what} | {measured:.3g} {unit} | {target:g} {unit} | {measured / target:.2f} |")


def coursegen(*arguments: str | Path) -> list[str]:
    """The command line of coursegen in this environment."""
    return [str(Path(sys.executable).with_name("coursegen")), *map(str, arguments)]


def help_cost() -> None:
    """`coursegen --help` over bare Python, interleaved, medians."""
    bare, helped = [], []
    for _ in range(ROUNDS):
        bare.append(seconds(sys.executable, "-c", "pass"))
        helped.append(seconds(*coursegen("--help")))
    over = statistics.median(helped) - statistics.median(bare)
    row("`coursegen --help` over bare Python", over * 1000, 150, "ms")


def example(folder: Path) -> None:
    """The first and second build of the example."""
    project = folder / "infosec"
    source = EXAMPLES / "infosec"
    make = coursegen(
        "make", source / "sources", "--config", source / "coursegen.toml", "-o", project
    )
    row("`make` of the example", seconds(*make), 30, "s")
    row("its second `build`", seconds(*coursegen("build", "--project", project)), 2, "s")


def bundle(folder: Path, path: Path) -> None:
    """`make` of catalyze-policies: time, and the most memory any child took."""
    clone = folder / path.stem
    subprocess.run(["git", "clone", "-q", "-b", "main", path, clone], check=True)
    row(
        "`make` of catalyze-policies",
        seconds(*coursegen("make", clone, "-o", folder / "p")),
        30,
        "s",
    )
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    row("its memory, at most", memory, 600, "MB")


def main() -> None:
    """Print the table."""
    print("| what | measured | target | ratio |\n|---|---|---|---|")
    help_cost()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        example(folder)
        corpora = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/corpora")
        path = corpora / "git" / "catalyze-policies.bundle"
        if path.is_file():
            bundle(folder, path)
        else:
            print(f"| catalyze-policies | not measured: no {path} | | |")


if __name__ == "__main__":
    main()
