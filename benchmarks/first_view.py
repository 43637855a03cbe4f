"""The first view on a CPU slowed four times, against its target of one second: measured in Chromium.

Usage: python benchmarks/first_view.py. Prints a Markdown table: the example, and its modules repeated to thirty, from
the start of the navigation to the paint that shows the title.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from coursegen.api import open_project
from coursegen.api.packing import context_of
from coursegen.export.folder import write_folder
from coursegen.export.html import export

sys.path.insert(0, str(Path(__file__).parent))

from packages import EXAMPLE, MODULES, repeated

PROGRAM = Path(__file__).parents[1] / "tests" / "browser" / "first-view.mjs"


def main() -> None:
    """The table, a line a course."""
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None:
        sys.exit("needs Node and Chromium: run `make test` once, which sets them up")
    project = open_project(EXAMPLE)
    course = project.course()
    context = context_of(project, course, project.require_lock())
    courses = {"the example": (course, context), f"{MODULES} modules": repeated(course, context)}
    print("| course | ms, least (1000) | ms, median | ms of work x 4 |\n|---|---|---|---|")
    for name, made_of in courses.items():
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "package"
            write_folder(place, export(*made_of))
            done = subprocess.run(
                [node, str(PROGRAM), str(place)], capture_output=True, check=True, text=True
            )
        told = json.loads(done.stdout)
        print(f"| {name} | {told['least']} | {told['median']} | {told['work']} |")


if __name__ == "__main__":
    main()
