"""A package as a folder, whole or not at all.

In: a Package and a place. Out: its files below that place, and nothing else: what stood there is gone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from coursegen.errors import ExportError
from coursegen.export.archive import check_names
from coursegen.model.package import Package

__all__ = ["write_folder"]


def write_folder(path: Path, package: Package) -> None:
    """Put the files of ``package`` into the folder ``path``, which is replaced whole.

    They are written beside it and take its place by renaming, so that a failure leaves the old folder. A
    symbolic link stays one and its target is replaced. Raises ExportError where that cannot be done.
    """
    check_names(package)
    target = path.resolve() if path.is_symlink() else path
    new = target.with_name(f".{target.name}.new")
    old = target.with_name(f".{target.name}.old")
    if target.exists() and not target.is_dir():
        raise ExportError(
            "a file stands where the folder must go", where=str(target), hint="Move it away."
        )
    try:
        _write(new, package)
        _swap(target, new, old)
    except OSError as error:
        raise ExportError(
            f"the folder cannot be written: {error.strerror or type(error).__name__}",
            where=str(target),
            hint="Close the programs that use it, and see whether there is room and you may write there.",
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _write(folder: Path, package: Package) -> None:
    """The files below ``folder``, of which an earlier, killed run may have left a part."""
    if folder.exists():
        shutil.rmtree(folder)
    for name in sorted(package.files):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(package.files[name])


def _swap(target: Path, new: Path, old: Path) -> None:
    """``new`` in the place of ``target``; where that fails, ``target`` is put back."""
    if not target.exists():
        new.rename(target)
        return
    if old.exists():
        shutil.rmtree(old)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
