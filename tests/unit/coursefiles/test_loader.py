"""What is read of YAML beside its data."""

import pytest

from coursegen.coursefiles.loader import has_comment


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("title: Passwords\n", False),
        ("# agreed in May\ntitle: Passwords\n", True),
        ("title: Passwords  # agreed in May\n", True),
        ("title: Passwords\n  # for later\nminutes: 5\n", True),
        ("title: 'Rule # 4'\n", False),
        ("title: issue#4\n", False),
        ("text: |\n  # A heading\n  and words\nminutes: 5\n", False),
        ("text: |\n  # A heading\n  and words\nminutes: 5 # long\n", True),
    ],
)
def test_a_comment_is_told_from_the_same_sign_in_a_text(text: str, there: bool) -> None:
    assert has_comment(text) is there
