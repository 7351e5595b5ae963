"""One request, politely: robots.txt, the host's gate, conditional headers, limits, redirects, retries with patience."""

import email.utils
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from flows.extract.fetch.addresses import AddressRefusedError, CheckedTransport, host_of, is_allowed_host, normalised
from flows.extract.fetch.declare import SourceDeclaration
from flows.extract.fetch.gate import Gates, HostGate
from flows.extract.fetch.robots import NOTHING_FORBIDDEN, Robots, parse_robots

_TRANSIENT = frozenset((408, 425, 429, 500, 502, 503, 504))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_REDIRECTS = 5
# Headers that are kept with a snapshot.
_KEPT = ("content-type", "etag", "last-modified", "content-disposition", "content-language", "date")


class FetchError(Exception):
    """An address that gave no document. reason: not_allowed, not_found, too_large, unsupported_format, fetch_failed.

    is_transient: whether a later run may succeed.
    """

    def __init__(self, reason: str, detail: str, is_transient: bool = False) -> None:
        self.reason, self.detail, self.is_transient = reason, detail, is_transient
        super().__init__(detail)


class _TransientError(Exception):
    """Try again, after `wait` seconds if the server named them."""

    def __init__(self, detail: str, wait: float | None = None) -> None:
        self.wait = wait
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. content is null when it is unchanged since the validators that were sent (304)."""

    url: str
    final_url: str
    status: int
    content: bytes | None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "")


class PoliteClient:
    """Requests on behalf of one source; safe for threads. Close it after use."""

    def __init__(self, source: SourceDeclaration, gates: Gates, sleep: Callable[[float], None] = time.sleep) -> None:
        self._source = source
        self._gates = gates
        self._sleep = sleep
        self._lock = threading.Lock()
        # Host → its rules, or why they cannot be known.
        self._robots: dict[str, Robots | FetchError] = {}
        self._client = httpx.Client(
            transport=CheckedTransport(source.allow_private, source.check_certificate),
            timeout=httpx.Timeout(source.timeout_seconds, connect=min(source.timeout_seconds, 15.0)),
            headers={"User-Agent": source.user_agent, "Accept-Language": "zh-CN,zh;q=0.9,*;q=0.5"},
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> "PoliteClient":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(
        self,
        url: str,
        hosts: tuple[str, ...],
        validators: Mapping[str, str] | None = None,
        any_type: bool = False,
        is_met: Callable[[str], bool] = lambda _: False,
    ) -> Fetched:
        """Fetch one address. hosts: the hosts that it and its redirects may be on.

        any_type: whether any media type is taken (listings and sitemaps). is_met: whether the target of a redirect is
        fetched anyway; it is then not asked here, and the status is that of the redirect. Raises FetchError.
        """
        address, final, chain = url, url, {url}
        for _ in range(_MOST_REDIRECTS + 1):
            self._check(final, hosts)
            answer = self._with_patience(final, validators or {}, any_type)
            if isinstance(answer, Fetched):
                return Fetched(address, final, answer.status, answer.content, answer.headers)
            if answer in chain:
                raise FetchError("fetch_failed", "it redirects in a circle")
            chain.add(answer)
            if is_met(answer):
                return Fetched(address, answer, 302, None)
            final = answer
        raise FetchError("fetch_failed", f"more than {_MOST_REDIRECTS} redirects")

    def _check(self, url: str, hosts: tuple[str, ...]) -> None:
        if not is_allowed_host(url, hosts):
            raise FetchError("not_allowed", f"{host_of(url)} is none of the allowed hosts; add it to allowed_hosts")
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if self._source.obey_robots and not self._robots_of(url).allows(path):
            raise FetchError("not_allowed", "robots.txt of the host forbids it")

    def _robots_of(self, url: str) -> Robots:
        host = host_of(url)
        with self._lock:  # one thread asks, the others wait for its answer
            if host not in self._robots:
                self._robots[host] = self._ask_for_robots(url)
            robots = self._robots[host]
        if isinstance(robots, FetchError):
            raise FetchError("fetch_failed", f"robots.txt cannot be read: {robots.detail}", is_transient=True)
        if robots.delay_seconds:
            self._gate(url).slow_down(robots.delay_seconds)
        return robots

    def _ask_for_robots(self, url: str) -> Robots | FetchError:
        """RFC 9309, 2.3.1: no file allows all; a server that cannot say forbids all."""
        address: str | None = normalised("/robots.txt", url)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                answer = self._with_patience(address, {}, any_type=True)
                if isinstance(answer, Fetched):
                    return parse_robots(answer.content or b"", self._source.user_agent)
                address = answer
        except FetchError as error:
            return error if error.is_transient else NOTHING_FORBIDDEN
        return NOTHING_FORBIDDEN

    def _gate(self, url: str) -> HostGate:
        return self._gates.of(host_of(url), self._source.delay_seconds, self._source.concurrency)

    def _with_patience(self, url: str, validators: Mapping[str, str], any_type: bool) -> Fetched | str:
        """The answer, or the address that it redirects to; transient faults are tried again."""
        gate = self._gate(url)
        for attempt in range(1, self._source.attempts + 1):
            try:
                with gate.passage():
                    return self._once(url, validators, any_type)
            except AddressRefusedError as error:
                raise FetchError("not_allowed", str(error)) from error
            except (httpx.TransportError, httpx.DecodingError, _TransientError) as error:
                wait = getattr(error, "wait", None)
                fault = str(error) or type(error).__name__
                if "CERTIFICATE_VERIFY_FAILED" in fault:
                    detail = "the certificate of the host cannot be checked; if you trust it, check_certificate = false"
                    raise FetchError("fetch_failed", detail, is_transient=True) from error
                if attempt == self._source.attempts:
                    raise FetchError("fetch_failed", f"{fault}, {attempt} times", is_transient=True) from error
                if wait is None:
                    jitter = random.uniform(0.7, 1.3)  # nosec B311 # no secret hangs on it
                    self._sleep(self._source.backoff_seconds * 2 ** (attempt - 1) * jitter)
                elif wait <= self._source.longest_wait_seconds:
                    gate.pause(wait)
                else:
                    detail = f"{fault}: the host asks to come back in {wait:,.0f} s; run again then"
                    raise FetchError("fetch_failed", detail, is_transient=True) from error
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise FetchError("fetch_failed", str(error)) from error
        raise AssertionError("the loop returns or raises")

    def _once(self, url: str, validators: Mapping[str, str], any_type: bool) -> Fetched | str:
        with self._client.stream("GET", url, headers=dict(validators)) as response:
            status = response.status_code
            if status in _REDIRECTS:
                target = normalised(response.headers.get("location", ""), url)
                if target is None:
                    raise FetchError("fetch_failed", f"a redirect ({status}) that leads nowhere")
                return target
            if status in _TRANSIENT:
                raise _TransientError(f"the host answers {status}", _retry_after(response))
            headers = {name: response.headers[name] for name in _KEPT if name in response.headers}
            if status == 304:
                return Fetched(url, url, status, None, headers)
            if status != 200:
                reason = "not_found" if status in (404, 410) else "fetch_failed"
                raise FetchError(reason, f"the host answers {status}")
            if not any_type and not self._is_wanted(response.headers.get("content-type", "")):
                detail = f"{response.headers['content-type']} is none of the media_types"
                raise FetchError("unsupported_format", detail)
            return Fetched(url, url, status, self._body(response), headers)

    def _is_wanted(self, media_type: str) -> bool:
        essence = media_type.partition(";")[0].strip().lower()
        return not essence or essence.startswith(tuple(self._source.media_types))

    def _body(self, response: httpx.Response) -> bytes:
        """The body, decompressed, within the limits of size and time."""
        largest = self._source.largest_bytes
        stated = response.headers.get("content-length", "")
        if stated.isdecimal() and int(stated) > largest:
            raise FetchError("too_large", f"{int(stated):,} bytes, at most {largest:,} are fetched")
        body = bytearray()
        deadline = time.monotonic() + self._source.total_seconds
        for chunk in response.iter_bytes():  # as they arrive: a full chunk of a trickle may take forever
            self._sleep(0)  # where a stop is noticed
            body += chunk
            if len(body) > largest:
                raise FetchError("too_large", f"more than {largest:,} bytes")
            if time.monotonic() > deadline:
                raise _TransientError(f"not done after {self._source.total_seconds:g} s")
        return bytes(body)


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that the server asks to wait: a number, or a date; null when it does not say."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    return max(0.0, moment.timestamp() - time.time())
