"""The folder ``course/``: YAML files in, nouns out, and back; validated against ``schemas/``.

course reads and writes whole files; validate says what is wrong in one; writer, splice, loader and scalars
are the YAML; schemas generates ``schemas/``.
"""

from coursegen.coursefiles.course import (
    commented_modules,
    module_path,
    outline_path,
    read_course,
    read_module,
    read_outline,
    stray_modules,
    write_course,
    write_module,
    write_outline,
)
from coursegen.coursefiles.validate import Problem, validate_file
from coursegen.coursefiles.writer import to_yaml

__all__ = [
    "Problem",
    "commented_modules",
    "module_path",
    "outline_path",
    "read_course",
    "read_module",
    "read_outline",
    "stray_modules",
    "to_yaml",
    "validate_file",
    "write_course",
    "write_module",
    "write_outline",
]
