"""A policy changes and the course follows: the whole way on the example, in a scratch repository.

    python examples/demo_rebuild.py build/demo-rebuild

It makes a git repository of the example, edits one title by hand as a designer would, changes a deadline and the
edition in the policy as its owner would, and then runs what you would run: diff, build, refresher. It prints
what to look at. Nothing outside the folder is touched.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

EXAMPLE = Path(__file__).parent / "infosec"
POLICY = "sources/information-security-policy.md"
RULE = "by telephone within 1 hour of noticing it"
TITLE = "Something odd? Call, do not wait"
CHANGES = (
    ("by telephone within 1 hour of noticing it", "by telephone within 30 minutes of noticing it"),
    ("Call the IT service desk within 1 hour of", "Call the IT service desk within 30 minutes of"),
    ('version: "3.1"', 'version: "3.2"'),
    ("effective_date: 2026-09-01", "effective_date: 2026-12-01"),
)
WHEN = {"passed": "2026-09-01", "changed": "2026-11-02", "rebuilt": "2026-11-03"}


def run(folder: Path, *command: str, date: str = "") -> str:
    """What ``command`` prints; ends the demo with its words where it fails."""
    stamp = f"{date}T09:00:00+0000"
    who = {"NAME": "Demo", "EMAIL": "demo@example.invalid", "DATE": stamp if date else ""}
    named = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in who.items()
        if value
    }
    done = subprocess.run(  # noqa: S603 - our own commands, no shell
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, **named},
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def coursegen(folder: Path, *arguments: str) -> str:
    """What ``coursegen`` prints on stdout."""
    return run(folder, sys.executable, "-m", "coursegen", *arguments)


def commit(folder: Path, message: str, when: str) -> None:
    """Commit all that is there."""
    run(folder, "git", "add", "-A")
    run(folder, "git", "commit", "-q", "--no-gpg-sign", "-m", message, date=WHEN[when])


def replace(file: Path, pairs: tuple[tuple[str, str], ...]) -> None:
    """Change words in ``file`` as a person would in an editor."""
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        if old not in text:
            sys.exit(f"{file}: {old!r} is not there; the demo needs the example as it is shipped")
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")


def teaching(folder: Path, words: str) -> Path:
    """The file of the module that says ``words`` most often."""
    files = sorted((folder / "course" / "modules").glob("*.yaml"))
    return max(files, key=lambda each: each.read_text(encoding="utf-8").count(words))


def prepare(place: Path) -> Path:
    """The example as a repository, as it was when people took the course, with an edit of a designer."""
    shutil.rmtree(place, ignore_errors=True)
    folder = place / "infosec"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns(".coursegen", "dist"))
    (folder / ".gitignore").write_text(".coursegen/\ndist/\n", encoding="utf-8")
    run(folder, "git", "init", "-q", "-b", "main")
    module = teaching(folder, RULE)
    [old] = re.findall(r"^title: .*$", module.read_text(encoding="utf-8"), re.MULTILINE)
    replace(module, ((old, f'title: "{TITLE}"'),))
    coursegen(folder, "build", "--json")
    commit(folder, "The course that people passed", "passed")
    run(folder, "git", "tag", "passed")
    return folder


def told(heading: str, words: str = "") -> None:
    """A step of the demo, in words."""
    print(f"\n{heading}")
    if words:
        print(textwrap.indent(words.rstrip(), "  "))


def main(place: Path) -> None:
    """Run the demo in ``place``."""
    folder = prepare(place)
    replace(folder / POLICY, CHANGES)
    commit(folder, "Policy 3.2: report within 30 minutes", "changed")
    told("The policy owner changed:", "\n".join(f"{old} -> {new}" for old, new in CHANGES))

    page = place / "diff.html"
    words = coursegen(folder, "diff", "--html", str(page.resolve()))
    told("coursegen diff says what that means, and what rests on it:", words)

    before = len(list((folder / "course" / "modules").glob("*.yaml")))
    built = json.loads(coursegen(folder, "build", "--json"))
    commit(folder, "Course rebuilt", "rebuilt")
    changed = run(folder, "git", "show", "--stat=100", "--format=", "HEAD").splitlines()
    files = [each for each in changed if "course/modules" in each]
    told(
        f"coursegen build asked the generator {built['requests']} time(s) and wrote {len(files)} of "
        f"{before} modules:",
        "\n".join(changed),
    )
    modules = [
        each.read_text(encoding="utf-8") for each in (folder / "course" / "modules").glob("*.yaml")
    ]
    kept = any(f'title: "{TITLE}"' in each for each in modules)
    told(f"The title that a designer had given is {'kept' if kept else 'LOST'}:", TITLE)

    made = json.loads(
        coursegen(
            folder,
            "refresher",
            "--from",
            "passed",
            "--target",
            "scorm12",
            "--target",
            "html",
            "--json",
        )
    )
    items = [item["stem"] for module in made["course"]["modules"] for item in module["items"]]
    told(
        f"coursegen refresher --from passed made {made['minutes']} minutes on what changed, asking:",
        "\n".join(items),
    )
    packages = [Path(each["path"]) for each in made["exports"]["packages"]]
    told(
        "To look at:",
        "\n".join(str(each) for each in (page, *(folder / each for each in packages))),
    )
    if not kept:
        sys.exit("a person's edit was lost")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
