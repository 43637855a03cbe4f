"""The preview, asked as a browser asks it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from tests.fixtures.projects import fixture_project

from coursegen.api.previewing import Page, Preview, PreviewServer, serve
from coursegen.errors import ConfigError

MODULE = "course/modules/lost-device-h2t9s.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return fixture_project(tmp_path)


@contextmanager
def served(folder: Path) -> Iterator[PreviewServer]:
    with serve(Preview(folder), 0) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def ask(
    server: PreviewServer, path: str, *, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    with closing(connection):
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / MODULE
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_page_is_served_with_a_policy_that_lets_nothing_in(project: Path) -> None:
    with served(project) as server:
        status, headers, body = ask(server, "/")
        assert status == 200
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert b"player/player.js" in body
        assert ask(server, "/course.js")[1]["Content-Type"].startswith("text/javascript")
        assert ask(server, "/", method="HEAD")[2] == b""


def test_a_recording_is_served_in_parts(project: Path) -> None:
    with served(project) as server:
        whole = ask(server, "/media/sources-media-lost-laptop.mp4")[2]
        status, headers, part = ask(
            server, "/media/sources-media-lost-laptop.mp4", Range="bytes=10-19"
        )
    assert (status, part) == (206, whole[10:20])
    assert headers["Content-Range"] == f"bytes 10-19/{len(whole)}"


@pytest.mark.parametrize("path", ["/../coursegen.toml", "/%2e%2e/coursegen.toml", "/gone.js"])
def test_what_is_not_in_the_page_is_not_there(project: Path, path: str) -> None:
    with served(project) as server:
        assert ask(server, path)[0] == 404


def test_a_page_of_another_site_cannot_read_it(project: Path) -> None:
    with served(project) as server:
        assert ask(server, "/course.js", Host="evil.example:80")[0] == 403


def test_an_edit_is_served_and_makes_another_revision(project: Path) -> None:
    with served(project) as server:
        before = ask(server, "/preview/revision")[2]
        assert ask(server, "/preview/revision")[2] == before
        edit(project, "Lost your device?", "Device gone?")
        assert ask(server, "/preview/revision")[2] != before
        assert b"Device gone?" in ask(server, "/course.js")[2]


def test_a_unit_is_told_with_its_file_and_line(project: Path) -> None:
    lines = (project / MODULE).read_text("utf-8").splitlines()
    number = next(n for n, each in enumerate(lines, 1) if "id: report-within-hours-k7w3b" in each)
    script = Preview(project).page().files["course.js"].decode()
    assert f'"report-within-hours-k7w3b":"{MODULE}:{number}"' in script
    assert f'"lost-device-h2t9s":"{MODULE}:1"' in script
    assert '"report-a-loss-b3k8t":"course/course.yaml:' in script


def test_a_broken_file_is_a_page_that_names_it_and_gives_way_to_the_course(project: Path) -> None:
    told: list[Page] = []
    preview = Preview(project, told.append)
    edit(project, "minutes: 5", "minuts: 5 <b>")
    page = preview.page().files["index.html"].decode()
    assert f"{MODULE}:" in page
    assert str(project / "course" / "modules") not in page
    assert "<b>" not in page
    edit(project, "minuts: 5 <b>", "minutes: 5")
    assert preview.page().problem is None
    assert [each.problem is None for each in told] == [False, True]


def test_a_unit_added_by_hand_is_shown_before_it_is_built(project: Path) -> None:
    preview = Preview(project)
    edit(
        project,
        "items:\n",
        "items:\n  - {id: my-own, type: true_false, origin: author, objective: report-a-loss-b3k8t,"
        " bloom: remember, stem: Mine., answer: true, feedback_right: Yes., feedback_wrong: No.}\n",
    )
    page = preview.page()
    assert page.problem is None
    assert '"my-own"' in page.files["course.js"].decode()


def test_before_the_first_build_the_page_tells_to_build(tmp_path: Path) -> None:
    (tmp_path / "coursegen.toml").write_text("", "utf-8")
    page = Preview(tmp_path).page()
    assert page.problem is not None
    assert b"<h1>" in page.files["index.html"]


def test_a_folder_that_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"coursegen\.toml"):
        Preview(tmp_path)


def test_a_port_in_use_is_named_and_without_one_the_next_is_taken(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"127.0.0.1:{port}"):
            serve(Preview(project), port)
        monkeypatch.setattr("coursegen.api.previewing.FIRST_PORT", port)
        with serve(Preview(project)) as server:
            assert server.server_port > port


@pytest.mark.skipif(os.name == "nt", reason="there Ctrl-C is no signal to one process")
def test_control_c_ends_it_calmly(project: Path) -> None:
    program = (  # in the background a shell has its children ignore Ctrl-C
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from coursegen.cli.main import main; main()"
    )
    command = [sys.executable, "-c", program, "preview", "--port", "0", "--json"]
    with subprocess.Popen(
        [*command, "--project", str(project)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stderr is not None
        assert "127.0.0.1" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, words = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in words
    assert "ended" in words
    assert '"address"' in out


def test_the_page_says_that_a_build_is_due_when_a_source_or_a_setting_changed(
    project: Path,
) -> None:
    preview = Preview(project)
    assert not preview.page().behind
    assert b'"behind":false' in preview.page().files["course.js"]
    source = project / "sources" / "policy.md"
    text = source.read_text("utf-8")
    source.write_text(text.replace("4 hours", "2 hours"), "utf-8")
    assert preview.page().behind
    assert b'"behind":true' in preview.page().files["course.js"]
    source.write_text(text, "utf-8")
    assert not preview.page().behind
    (project / "coursegen.toml").write_text('[course]\nexclude = ["Passwords"]\n', "utf-8")
    assert preview.page().behind
    (project / "coursegen.toml").write_text('[theme]\ncolor = "#005ea5"\n', "utf-8")
    assert not preview.page().behind


def test_a_new_source_is_noticed(project: Path) -> None:
    preview = Preview(project)
    (project / "sources" / "new.md").write_text("# New\n\nYou must knock.\n", "utf-8")
    assert preview.page().behind


def test_options_and_scenes_have_their_file_and_line_too(project: Path) -> None:
    script = Preview(project).page().files["course.js"].decode()
    for unit in ("report-before-seven-f3r5w", "call-the-desk-m8d2k"):
        assert f'"{unit}":"{MODULE}:' in script
