"""An LMS that launches cmi5 and Tin Can packages, with a strict record store, on 127.0.0.1.

In: the files of a package. Out: a server. ``Launcher.launch`` gives the address of a launch; what came in stands
in ``sessions``, what was refused, with the name of the rule, in ``refused``. Nodes of a browser program ask for
a launch at ``/test/launch`` and for the record at ``/test/record``.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.fakes.lrs_rules import Session, broken_rules, verb_of

__all__ = ["Launcher", "launching"]

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'"
SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
ACTOR = {
    "objectType": "Agent",
    "name": "Jansen, Ærøline",
    "account": {"homePage": "https://lms.example", "name": "learner-1"},
}


class Launcher:
    """The learning system: its launches, and what its record store took and refused."""

    def __init__(self, files: dict[str, bytes], *, is_cmi5: bool) -> None:
        self.files = files
        self.is_cmi5 = is_cmi5
        self.origin = ""
        self.sessions: list[Session] = []
        self.refused: list[tuple[str, str]] = []
        self.documents: dict[tuple[str, ...], bytes] = {}
        self.requests: list[tuple[str, str]] = []
        self.failing = 0
        self.parts: list[str] = []
        self._fetched: set[int] = set()
        self._lock = Lock()

    def launch(self, registration: str, unit: str, mode: str, mastery: float | None) -> str:
        """The address of a launch of ``unit`` (a page of the package) for ``registration``."""
        number = len(self.sessions)
        activity = f"https://lms.example/units/{unit}"
        template = {
            "contextActivities": {"grouping": [{"id": f"urn:publisher:{unit}"}]},
            "extensions": {SESSION_ID: f"session-{number}"},
        }
        earlier = [
            verb
            for each in self.sessions
            if (each.registration, each.activity) == (registration, activity)
            for verb in each.verbs()
        ]
        session = Session(
            registration, activity, ACTOR, template if self.is_cmi5 else {}, mode, mastery,
            self.is_cmi5, earlier,
        )  # fmt: skip
        self.sessions.append(session)
        given = {"endpoint": f"{self.origin}/lrs", "actor": json.dumps(ACTOR)}
        given["registration"] = registration
        if self.is_cmi5:
            given |= {"fetch": f"{self.origin}/fetch/{number}", "activityId": activity}
            data = {
                "contextTemplate": template, "launchMode": mode, "moveOn": "CompletedAndPassed",
                "returnURL": f"{self.origin}/return", "launchMethod": "AnyWindow",
            } | ({"masteryScore": mastery} if mastery is not None else {})  # fmt: skip
            self.documents["state", activity, registration, "LMS.LaunchData"] = json.dumps(
                data
            ).encode()
        else:
            given |= {"auth": f"Basic token-{number}", "activity_id": activity}
        return f"{self.origin}/package/{unit}?{urlencode(given)}"

    def fetch(self, number: int) -> dict[str, str]:
        """The token of a launch, once."""
        with self._lock:
            if number in self._fetched:
                self.refused.append(("cmi5 8.2: the fetch URL is used once", ""))
                return {"error-code": "1", "error-text": "The token was returned already."}
            self._fetched.add(number)
        return {"auth-token": f"token-{number}"}

    def session_of(self, authorization: str) -> Session | None:
        """The session whose token came with a request."""
        scheme, _, token = authorization.partition(" token-")
        if scheme != "Basic" or not token.isdigit() or int(token) >= len(self.sessions):
            self.refused.append(("cmi5 8.2: the token stands in Authorization", authorization))
            return None
        return self.sessions[int(token)]

    def take(self, session: Session, body: bytes) -> tuple[int, str]:
        """Store statements, all or none: status and what is said."""
        if json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":")) != body.decode():
            self.refused.append(("LMS.md 30: a body as JSON.stringify writes it", body.decode()))
        read = json.loads(body)
        batch = read if isinstance(read, list) else [read]
        with self._lock:
            known = {each["id"]: each for other in self.sessions for each in other.statements}
            before = list(session.statements)
            for each in batch:
                if each.get("id") in known:
                    if known[each["id"]] != each:
                        session.statements[:] = before
                        return 409, f"another statement has the id {each['id']}"
                    continue
                rules = broken_rules(each, session)
                if rules:
                    self.refused += [(rule, verb_of(each)) for rule in rules]
                    session.statements[:] = before
                    return 400, "; ".join(rules)
                session.statements.append(each)
        return 200, json.dumps([each["id"] for each in batch])

    def record(self) -> dict[str, Any]:
        """What came in, for a browser program."""
        return {
            "sessions": [each.statements for each in self.sessions],
            "refused": self.refused,
            "requests": self.requests,
            "states": {key[-1]: value.decode() for key, value in self.documents.items()},
        }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    launcher: Launcher

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path, query = self._address()
        if path == "/test/launch":
            mastery = float(query["mastery"]) if "mastery" in query else None
            url = self.launcher.launch(
                query["registration"], query.get("unit", "index.html"), query["mode"], mastery
            )
            self._answer(200, json.dumps({"url": url}).encode())
        elif path == "/test/record":
            self._answer(200, json.dumps(self.launcher.record()).encode())
        elif path == "/test/parts":
            self._answer(200, json.dumps(self.launcher.parts).encode())
        elif path == "/test/fail":
            self.launcher.failing = int(query["times"])
            self._answer(204)
        elif path == "/return":
            self._answer(
                200,
                b'<!DOCTYPE html><title>back</title><link rel="icon" href="data:,"><h1>Back</h1>',
                "text/html",
            )
        elif path.startswith("/package/"):
            self._file(path.removeprefix("/package/"))
        else:
            self._lrs("GET", path, query, b"")

    def do_POST(self) -> None:
        path, query = self._address()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if path.startswith("/fetch/"):
            token = self.launcher.fetch(int(path.removeprefix("/fetch/")))
            self._answer(200, json.dumps(token).encode(), "application/json")
        else:
            self._lrs("POST", path, query, body)

    def do_PUT(self) -> None:
        path, query = self._address()
        self._lrs("PUT", path, query, self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _address(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        return parts.path, {key: value[0] for key, value in parse_qs(parts.query).items()}

    def _lrs(self, method: str, path: str, query: dict[str, str], body: bytes) -> None:
        launcher = self.launcher
        launcher.requests.append((method, path))
        session = launcher.session_of(self.headers.get("Authorization", ""))
        if self.headers.get("X-Experience-API-Version") != "1.0.3":
            launcher.refused.append(("xapi 3.3: every request names its version", path))
        if session is None:
            self._answer(401)
        elif method != "GET" and launcher.failing:
            launcher.failing -= 1
            self._answer(503)
        elif path == "/lrs/statements" and method == "POST":
            status, said = launcher.take(session, body)
            self._answer(status, said.encode())
        elif path == "/lrs/activities/state":
            self._state(method, session, query, body)
        elif path == "/lrs/agents/profile" and method == "GET":
            self._answer(404)
        else:
            launcher.refused.append(("xapi 2: an address of the interface", f"{method} {path}"))
            self._answer(400)

    def _state(self, method: str, session: Session, query: dict[str, str], body: bytes) -> None:
        launcher, name = self.launcher, query.get("stateId", "")
        wanted = (session.activity, session.registration, session.actor)
        given = (query.get("activityId"), query.get("registration"), json.loads(query["agent"]))
        if given != wanted or not name:
            launcher.refused.append(("xapi 2.3: a state is named in full", str(given)))
            self._answer(400)
            return
        key = ("state", session.activity, session.registration, name)
        if method == "PUT":
            if name == "LMS.LaunchData":
                launcher.refused.append(("cmi5 10.0: the launch data are not altered", ""))
            elif session.mode != "Normal":
                launcher.refused.append((f"cmi5 10.0: nothing is kept in {session.mode}", name))
            else:
                launcher.documents[key] = body
            self._answer(204)
        elif key in launcher.documents:
            self._answer(200, launcher.documents[key], "application/json")
        else:
            self._answer(404)

    def _file(self, name: str) -> None:
        data = self.launcher.files.get(name)
        if data is None:
            self.launcher.refused.append(("a file of the package", name))
            self._answer(404)
            return
        self._answer(
            200, data, mimetypes.guess_type(name)[0] or "application/octet-stream", guarded=True
        )

    def _answer(
        self, status: int, body: bytes = b"", kind: str = "text/plain", *, guarded: bool = False
    ) -> None:
        self.send_response(status)
        self.send_header(
            "Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text") else kind
        )
        self.send_header("Cache-Control", "no-store")
        if guarded:
            self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def launching(files: dict[str, bytes], *, is_cmi5: bool) -> Iterator[Launcher]:
    """A Launcher of the package ``files`` that serves while the block runs."""
    launcher = Launcher(files, is_cmi5=is_cmi5)
    handler = type("Handler", (_Handler,), {"launcher": launcher})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    launcher.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield launcher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
