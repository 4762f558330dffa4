"""The desk's server: this machine alone, one thread for each connection, no log of requests."""

from __future__ import annotations

import errno
from collections.abc import Callable
from socketserver import TCPServer, ThreadingMixIn
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from compendium.vocabulary.errors import FaultError, UserError

HERE: Final = "127.0.0.1"


class _Server(ThreadingMixIn, WSGIServer):
    """Browsers open connections ahead of need: one thread would wait on them for ever."""

    daemon_threads = True

    def server_bind(self) -> None:
        """Bind without asking who this machine is called, which may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, int(self.server_address[1])
        self.setup_environ()


class _Quiet(WSGIRequestHandler):
    timeout = 30

    def log_message(self, *_: Any) -> None:  # noqa: ANN401  the library's signature
        """Say nothing: addresses hold the key."""


def listening(port: int) -> _Server:
    """A server that listens; 0 takes any free port.

    Raises UserError ``port-in-use``, FaultError ``no-socket``.
    """
    try:
        return _Server((HERE, port), _Quiet)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise UserError(
                "port-in-use", f"Port {port} cannot be had: choose another with --port."
            ) from None
        raise FaultError("no-socket", f"The port cannot be opened: {error}.") from None


def serve(server: _Server, application: Callable[..., Any]) -> None:
    """Answer until interrupted."""
    server.set_app(application)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
