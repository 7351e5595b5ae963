"""Who signs a document and to whom it goes, placed in its text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.clean.zones import Zones
from flows.model import AgencyMention, PlanContext
from flows.reference import alternatives
from flows.segment.signatories import find_addressees, find_issuers
from flows.text import Passage

_SPEAKS_FOR = re.compile(r"代表([一-鿿]{0,14}?(?:人民政府|国务院|政府))")
# Without these words a report speaks for the government that it names first.
_GOVERNMENT = re.compile(rf"(?<![一-鿿])((?:{alternatives('body_words', 'level')})人民政府)")
_ORDER = re.compile(
    r"(?P<body>(?<![一-鿿])[一-鿿]{2,18}(?:政府|[部委署局厅院会]))令\n?\(?(?P<number>第[\d一二三四五六七八九十百〇零]{1,5}号)"
)
# 甲省发展和改革委员会甲省能源局文件甲发改能源〔2020〕1341号: the head of a paper that lost its breaks.
_LETTERHEAD = re.compile(r"(?P<bodies>[一-鿿()\n]{4,80}?)文件\n?(?=[一-鿿]{2,14}[〔\[(])")
# 国 家 数 据 局: a name set wide
_SPACED = re.compile(r"(?:(?<=\n)|^)(?:[一-鿿]\n){3,}[一-鿿](?=\n|$)")
_OPENING_REACH = 400
_HEAD_REACH = 4_000


def read_issuers(
    passage: Passage,
    zones: Zones,
    signed: Sequence[tuple[str, tuple[int, ...]]],
    values: Mapping[str, str],
    context: PlanContext,
) -> list[AgencyMention]:
    """Who signs; else who the title, the speech, the order, the news or the letterhead names; else the metadata."""
    for text, offsets in signed:
        found = find_issuers(text, context)
        if found:
            return _placed(found, offsets)
    for span in (_title_place(passage, zones, zones.notice_title), zones.title_span):
        if span:
            text, offsets = lined(passage, *span)
            found = find_issuers(text, context)
            if found:
                return _placed(found, offsets)
    order = find_order(passage, zones)
    for span in (speaks_for(passage, zones), order.span("body") if order else None, zones.announced):
        if span:
            text, offsets = lined(passage, *span)
            found = find_issuers(text, context)
            if found:
                return _placed(found, offsets)
    found = find_issuers(letterhead(passage), context)
    if found:
        return _placed(found, passage.offsets)
    publisher = values.get("publisher")
    if publisher and (at := passage.text.find(publisher)) >= 0:
        text, offsets = lined(passage, at, at + len(publisher))
        return _placed(find_issuers(text, context), offsets)
    return []


def letterhead(passage: Passage) -> str:
    """The bodies in the head of a paper that lost its breaks; empty when it begins with none."""
    found = _LETTERHEAD.match(passage.text)
    return found["bodies"] if found else ""


def find_order(passage: Passage, zones: Zones) -> re.Match[str] | None:
    """The order by which rules are issued, before their text: 某市人民政府令(第16号); groups body and number."""
    end = min(zones.body[0][0] if zones.body else _HEAD_REACH, _HEAD_REACH)
    return _ORDER.search(passage.text, 0, end)


def speaks_for(passage: Passage, zones: Zones) -> tuple[int, int] | None:
    """Where a report names the government in whose name it is delivered: 我代表市人民政府."""
    if "报告" not in (zones.title or ""):
        return None
    speaker = _SPEAKS_FOR.search(passage.text, *_opening(zones))
    if speaker is None and "政府工作报告" in zones.title:
        speaker = _GOVERNMENT.search(passage.text, *_opening(zones))
    return speaker.span(1) if speaker else None


def _opening(zones: Zones) -> tuple[int, int]:
    start = zones.body[0][0] if zones.body else 0
    return start, start + _OPENING_REACH


def _title_place(passage: Passage, zones: Zones, title: str | None) -> tuple[int, int] | None:
    if not title:
        return None
    at = passage.text.find(title[:10])
    return (at, at + len(title)) if 0 <= at <= _HEAD_REACH else None


def read_addressees(passage: Passage, zones: Zones, context: PlanContext) -> list[AgencyMention]:
    if not zones.addressees:
        return []
    text, offsets = lined(passage, *zones.addressees)
    return _placed(find_addressees(text, context), offsets)


def _placed(mentions: Sequence[AgencyMention], offsets: Sequence[int]) -> list[AgencyMention]:
    return [replace(m, start=offsets[m.start], end=offsets[m.end - 1] + 1) for m in mentions]


def lined(passage: Passage, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """A stretch of the passage with a line break wherever white space stood, and the offset of each character."""
    text, offsets = [], []
    for index in range(start, end):
        offset = passage.offsets[index]
        if offsets and offset != offsets[-1] + 1 and text[-1] != "\n" and passage.text[index] not in "\n(〔[【":
            text.append("\n")
            offsets.append(offsets[-1] + 1)
        text.append(passage.text[index])
        offsets.append(offset)
    spaced = _SPACED.finditer("".join(text))
    within = {at for name in spaced for at in range(*name.span()) if text[at] == "\n"}
    kept = [at for at in range(len(text)) if at not in within]
    return "".join(text[at] for at in kept), tuple(offsets[at] for at in kept)
