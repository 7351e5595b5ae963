"""A government site on this machine: a listing, its documents, and everything that goes wrong on the way to them."""

import ssl
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROSE = "为深入贯彻落实国家决策部署，进一步提高基本公共服务水平，现就有关事项通知如下，请认真贯彻执行。"


@dataclass
class Answer:
    """What one path answers. times: how often it answers so before it answers 200. cut: bytes left out at the end.

    pause: seconds between one byte and the next.
    """

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 0
    seconds: float = 0.0
    cut: int = 0
    etag: str = ""
    last_modified: str = ""
    pause: float = 0.0


class Site:
    """Serves `answers` (path → Answer) and counts what is asked, with the moment of each request."""

    def __init__(self, certificate: tuple[str, str] | None = None) -> None:
        """certificate: files of a certificate and its key, for https."""
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[float, str, int]] = []
        self.agents: set[str] = set()
        self.busiest = 0
        self._asked: Counter[str] = Counter()
        self._busy = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self._scheme = "https"
        self._server.handle_error = lambda *_: None  # a client that hangs up is part of the tests
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def statuses(self, prefix: str = "/") -> Counter:
        return Counter(status for _, path, status in self.requests if path.startswith(prefix))

    def forget(self) -> None:
        """Forget the requests; answers that were given `times` stay given."""
        self.requests.clear()
        self.busiest = 0

    def _handler(site):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                # A client that gave up on a slow answer is gone, its answer is not: those do not count as busy.
                counts = not site.answers.get(self.path, Answer()).seconds
                with site._lock:
                    site._busy += counts
                    site.busiest = max(site.busiest, site._busy)
                try:
                    self._answer(time.monotonic())
                except OSError:
                    self.close_connection = True
                finally:
                    with site._lock:
                        site._busy -= counts

            def _answer(self, moment):
                site.agents.add(self.headers["User-Agent"])
                answer = site.answers.get(self.path, Answer(status=404))
                with site._lock:
                    site._asked[self.path] += 1
                    recovered = answer.times and site._asked[self.path] > answer.times
                status = 200 if recovered else answer.status
                if status == 200 and self._is_known(answer):
                    status = 304
                site.requests.append((moment, self.path, status))
                if answer.seconds and not recovered:
                    time.sleep(answer.seconds)
                self.send_response(status)
                body = b"" if status in (304, 302, 301) else answer.body
                for name, value in ({} if recovered else answer.headers).items():
                    self.send_header(name, value)
                if answer.etag:
                    self.send_header("ETag", answer.etag)
                if answer.last_modified:
                    self.send_header("Last-Modified", answer.last_modified)
                self.send_header("Content-Type", answer.media_type)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                cut = 0 if recovered else answer.cut
                if answer.pause:
                    for byte in body:
                        self.wfile.write(bytes([byte]))
                        time.sleep(answer.pause)
                    return
                self.wfile.write(body[: len(body) - cut])
                if cut:
                    self.wfile.flush()
                    self.close_connection = True

            def _is_known(self, answer):
                by_tag = answer.etag and self.headers["If-None-Match"] == answer.etag
                return by_tag or (answer.last_modified and self.headers["If-Modified-Since"] == answer.last_modified)

            def log_message(self, *_):
                """Silent."""

        return Handler


def document(number: int, counter: int = 0, text: str = "") -> str:
    """A page: its navigation and visit counter change, its article does not."""
    return (
        f"<html><body><div>首页 访问量 {counter}</div><div id=zoom><p>某省通知第{number}号</p><p>{PROSE}{text}</p>"
        f"<p>{PROSE}</p></div></body></html>"
    )
