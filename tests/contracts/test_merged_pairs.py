"""Two branches that each change something and rebuild are merged by git, plain or by union: a build joins them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.fixtures.scratch import Scratch, make_project, parted

from coursegen import api

POLICY = """\
# Security policy

## Passwords

Employees must not share a password with anyone. Employees must keep work passwords in the password
manager.

If an employee suspects that someone else knows a password, the employee must change the password
at once.

Employees must report the suspicion to the service desk within 1 hour.

## Screens

Employees must lock the screen when they leave the desk.

Employees must install updates within 14 days after they are released.

Employees must not install software that the service desk has not approved.

# Visitor policy

## Visitors

If an employee receives a visitor, the employee must accompany the visitor in every closed area. Employees
must wear the staff card visibly inside the offices.

Employees must not lend the staff card to anyone.

Employees must report a lost staff card to the reception within 2 working days.
"""
UPDATES = "Employees must install updates within 14 days after they are released.\n\n"
SCREENS = POLICY[POLICY.index("## Screens") : POLICY.index("# Visitor")]
MAIL = """\
## E-mail

Employees must not open an attachment of a sender they do not know.

Employees must forward a suspicious message to the service desk within 4 hours.

"""
EDITS = {
    "removed section": (SCREENS, ""),
    "removed rule": (UPDATES, ""),
    "rule": ("within 1 hour", "within 3 hours"),
    "other rule": ("change the password\nat once", "change the password\nwithin 20 minutes"),
    "other document": ("within 2 working days", "within 4 working days"),
    "added section": ("## Screens\n", MAIL + "## Screens\n"),
    "added rule": (
        "Employees must not lend",
        "Employees must hand in the staff card within 3 days after they leave.\n\nEmployees must not lend",
    ),
}
"""What a branch changes, in an order in which all of them can be made: old words and new ones."""
HAND = "by hand"
WORDS = "Words of a person on the visitor."
NOW = {
    "rule": ("within 3 hours", "within 1 hour"),
    "other rule": ("within 20 minutes", "password at once"),
    "other document": ("within 4 working days", "within 2 working days"),
    "removed rule": ("", "install updates"),
    "removed section": ("", "lock the screen"),
    "added section": ("within 4 hours", "no such words"),
    "added rule": ("within 3 days", "no such words"),
    HAND: (WORDS, "no such words"),
}
"""Words that the course holds after each change, and words that no quote in it holds."""
OTHER_MODULES = [
    ("rule", "other document"),
    ("other document", "removed rule"),
    ("removed section", "other document"),
    ("added section", "other document"),
    ("added rule", "removed section"),
    ("added rule", "rule"),
    ("rule", HAND),
    ("removed section", HAND),
]

SAME_MODULE = [
    ("rule", "removed rule"),
    ("rule", "added section"),
    ("other document", "added rule"),
]


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert not check or done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def write_sources(folder: Path, *edits: str) -> None:
    """The sources after ``edits``, as a person settles them."""
    policy = POLICY
    for name, (old, new) in EDITS.items():
        if name in edits and old in policy:
            policy = policy.replace(old, new)
    for name, text in parted(policy).items():
        (folder / "sources" / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def branches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose branches each made one of the changes and rebuilt; module-wide, so it is copied."""
    folder = make_project(tmp_path_factory.mktemp("branches") / "p", POLICY)
    (folder / ".gitignore").write_text(".coursegen/\ndist/\n", encoding="utf-8")
    scratch = Scratch(folder)
    scratch.build()
    git(folder, "init", "-q")
    commit(folder, "base")
    for name in NOW:
        git(folder, "checkout", "-q", "-b", name.replace(" ", "-"), "main")
        if name == HAND:
            path, module, item = scratch.find("accompany the visitor", ("items",))
            item["rationale"] = WORDS
            scratch.save(path, module)
        else:
            write_sources(folder, name)
        scratch.build()
        commit(folder, name)
    return folder


def merged(branches: Path, folder: Path, pair: tuple[str, str], *, union: bool) -> Scratch:
    """The two branches of ``pair`` in ``folder``, merged by git, with the sources settled."""
    shutil.copytree(branches, folder)
    ours, theirs = (each.replace(" ", "-") for each in pair)
    git(folder, "checkout", "-q", ours)
    if union:
        attributes = folder / ".git" / "info" / "attributes"
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_text("coursegen.lock merge=union\n", encoding="utf-8")
    git(folder, "merge", "-q", "--no-commit", "--no-ff", theirs, check=False)
    write_sources(folder, *pair)
    return Scratch(folder)


