"""The scorecard of courses made from real documents, with default settings and no audience; to docs/scorecard.md.

In: the examples, and the bundles of the corpora beside the repository where they are there. 18f-handbook, of
216,000 words, is made only where ``--all`` is given. Out: the table on stdout; run by ``make scorecard``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from coursegen import api
from coursegen.author.scope import scope_of
from coursegen.check.scorecard import Counts, counts_of, measures_of
from coursegen.cli.make import command
from coursegen.index.index import build_index

ROOT = Path(__file__).resolve().parents[1]
BUNDLES = ROOT.parent / "shared" / "corpora" / "git"
ENGLISH = ("catalyze-policies", "clef-handbook", "publiccode-standard")
DUTCH = ("nl-digikoppeling-beveiliging", "nl-oin-stelsel", "nl-vws-beleidsontwikkeling")
EXAMPLES = ("infosec", "privacy-nl")


def counted(project_folder: Path) -> Counts:
    """The counts of the course in ``project_folder``."""
    project = api.open_project(project_folder)
    config, course = project.config, project.course()
    scope = scope_of(
        build_index(project.documents()),
        config.audience,
        include=config.course.include,
        exclude=config.course.exclude,
        decisions=config.decisions,
    )
    return counts_of(course, scope.index, scope.inside, api.check(project))


def made(name: str, folder: Path) -> Counts | None:
    """The counts of a course made from the bundle ``name``; None where it cannot be made."""
    clone = folder / name
    bundle = BUNDLES / f"{name}.bundle"
    subprocess.run(["git", "clone", "-q", "-b", "main", bundle, clone], check=True)
    target = folder / f"{name}-course"
    done = command.main([str(clone), "-o", str(target), "--to", "markdown"], standalone_mode=False)
    return None if done else counted(target)


def main() -> None:
    """Print the table."""
    names = [*ENGLISH, *DUTCH, *(["18f-handbook"] if "--all" in sys.argv else [])]
    found: dict[str, Counts] = {
        f"examples/{name}": counted(ROOT / "examples" / name) for name in EXAMPLES
    }
    with tempfile.TemporaryDirectory() as place:
        for name in names:
            counts = made(name, Path(place)) if (BUNDLES / f"{name}.bundle").is_file() else None
            if counts is not None:
                found[name] = counts
    pooled = Counts()
    for counts in found.values():
        pooled = pooled.plus(counts)
    found["pooled"] = pooled
    print("| measure | target | " + " | ".join(found) + " |")
    print("|---|---|" + "---|" * len(found))
    lines = zip(*(measures_of(each) for each in found.values()), strict=True)
    for line in lines:
        cells = [f"{each.value}{' ✗' if each.holds is False else ''}" for each in line]
        print(f"| {line[0].name} | {line[0].target} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
