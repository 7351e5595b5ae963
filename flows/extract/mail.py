"""E-mails (.eml) with their attachments, and pages that a browser saved as one file (.mht)."""

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from flows.errors import SourceError
from flows.extract.containers import Part, PartError, is_wanted, member_name
from flows.extract.decode import decode
from flows.extract.pages import read_page
from flows.extract.reading import Reading
from flows.extract.text import read_text

_MOST_PARTS = 500
_LINE_ENDS = re.compile(r"\r\n?")


def mail_parts(content: bytes) -> Iterator[Part]:
    """The mail itself (its name is ""), then its attachments that are documents."""
    yield Part("", content, "message/rfc822")
    try:
        message = _parsed(content)
        parts = _leaves(message)
    except ValueError:
        return  # reading the mail itself says what is wrong with it
    for number, part in enumerate(parts, start=1):
        name = part.get_filename()
        if not name or not is_wanted(name):
            continue
        try:
            yield Part(member_name(name), _payload(part))
        except PartError as error:
            yield Part(f"attachment-{number}", fault=error)


def read_mail(uri: str, content: bytes) -> Reading:
    """The mail's text. head: title (subject), published_date, publisher (sender).

    Raises SourceError broken_document, no_text.
    """
    message = _message(uri, content)
    body = message.get_body(("html", "plain"))
    if body is None:
        raise SourceError(uri, "no_text", "the mail has no text of its own; its attachments are read by themselves")
    reading = _read_part(uri, body)
    return Reading(reading.text, reading.charset, {**reading.head, **_head(message)}, reading.tables, reading.body)


def read_saved_page(uri: str, content: bytes) -> Reading:
    """The page of an .mht file, the part that the others serve. Raises SourceError broken_document."""
    message = _message(uri, content)
    pages = [part for part in _leaves(message) if part.get_content_type() in ("text/html", "text/plain")]
    if not pages:
        raise SourceError(uri, "broken_document", "the saved page has no page in it; save it again")
    page = next((part for part in pages if part.get_content_type() == "text/html"), pages[0])
    reading = _read_part(uri, page)
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    head = dict(reading.head)
    if address.startswith(("http://", "https://")):
        head.setdefault("source_url", address)
    return Reading(reading.text, reading.charset, head, reading.tables, reading.body)


def _parsed(content: bytes) -> EmailMessage:
    """Raises ValueError for what is no mail. The parser compares each line with every boundary that is open."""
    if content.count(b"oundary=") > _MOST_PARTS:
        raise ValueError("it nests parts without end")
    try:
        return email.message_from_bytes(content, policy=email.policy.default)
    except (RecursionError, LookupError, AttributeError, TypeError, IndexError) as error:
        raise ValueError(f"no mail can be made of it: {error}") from error


def _message(uri: str, content: bytes) -> EmailMessage:
    try:
        message = _parsed(content)
        if not message.keys():
            raise ValueError("it has no header")
        _leaves(message)
    except ValueError as error:
        raise SourceError(uri, "broken_document", f"the mail is damaged ({error}); export it again") from error
    return message


def _leaves(message: EmailMessage) -> list[EmailMessage]:
    """The parts that are no containers, without recursion. Raises ValueError when there are too many."""
    leaves, pending, count = [], [message], 0
    while pending:
        part = pending.pop()
        count += 1
        if count > _MOST_PARTS:
            raise ValueError(f"more than {_MOST_PARTS} parts")
        if part.is_multipart():
            pending.extend(reversed(part.get_payload()))
        else:
            leaves.append(part)
    return leaves


def _payload(part: EmailMessage) -> bytes:
    try:
        return part.get_payload(decode=True) or b""
    except (ValueError, LookupError, AssertionError) as error:
        raise PartError("broken_document", f"the attachment cannot be decoded ({error})") from error


def _read_part(uri: str, part: EmailMessage) -> Reading:
    try:
        content = _payload(part)
    except PartError as error:
        raise SourceError(uri, error.reason, error.detail) from error
    text, charset = decode(uri, content, part.get_content_charset())
    if part.get_content_type() == "text/html":
        return read_page(uri, text, charset)
    return Reading(read_text(_LINE_ENDS.sub("\n", text)), charset)


def _head(message: EmailMessage) -> dict[str, str]:
    head = {"title": _header(message, "Subject"), "publisher": _header(message, "From")}
    with suppress(ValueError, TypeError, IndexError):
        head["published_date"] = parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    return {key: value for key, value in head.items() if value}


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""  # a header that breaks its own grammar is not there