def in_conflict(folder: Path) -> list[str]:
    """The course files that git left in conflict."""
    found = git(folder, "diff", "--name-only", "--diff-filter=U").split()
    return [each for each in found if each.startswith("course/")]


def assert_both(scratch: Scratch, pair: tuple[str, str]) -> None:
    """The course says what both changes say, quotes nothing that is gone, is stable and passes its checks."""
    text = re.sub(r"\\n|\s+", " ", str(scratch.modules()))
    quotes = " ".join(re.findall(r"'quote': (['\"].*?['\"])[,}]", text))
    for each in pair:
        new, old = NOW[each]
        assert new in text
        assert old not in quotes
    files = scratch.files()
    scratch.build()
    assert scratch.files() == files
    api.build(scratch.project, frozen=True)
    assert [each for each in api.check(scratch.project) if each.severity == "error"] == []


@pytest.mark.parametrize("union", [False, True], ids=["plain", "union"])
@pytest.mark.parametrize("pair", OTHER_MODULES, ids="+".join)
def test_changes_to_two_modules_are_joined(
    branches: Path, tmp_path: Path, pair: tuple[str, str], union: bool
) -> None:
    scratch = merged(branches, tmp_path / "p", pair, union=union)
    assert in_conflict(scratch.folder) == []
    assert scratch.build().conflicts == []
    assert_both(scratch, pair)


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize("pair", SAME_MODULE, ids="+".join)
def test_the_file_of_one_branch_taken_whole_loses_nothing_of_the_other(
    branches: Path, tmp_path: Path, pair: tuple[str, str], side: str
) -> None:
    """While the merge is under way git knows the lock of each branch; what is built is written anew from the sources."""
    scratch = merged(branches, tmp_path / "p", pair, union=False)
    files = in_conflict(scratch.folder)
    assert any("modules" in each for each in files)
    for each in files:
        git(scratch.folder, "checkout", "-q", f"--{side}", "--", each)
    assert scratch.build().conflicts == []
    assert_both(scratch, pair)


@pytest.mark.parametrize("committed", [False, True], ids=["under way", "committed"])
@pytest.mark.parametrize("change", ["added rule", "added section"])
def test_the_file_of_a_person_taken_whole_loses_no_unit_that_the_other_branch_added(
    branches: Path, tmp_path: Path, change: str, committed: bool
) -> None:
    """Also where the lock merged without a conflict: nobody took out what the file of that branch never had."""
    scratch = taken_whole(branches, tmp_path / "p", change, side=HAND)
    if committed:
        commit(scratch.folder, "merged")
    assert scratch.build().conflicts == []
    assert_both(scratch, (HAND, change))


def test_what_a_person_takes_out_after_a_merge_stays_out(branches: Path, tmp_path: Path) -> None:
    scratch = taken_whole(branches, tmp_path / "p", "added rule", side="added rule")
    commit(scratch.folder, "merged")
    path, module, _ = scratch.find("within 3 days", ("items",))
    passage = re.search(r"'passage': '(\w+)', 'quote': '[^']*within 3 days", str(module))[1]
    for kind in ("blocks", "items"):
        module[kind] = [each for each in module[kind] if passage not in str(each)]
    scratch.save(path, module)
    outline = scratch.folder / "course" / "course.yaml"
    text = re.sub(rf"\b{passage}, |, {passage}\b", "", outline.read_text(encoding="utf-8"))
    outline.write_text(text, encoding="utf-8")
    assert passage not in text
    scratch.build()
    assert "within 3 days" not in str(scratch.modules())


def taken_whole(branches: Path, folder: Path, change: str, side: str) -> Scratch:
    """The branch with a person's edit, ``change`` merged into it, and the course files as ``side`` had them."""
    scratch = merged(branches, folder, (HAND, change), union=False)
    assert "<<<<<<<" not in (folder / "coursegen.lock").read_text(encoding="utf-8")
    for path in (folder / "course").rglob("*.yaml"):
        git(folder, "checkout", "-q", side.replace(" ", "-"), "--", path.as_posix())
    return scratch
