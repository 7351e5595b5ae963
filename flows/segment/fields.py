"""The document's own metadata: title, type, numbers, bodies, region, years, dates, flags (GUIDELINES "Document")."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from flows.clean.furniture import has_carrier_mark
from flows.clean.metadata import MetadataBlock
from flows.clean.patterns import DOCUMENT_NUMBER
from flows.clean.titles import document_type, transmitted_title
from flows.clean.zones import Zones
from flows.model import AgencyMention, DocumentFields, Item, PlanContext, RawDocument, Span
from flows.segment.dates import find_dates
from flows.segment.regions import resolve_region
from flows.segment.signatories import find_addressees, find_issuers
from flows.text import Passage, fold

_INDEX_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9/\\—_.\-〔〕()]{3,60}")
_URL = re.compile(r"https?://[^\s一-鿿,;()<>\"']{6,300}")
_YEAR = re.compile(r"((?:19|20)\d{2})(?=年|[-—~至到]|\D)")
_HAN_YEAR = re.compile(r"([一二][〇○零一二三四五六七八九]{3})年")
_YEAR_SPAN = re.compile(r"((?:19|20)\d{2})年?(?:[-—~至到]{1,2})((?:19|20)\d{2})年?")
_FIVE_YEAR_PLAN = re.compile(r"“?(十[一二三四五]|十)五”?(?:时期)?(?:规划|发展规划|专项规划|$)|“(十[一二三四五]|十)五”")
_FIRST_FIVE_YEAR = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_SPEAKS_FOR = re.compile(r"代表([一-鿿]{0,14}?(?:人民政府|国务院|政府))")
_PUBLISHED_LEAD = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日[^。,]{0,6}(?:发布|公布)")
_MASKED = re.compile(r"(?:XX|××|xx|某某|\*\*)(?=[市省县区州镇乡教特“”、,。学职地])")
_YEAR_AHEAD = re.compile(
    r"((?:19|20)\d{2})年?(?:的)?(?:主要|重点|总体|政府)?(?:工作|任务|目标|预期目标)(?:安排|思路|任务|重点|目标|要求|建议|是|为|:)"
)
_TERMINAL = "。!?;”)》…"
_OPENING_REACH = 400
_HEAD_REACH = 4_000
_RUN_ON_SHARE = 0.5


def read_fields(
    raw: RawDocument,
    passage: Passage,
    zones: Zones,
    metadata: MetadataBlock,
    residue: Sequence[Span],
    body: Passage,
    items: Sequence[Item],
    has_flat_table: bool,
) -> tuple[DocumentFields, tuple[AgencyMention, ...]]:
    """The fields of one document, and its issuers and addressees (item null; offsets in the document's text)."""
    values = {**_from_crawler(raw.head), **metadata.values}
    title = zones.title
    signed = [_lined(passage, *signature) for signature in zones.signatures]
    written = _written_date(signed, values, passage, zones)
    published = _first_date(
        values.get("published_date")
        or raw.head.get("published_date")
        or _byline(passage, zones, written.year if written else None)
    )
    issuer_texts = [*(text for text, _ in signed), zones.notice_title or "", title or "", values.get("publisher", "")]
    year, year_end = _plan_years(title, zones.notice_title, body, written, published)
    region = resolve_region(
        [text for text in issuer_texts if text],
        title,
        body.text,
        [hint for hint in (values.get("publisher"), raw.head.get("site_name"), raw.head.get("publisher")) if hint],
        year,
    )
    context = PlanContext(region=region, plan_year=year, plan_year_end=year_end, title=title)
    fields = DocumentFields(
        title=title,
        document_type=_type(zones),
        document_number=_document_number(passage, zones, values),
        index_number=_index_number(values),
        region=region,
        plan_year=year,
        plan_year_end=year_end,
        written_date=written,
        published_date=published,
        source_url=_source_url(raw, passage, zones, values),
        flags=_flags(raw, passage, zones, residue, body, items, title, has_flat_table),
    )
    return fields, tuple(_issuers(passage, zones, signed, values, context)) + tuple(
        _addressees(passage, zones, context)
    )


def _from_crawler(head: Mapping[str, str]) -> dict[str, str]:
    known = ("document_number", "index_number", "written_date", "published_date", "publisher", "source_url")
    return {key: head[key] for key in known if head.get(key)}


def _type(zones: Zones) -> str:
    """A notice without its plan is a 通知; one with several plans is what the last of them is."""
    if zones.is_truncated_notice and (zones.title or "").endswith("通知"):
        return "通知"
    if zones.transmits_several:
        return document_type(transmitted_title(zones.title or "") or zones.title)
    return document_type(zones.title)


def _lined(passage: Passage, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """A stretch of the passage with a line break wherever white space stood, and the offset of each character."""
    text, offsets = [], []
    for index in range(start, end):
        offset = passage.offsets[index]
        if offsets and offset != offsets[-1] + 1 and text[-1] != "\n" and passage.text[index] != "\n":
            text.append("\n")
            offsets.append(offsets[-1] + 1)
        text.append(passage.text[index])
        offsets.append(offset)
    return "".join(text), tuple(offsets)


def _first_date(text: str | None) -> date | None:
    whole = (found for found in find_dates(text or "") if found.month and found.day)
    return next((date(found.year, found.month, found.day) for found in whole), None)


def _written_date(
    signed: Sequence[tuple[str, tuple[int, ...]]], values: Mapping[str, str], passage: Passage, zones: Zones
) -> date | None:
    """The date under the signature; for a speech the one in the lines under its title; else the metadata's 成文日期."""
    for text, _ in signed:
        found = _first_date(text.replace("\n", ""))
        if found:
            return found
    written = _first_date(values.get("written_date"))
    if written or not zones.title_span:
        return written
    body_start = zones.body[0][0] if zones.body else zones.title_span[1]
    return _first_date(passage.text[zones.title_span[1] : body_start])


def _byline(passage: Passage, zones: Zones, year: int | None) -> str | None:
    """A dateline in the furniture before the plan: 时间:2016-03-31 15:06, or 4月3日发布 in a carrier's lead."""
    for start, end, kind in sorted(zones.marked):
        if zones.body and start > zones.body[0][0]:
            break
        text = passage.text[start:end]
        if kind == "navigation" and re.search(r"\d{4}-\d{1,2}-\d{1,2}|(?:时间|日期):?\d{4}", text):
            return text
        lead = _PUBLISHED_LEAD.search(text) if kind in ("navigation", "promo") else None
        if lead and year:
            return f"{lead[1] or year}年{lead[2]}月{lead[3]}日"
    return None


def _plan_years(
    title: str | None, notice_title: str | None, body: Passage, written: date | None, published: date | None
) -> tuple[int | None, int | None]:
    """First and last year the plan is for: of its title, of the period its opening names, else of its dates."""
    for text in (title, notice_title):
        if not text:
            continue
        text = _HAN_YEAR.sub(lambda match: _han_year(match[1]) + "年", text)
        span = _YEAR_SPAN.search(text)
        if span:
            return int(span[1]), int(span[2])
        five = _FIVE_YEAR_PLAN.search(text)
        if five and "规划" in text:
            first = _FIRST_FIVE_YEAR[five[1] or five[2]]
            return first, first + 4
        # 2022年工作总结暨2023年工作思路: the last year named is the plan's.
        years = [int(match[1]) for match in _YEAR.finditer(text)]
        if years and "规划" not in text:
            return max(years), None
        if years:
            return years[0], None
    opening = body.text[:_OPENING_REACH]
    reference = written.year if written else published.year if published else None
    named = [int(m[1]) for m in re.finditer(r"(?<!\d)((?:19|20)\d{2})年(?=是|,|,?全[市省县区校]|工作)", opening)]
    if reference is None:
        ahead = [int(match[1]) for match in _YEAR_AHEAD.finditer(body.text)]
        return (max(ahead) if ahead else named[0] if named else _year_after_review(body.text)), None
    if named and reference is not None and named[0] in (reference, reference + 1):
        return named[0], None
    return reference, None


def _year_after_review(text: str) -> int | None:
    """The year after the one that a speech reviews: 2015年工作回顾 → 2016; the plan period that begins → its first."""
    reviewed = [int(match[1]) for match in re.finditer(r"((?:19|20)\d{2})年(?:政府)?(?:主要)?工作(?:回顾|总结)", text)]
    if reviewed:
        return max(reviewed) + 1
    periods = [_FIRST_FIVE_YEAR[match[1]] for match in re.finditer(r"“(十[一二三四五]|十)五”时期", text)]
    return max(periods) if periods and f"{max(periods) - 1}年" in text else None


def _han_year(text: str) -> str:
    return "".join("0" if c in "〇○零" else str("一二三四五六七八九".index(c) + 1) for c in text)


def _document_number(passage: Passage, zones: Zones, values: Mapping[str, str]) -> str | None:
    told = DOCUMENT_NUMBER.search(fold(values.get("document_number", "")))
    if told:
        return normal_document_number(told.group())
    if zones.document_number:
        return normal_document_number(passage.text[slice(*zones.document_number)])
    # Before the plan, outside of titles in 《》 and of the sentence that hands the plan over.
    head, _ = _lined(passage, 0, min(zones.body[0][0] if zones.body else len(passage.text), _HEAD_REACH))
    for match in DOCUMENT_NUMBER.finditer(head):
        line = head[head.rfind("\n", 0, match.start()) + 1 : match.start()]
        if "》" not in line and not re.search(r"[,。]|根据|按照|依据", line):
            return normal_document_number(match.group())
    told = values.get("document_number", "")
    return told if re.search(r"第\d+号", told) else None


def normal_document_number(text: str) -> str:
    """A 发文字号 in its normal form (GB/T 9704): year in 〔〕, closing 号, no brackets around, no leading title."""
    text = text.strip("()").replace(" ", "")
    text = re.sub(r"[〔\[(【](\d{4})[〕\])】]", r"〔\1〕", text)
    text = re.sub(r"^.*?(?:文件|通知)(?=[一-鿿]{1,12}〔)", "", text)
    return text if text.endswith("号") else text + "号"


def _index_number(values: Mapping[str, str]) -> str | None:
    match = _INDEX_NUMBER.search(values.get("index_number", ""))
    return match.group() if match else None


def _source_url(raw: RawDocument, passage: Passage, zones: Zones, values: Mapping[str, str]) -> str | None:
    for text in (values.get("source_url"), raw.head.get("source_url")):
        match = _URL.search(text) if text else None
        if match:
            return match.group()
    for start, end, kind in zones.marked:
        if kind in ("promo", "navigation", "metadata"):
            match = re.search(
                r"(?:来源|原文|链接|地址|网址)[^\n]{0,12}?(https?://[^\s一-鿿,;()<>\"']{6,300})",
                passage.text[start:end],
            )
            if match:
                return match[1]
    return None


def _flags(
    raw: RawDocument,
    passage: Passage,
    zones: Zones,
    residue: Sequence[Span],
    body: Passage,
    items: Sequence[Item],
    title: str | None,
    has_flat_table: bool,
) -> tuple[str, ...]:
    flags = set()
    if any(span.kind == "spam" for span in residue):
        flags.add("seo_spam")
    around = ("promo", "navigation", "metadata", "duplicate")
    if any(has_carrier_mark(passage.text[start:end]) for start, end, kind in zones.marked if kind in around):
        flags.add("reposted")
    if has_flat_table:
        flags.add("flattened_table")
    if len(_MASKED.findall(body.text)) >= 2:
        flags.add("masked_names")
    if _is_run_on(body, items):
        flags.add("run_on")
    if _is_truncated(body, zones, title, raw):
        flags.add("truncated")
    return tuple(sorted(flags))


def _is_run_on(body: Passage, items: Sequence[Item]) -> bool:
    """No line breaks between numbered units: most labels stand within a line."""
    starts = [item.start for item in items if item.label and item.kind != "row"]
    if len(starts) < 3:
        return False
    places = [bisect_left(body.offsets, start) for start in starts]
    within = sum(1 for place in places if place and body.text[place - 1] != "\n")
    return within > _RUN_ON_SHARE * len(starts)


def _is_truncated(body: Passage, zones: Zones, title: str | None, raw: RawDocument) -> bool:
    """The text stops before the plan's end: no closing mark, a speech without its closing call, a cut at a round size."""
    if zones.is_truncated_notice:
        return True
    text = body.text.rstrip("\n")
    if not text:
        return True
    if title and "政府工作报告" in title:
        return ("!" not in text[-160:] and "。" in text[-1:]) or text[-1] not in _TERMINAL + "!"
    if zones.signatures and text[-1] not in ",、":
        return False
    if len(raw.text) % 1000 == 0:
        return True
    tail = text[-1]
    last_line = text.rsplit("\n", 1)[-1]
    return tail in ",、:" or (tail not in _TERMINAL and len(last_line) > 40)


def _issuers(
    passage: Passage,
    zones: Zones,
    signed: Sequence[tuple[str, tuple[int, ...]]],
    values: Mapping[str, str],
    context: PlanContext,
) -> list[AgencyMention]:
    """Who signs; without a signature who the title names; else the metadata's 发文机关."""
    for text, offsets in signed:
        found = find_issuers(text, context)
        if found:
            return _placed(found, offsets)
    for span in (_title_place(passage, zones, zones.notice_title), zones.title_span):
        if span:
            text, offsets = _lined(passage, *span)
            found = find_issuers(text, context)
            if found:
                return _placed(found, offsets)
    speaker = _SPEAKS_FOR.search(passage.text, *_opening(zones)) if "报告" in (zones.title or "") else None
    if speaker:
        text, offsets = _lined(passage, *speaker.span(1))
        found = find_issuers(text, context)
        if found:
            return _placed(found, offsets)
    publisher = values.get("publisher")
    if publisher and (at := passage.text.find(publisher)) >= 0:
        text, offsets = _lined(passage, at, at + len(publisher))
        return _placed(find_issuers(text, context), offsets)
    return []


def _opening(zones: Zones) -> tuple[int, int]:
    start = zones.body[0][0] if zones.body else 0
    return start, start + _OPENING_REACH


def _title_place(passage: Passage, zones: Zones, title: str | None) -> tuple[int, int] | None:
    if not title:
        return None
    at = passage.text.find(title[:10])
    return (at, at + len(title)) if 0 <= at <= _HEAD_REACH else None


def _addressees(passage: Passage, zones: Zones, context: PlanContext) -> list[AgencyMention]:
    if not zones.addressees:
        return []
    text, offsets = _lined(passage, *zones.addressees)
    return _placed(find_addressees(text, context), offsets)


def _placed(mentions: Sequence[AgencyMention], offsets: Sequence[int]) -> list[AgencyMention]:
    return [replace(m, start=offsets[m.start], end=offsets[m.end - 1] + 1) for m in mentions]
