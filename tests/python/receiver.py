"""A receiver of webhooks on a free loopback port."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Delivered:
    """One delivery, as it came."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What was delivered to it, in order; it takes everything."""

    url: str
    delivered: list[Delivered] = field(default_factory=list)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Listens until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.delivered.append(Delivered(headers, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        receiver = Receiver(f"http://127.0.0.1:{listener.server_address[1]}/handover")
        thread = threading.Thread(target=listener.serve_forever)
        thread.start()
        try:
            yield receiver
        finally:
            listener.shutdown()
            thread.join()
