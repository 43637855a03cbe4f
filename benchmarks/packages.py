"""Packages against their targets: time to build one after the imports, size without media.

Usage: python benchmarks/packages.py. Prints a Markdown table. The course is the example, its modules repeated to
thirty; time is that of the processor, so that a busy machine does not count.
"""

from __future__ import annotations

import time
from pathlib import Path

from coursegen.api import open_project
from coursegen.api.packing import context_of
from coursegen.export.archive import zip_bytes
from coursegen.export.registry import exporter_for, exporter_names
from coursegen.model.course import Course, Module
from coursegen.model.package import Package, PackageContext

EXAMPLE = Path(__file__).parents[1] / "examples" / "infosec"
MODULES = 30


def repeated(course: Course, context: PackageContext) -> tuple[Course, PackageContext]:
    """``course`` with thirty modules, each unit with an id and a slot of its own."""
    modules: list[Module] = []
    slots: dict[str, int] = {}
    for number in range(MODULES):
        data = course.modules[number % len(course.modules)].model_dump_json()
        ids = [course.modules[number % len(course.modules)].id, *context.slots]
        for each in ids:
            data = data.replace(f'"{each}"', f'"{each}-{number}"')
            slots.setdefault(f"{each}-{number}", len(slots))
        modules.append(Module.model_validate_json(data))
    return (
        course.model_copy(update={"modules": tuple(modules)}),
        context.model_copy(update={"slots": slots}),
    )


def main() -> None:
    """The table, a line a target."""
    project = open_project(EXAMPLE)
    course, context = (
        project.course(),
        context_of(project, project.course(), project.require_lock()),
    )
    course, context = repeated(course, context)
    print("| target | seconds (0.5) | kB without media (300) |\n|---|---|---|")
    for name in exporter_names():
        make = exporter_for(name)
        state = {name: 1_000_000}
        profile = context.profile.model_copy(update={"state": state})
        start = time.process_time()
        package = make(course, context.model_copy(update={"profile": profile}))
        data = zip_bytes(package)
        spent = time.process_time() - start
        lean = {key: each for key, each in package.files.items() if not key.startswith("media/")}
        size = len(data) if package.single else len(zip_bytes(Package(files=lean)))
        note = " with media" if package.single else ""
        print(f"| {name} | {spent:.2f} | {size / 1000:.0f}{note} |")


if __name__ == "__main__":
    main()
