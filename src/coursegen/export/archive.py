"""A package as one file: a zip whose bytes depend on nothing but the package.

In: a Package. Out: the bytes of its zip, or a digest of its entries. No clock, no permissions of this
machine, no order but that of the names. The compressed bytes are equal wherever the same zlib is in use;
the digest over the uncompressed entries is equal everywhere.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

from coursegen.errors import ExportError
from coursegen.model.package import Package

__all__ = ["check_names", "content_digest", "zip_bytes"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SEGMENT = re.compile(r"^[A-Za-z0-9_-][A-Za-z0-9._-]*$")
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def check_names(package: Package) -> None:
    """Raise ExportError for a name that some LMS refuses or misreads.

    Segments of ``[A-Za-z0-9._-]`` joined by forward slashes, none starting with a dot; no two names that
    differ by case only; no name that is another's folder.
    """
    seen: dict[str, str] = {}
    folders = {
        "/".join(name.lower().split("/")[:depth])
        for name in package.files
        for depth in range(1, name.count("/") + 1)
    }
    for name in sorted(package.files):
        if not all(_SEGMENT.match(segment) for segment in name.split("/")):
            raise ExportError(
                f"{name!r} is no name for a file in a package",
                where=name,
                hint="Use letters, digits, dots, hyphens and underscores; no space and no accent.",
            )
        twin = seen.setdefault(name.lower(), name)
        if twin != name or name.lower() in folders:
            raise ExportError(
                f"{name!r} and {twin!r} cannot both be in a package",
                where=name,
                hint="Rename one of them; some servers do not tell capitals apart.",
            )


def zip_bytes(package: Package) -> bytes:
    """The zip of ``package``: entries sorted by name, dated 1980-01-01, deflated at level 9.

    Raises ExportError when a name could not be unpacked everywhere.
    """
    check_names(package)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(package.files):
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, package.files[name], compresslevel=9)
    return buffer.getvalue()


def content_digest(package: Package) -> str:
    """SHA-256 over names and uncompressed bytes, in order of name: the same on every machine."""
    whole = hashlib.sha256()
    for name in sorted(package.files):
        whole.update(f"{name}\0{hashlib.sha256(package.files[name]).hexdigest()}\n".encode())
    return whole.hexdigest()
