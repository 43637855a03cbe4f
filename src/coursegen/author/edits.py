"""People's edits over a generated course.

In: the course as generated, the course as found on disk, the lock of the build before. Out: the course to
write, and the fields where both the person and the sources changed something.
"""

from __future__ import annotations

from coursegen.change.merge import Conflict, merge
from coursegen.model.course import Course
from coursegen.model.lock import Lock

__all__ = ["merge_course"]


def merge_course(
    generated: Course, on_disk: Course | None, before: Lock | None
) -> tuple[Course, list[Conflict]]:
    """Merge module by module. Without a course on disk, or a lock, there is nothing to merge."""
    if on_disk is None or before is None:
        return generated, []
    found = {each.id: each for each in on_disk.modules}
    fields = {key: unit.fields for key, unit in before.units.items()}
    modules = []
    conflicts: list[Conflict] = []
    for module in generated.modules:
        if module.id in found and module != found[module.id]:
            merged, own = merge(module, found[module.id], fields)
            modules.append(merged)
            conflicts.extend(own)
        else:
            modules.append(module)
    return Course(outline=generated.outline, modules=tuple(modules)), conflicts
