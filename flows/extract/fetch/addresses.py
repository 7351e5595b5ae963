"""Which addresses may be asked: http and https, allowed hosts, and no machine inside the own network unless allowed.

The host name is resolved here and the connection made to the address that was checked, so that a name cannot be
checked as one address and connected to as another.
"""

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpx

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAFE = "/%:@!$&'()*+,;=~?#[]"


class AddressRefusedError(Exception):
    """An address that may not be asked; the message says why and what allows it."""


def normalised(address: str, base: str = "") -> str | None:
    """The absolute form of a link by which two links to one page are the same; null for what is no web address."""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    where = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[parts.scheme]:
        where = f"{where}:{port}"
    return urlunsplit((parts.scheme, where, quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE), ""))


def host_of(address: str) -> str:
    """Host with its port, as gates and rules of robots.txt count hosts."""
    return urlsplit(address).netloc


def is_allowed_host(address: str, allowed: Iterable[str]) -> bool:
    """Whether the host is one of `allowed`; `*.gov.cn` stands for gov.cn and all below it."""
    host = urlsplit(address).hostname or ""
    return any(_is_or_is_below(host, name.lower()) for name in allowed)


def _is_or_is_below(host: str, name: str) -> bool:
    return host == name or (name.startswith("*.") and (host == name[2:] or host.endswith(name[1:])))


class CheckedTransport(httpx.BaseTransport):
    """Resolves, checks and connects. Raises AddressRefusedError for a private address, httpx.ConnectError for none."""

    def __init__(self, allow_private: bool, check_certificate: bool = True) -> None:
        self._allow_private = allow_private
        self._inner = httpx.HTTPTransport(verify=check_certificate)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        address = self._checked(host, request.url.port or _PORTS[request.url.scheme])
        if address != host:
            # The certificate is still checked against the name.
            request.extensions = {**request.extensions, "sni_hostname": host}
            request.url = request.url.copy_with(host=address)
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()

    def _checked(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise httpx.ConnectError(f"the host {host} is not known ({error})") from error
        addresses = [entry[4][0] for entry in found]
        if not self._allow_private and (private := next(filter(is_private, addresses), None)):
            raise AddressRefusedError(f"{host} is the private address {private}; set allow_private to ask it")
        return addresses[0]


def is_private(address: str) -> bool:
    """Whether an IP address is of the own machine or network, or no address of a single public machine."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # Addresses that carry an IPv4 address lead to it.
        embedded = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            embedded = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = embedded or ip
    return not ip.is_global or ip.is_multicast
