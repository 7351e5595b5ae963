"""The article of a page whose scripts would show it: markup or text kept in scripts and form fields."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

# An article has so many Chinese characters; descriptions for search engines and share bars have fewer.
_LEAST_CHARACTERS = 200
_CHINESE = re.compile("[\u4e00-\u9fff]")
_MARKUP = re.compile(r"<(?:p|div|br|span|table|section|h[1-6]|font|article|strong)\b", re.I)
_ESCAPED_MARKUP = re.compile(r"&lt;(?:p|div|br|span|table|section)\b", re.I)
_SCRIPT = re.compile(r"<script\b([^<>]{0,2000})>", re.I)
_TEMPLATE_TYPE = re.compile(r"type\s{0,9}=\s{0,9}[\"']?text/(?:html|template|x-)", re.I)
_FIELD = re.compile(r"<textarea\b[^<>]{0,2000}>|<input\b[^<>]{0,2000}?\bvalue\s{0,9}=\s{0,9}([\"'])", re.I)
# What follows a quotation mark, to the mark that ends the string.
_STRING_ENDS = {mark: re.compile(rf"(?:[^{mark}\\]|\\.)*+{mark}", re.S) for mark in "\"'`"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "0": "", "\n": ""}
_MOST_VALUES = 100_000


def embedded_article(markup: str) -> str:
    """The longest article that scripts and form fields hold, as markup or text; "" when there is none."""
    return max(_articles(markup), key=len, default="")


def is_markup(text: str) -> bool:
    return _MARKUP.search(text) is not None


def _articles(markup: str) -> Iterator[str]:
    for text in _kept_texts(markup):
        text = _plain(text)
        if len(text) >= _LEAST_CHARACTERS and len(_CHINESE.findall(text)) >= _LEAST_CHARACTERS:
            yield text


def _plain(text: str) -> str:
    """Without the encodings that keep markup from being markup."""
    if "%3C" in text or "%3c" in text:
        text = unquote(text)
    if _ESCAPED_MARKUP.search(text) and not is_markup(text):
        text = html.unescape(text)
    return text


def _kept_texts(markup: str) -> Iterator[str]:
    lower = markup.lower()
    # What opens inside is text of what is open.
    end = 0
    while (match := _SCRIPT.search(markup, end)) and (end := lower.find("</script", match.end())) >= 0:
        script = markup[match.end() : end]
        if _TEMPLATE_TYPE.search(match[1]):
            yield script
        else:
            yield from _strings(script)
    end = 0
    while (match := _FIELD.search(markup, end)) and (end := lower.find(match[1] or "</textarea", match.end())) >= 0:
        yield html.unescape(markup[match.end() : end])


def _strings(script: str) -> Iterator[str]:
    """The strings of a JSON or JavaScript text, of each kind of quotation mark; nested JSON is looked into."""
    if len(script) < _LEAST_CHARACTERS:
        return
    try:
        yield from _values(json.loads(script))
        return
    except (ValueError, RecursionError):
        pass
    for mark, ends in _STRING_ENDS.items():
        place = script.find(mark)
        while place >= 0 and (match := ends.match(script, place + 1)):
            if match.end() - place > _LEAST_CHARACTERS:
                yield from _looked_into(_unescaped(script[place + 1 : match.end() - 1]))
            place = script.find(mark, match.end())


def _looked_into(text: str) -> Iterator[str]:
    if text[:1] in "{[":
        try:
            yield from _values(json.loads(text, strict=False))
            return
        except (ValueError, RecursionError):
            pass
    yield text


def _values(value: Any) -> Iterator[str]:
    """All texts in a parsed JSON value."""
    pending, count = [value], 0
    while pending and count < _MOST_VALUES:
        count += 1
        value = pending.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)


def _unescaped(text: str) -> str:
    """A JavaScript string without its escapes."""
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(lambda match: _character(match), text)
    # Characters beyond the basic plane are written as two escapes.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match) -> str:
    if code := match[1] or match[2]:
        return chr(int(code, 16))
    return _CONTROLS.get(match[3], match[3])
