"""After a build that was killed while it wrote: which values on disk are generated, which are a person's.

In: the lock of the build before, the lock that the killed build was about to write, the course on disk. Out:
a lock from which the next build goes on as if nothing had happened.
"""

from __future__ import annotations

from coursegen.author.record import units_of
from coursegen.build.digests import field_digests
from coursegen.model.course import Course
from coursegen.model.lock import Lock, UnitRecord

__all__ = ["recovered"]


def recovered(before: Lock, pending: Lock, on_disk: Course) -> Lock:
    """``before`` with the records of ``pending`` for the values that it got to write.

    Sources and passages stay those of ``before``, so that the next build aligns from there again. What the
    killed build got to take away counts as retired by it, not as taken out by a person.
    """
    units = dict(before.units)
    for _, identifier, _, noun in units_of(on_disk):
        written = pending.units.get(identifier)
        if written is None:
            continue
        found = field_digests(noun)
        old = before.units.get(identifier)
        if old is not None:
            units[identifier] = _mixed(old, written, found)
        elif written.fields == found:
            units[identifier] = written
    gone = {key: each for key, each in pending.retired.items() if key in before.units}
    return before.model_copy(update={"units": units, "retired": {**before.retired, **gone}})


def _mixed(old: UnitRecord, written: UnitRecord, found: dict[str, str]) -> UnitRecord:
    """The record of a unit field by field: the new digest where the new value stands on disk."""
    names = {*old.fields, *written.fields}
    fields = {
        name: digest
        for name in sorted(names)
        if (
            digest := (
                written.fields.get(name)
                if written.fields.get(name) == found.get(name)
                else old.fields.get(name)
            )
        )
    }
    return old.model_copy(update={"fields": fields, "slot": written.slot})
