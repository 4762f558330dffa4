"""The door to all documents: each is read by a worker process that may fail alone."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Final

import msgspec

from compendium.reading.document import Document
from compendium.reading.limits import DEFAULT_LIMITS, Limits
from compendium.reading.worker import WIDTH, Answer, Task
from compendium.vocabulary.errors import FaultError, UserError

_START_SECONDS: Final = 30.0
"""Beyond a file's own time: a busy machine may need long to start the worker."""

_CHUNK: Final = 1 << 20


def read_document(
    source: Path | bytes, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """The document in a file or in bytes, read by a worker process of its own.

    ``name`` is what the person calls the file (default: the file's name); its ending is
    only a hint. Raises UserError with one clear sentence for whatever cannot be read:
    ``no-file``, ``empty-file``, ``too-large``, ``encrypted``, ``damaged-file``,
    ``wrong-extension``, ``unknown-format``, ``too-slow``, ``too-heavy``, ``too-deep``,
    ``too-many-pages``, ``too-long``, ``only-pictures``, ``empty-document``.
    """
    with Reader(limits) as reader:
        return reader.read(source, name)


class Reader:
    """Keeps one worker for many files; a worker that dies or hangs is replaced."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()
        self._fresh = True

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, source: Path | bytes, name: str | None = None) -> Document:
        """The document in a file or in bytes; see ``read_document``."""
        data = source if isinstance(source, bytes) else _bytes_of(source, self.limits)
        called = name or (source.name if isinstance(source, Path) else "")
        task = msgspec.msgpack.encode(Task(data=data, name=called, limits=self.limits))
        with self._lock:
            reply = self._ask(task)
        answer = msgspec.msgpack.decode(reply, type=Answer)
        if answer.document is None:
            raise UserError(answer.code, answer.message)
        return answer.document

    def close(self) -> None:
        """End the worker and remove what it may have left."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            process.wait()
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()

    def _ask(self, task: bytes) -> bytes:
        process = self._running()
        seconds = self.limits.seconds + (_START_SECONDS if self._fresh else 0)
        self._fresh = False
        try:
            return _exchange(process, task, time.monotonic() + seconds)
        except TimeoutError:
            self.close()
            raise UserError(
                "too-slow", f"Reading this file took longer than {self.limits.seconds:g} seconds."
            ) from None
        except (EOFError, BrokenPipeError):
            self.close()
            raise UserError(
                "damaged-file",
                "This file could not be read; it is damaged, or too large to be opened safely.",
            ) from None
        except BaseException:
            self.close()
            raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._fresh = True
            self._folder = tempfile.TemporaryDirectory(prefix="compendium-reading-")
            self._process = _started(self.limits, self._folder.name)
        return self._process


def _started(limits: Limits, folder: str) -> subprocess.Popen[bytes]:
    kept = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "TESSDATA_PREFIX", "SYSTEMROOT")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "compendium.reading.worker", str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd=folder,
            env={**environment, "HOME": folder, "TMPDIR": folder, "OMP_THREAD_LIMIT": "1"},
        )
    except OSError as error:
        raise FaultError(
            "no-worker", f"The process that reads files did not start: {error}."
        ) from None


def _exchange(process: subprocess.Popen[bytes], task: bytes, until: float) -> bytes:
    """Send a frame and wait for the answer's. Raises TimeoutError, EOFError, BrokenPipeError."""
    if process.stdin is None or process.stdout is None:  # pragma: no cover  both are pipes
        raise EOFError
    out = memoryview(len(task).to_bytes(WIDTH, "big") + task)
    got = bytearray()
    wanted = WIDTH
    os.set_blocking(process.stdin.fileno(), False)
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        waiting.register(process.stdin, selectors.EVENT_WRITE)
        while len(got) < wanted:
            ready = waiting.select(until - time.monotonic())
            if not ready or time.monotonic() >= until:
                raise TimeoutError
            for key, _ in ready:
                if key.fileobj is process.stdin:
                    out = out[os.write(key.fd, out[:_CHUNK]) :]
                    if not out:
                        waiting.unregister(process.stdin)
                    continue
                piece = os.read(key.fd, _CHUNK)
                if not piece:
                    raise EOFError
                got += piece
                if wanted == WIDTH and len(got) >= WIDTH:
                    wanted = WIDTH + int.from_bytes(got[:WIDTH], "big")
    return bytes(got[WIDTH:])


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise UserError("no-file", f"{path.name} is a folder; name the file in it.")
        with path.open("rb") as file:
            return file.read(limits.size + 1)
    except FileNotFoundError:
        raise UserError("no-file", f"There is no file at {path}.") from None
    except OSError as error:
        raise UserError("no-file", f"The file {path} cannot be opened: {error.strerror}.") from None
