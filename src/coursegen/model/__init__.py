"""The nouns: frozen values that know no file format and import nothing but errors and ids.

Each lives in a module named for its family: source (Source, Document), passage (Passage, Statement, Index),
course (Outline, Module, Course), blocks, items, scenario, drafts, request, finding, package, lock.
"""
