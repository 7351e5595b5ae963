"""Plain text: the file's text, character for character."""

import re

# A file whose control characters (tab and line breaks aside) pass this share is no text.
_CONTROL_SHARE = 0.02
# No multi-byte character of UTF-8, GB 18030 or Big5 holds one of these bytes.
_CONTROLS = bytes((*range(0x00, 0x09), *range(0x0E, 0x1C), 0x7F))
_NULS = re.compile(rb"\x00+")


def looks_binary(content: bytes, charset: str) -> bool:
    """Whether the bytes are binary data rather than text: they hold many control characters.

    A run of NULs counts once: a text that was cut off is often filled up with them.
    """
    if charset.startswith(("utf-16", "utf-32")):
        content = content.decode(charset, "replace").encode("utf-8", "replace")
    content = _NULS.sub(b"\x00", content)
    return len(content) - len(content.translate(None, _CONTROLS)) > len(content) * _CONTROL_SHARE


def read_text(text: str) -> str:
    """The text as it stands: line breaks, tags and escapes such as `<U+00A0>` included.

    Only NUL, which no text holds on purpose and many tools cut at, becomes U+FFFD; the length never changes.
    """
    return text.replace("\x00", "\ufffd")
