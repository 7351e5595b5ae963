"""The document's own metadata: title, type, numbers, bodies, region, years, dates, flags (GUIDELINES "Document")."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from flows.clean.metadata import MetadataBlock
from flows.clean.patterns import DATE, DOCUMENT_NUMBER
from flows.clean.titles import SPEECH_TITLE, document_type, looks_like_title, transmitted_title
from flows.clean.zones import Zones
from flows.model import AgencyMention, DocumentFields, Item, PlanContext, RawDocument, Span
from flows.reference import alternatives
from flows.segment.citations import read_document_number
from flows.segment.dates import find_dates
from flows.segment.flags import read_flags
from flows.segment.issuers import find_order, letterhead, lined, read_addressees, read_issuers, speaks_for
from flows.segment.plan_years import plan_years
from flows.segment.regions import resolve_region
from flows.text import Passage, fold

_YEAR_OF_NUMBER = re.compile(r"〔((?:19|20)\d{2})〕")
_INDEX_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9/\\—_.\-〔〕()]{3,60}")
_URL = re.compile(r"https?://[^\s一-鿿,;()<>\"']{6,300}")
_PUBLISHED_LEAD = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日[^。,]{0,6}(?:发布|公布)")
# ——在某某市第五届人民代表大会第二次会议上
_CONGRESS = re.compile(r"在([一-鿿]{2,20}?[省市县区州盟旗])第[^届\n]{1,6}届")
# 来源:华容县政府
_SOURCE = re.compile(r"来源:([一-鿿]{2,14}?(?:政府|[局委办厅])[一-鿿]{0,4})")
_LEADING_YEAR = re.compile(r"^\d{4}年(?:度)?")
_HEAD_REACH = 4_000
# 2006年2月16日 来源:新华网; a date alone beside 字体:大 中 小 is the page's too.
_DATELINE = re.compile(rf"{alternatives('document_words', 'dateline')}|时间:|日期:")
_PAGE_TOOLS = re.compile(alternatives("document_words", "page_tool"))
# 提出推动敬老院高质量发展十条措施如下; 提出以下意见; not 提出如下要求.
_PUT_FORWARD = re.compile(
    r"提出[^。\n]{0,30}(?:措施|意见|方案|计划)如下|提出(?:以下|如下)[^。\n,]{0,4}(?:措施|意见|方案|计划)"
)
_NOTICE = re.compile(r"通知如下|特此通知|印发给你们")
# …人民政府办公室文件 before the number, or the 件 of it behind a line break.
_LETTERHEAD = re.compile(r"^(?:[^〔\[(【]{0,14}文件|件)")
# …(2021—2025年)的通知渝府发〔2021〕22号: a title that ran into its number.
_TITLE_BEFORE = re.compile(
    rf"^[^〔\[【]{{0,14}}?的(?:{alternatives('document_words', 'numbered_kind')})(?=[一-鿿]{{1,8}}[〔\[【])"
)

# 2026-02-03 09:02:33, 2026年2月10日 07时41分
_CLOCK = r"\d{1,2}(?:[:时]\d{1,2}){1,2}(?:[分秒]|:\d\d)?"
_DATED = re.compile(rf"{_DATELINE.pattern}|^(?:{DATE}|\d{{4}}-\d{{2}}-\d{{2}}) ?(?:{_CLOCK})?$")


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
    signed = [lined(passage, *signature) for signature in zones.signatures]
    written = _written_date(signed, values, passage, zones)
    published = _first_date(
        values.get("published_date")
        or raw.head.get("published_date")
        or _byline(passage, zones, written.year if written else None)
    )
    speaker = speaks_for(passage, zones)
    issuer_texts = [
        *(line for text, _ in signed for line in text.split("\n")),
        passage.text[slice(*speaker)] if speaker else "",
        *(passage.text[slice(*zones.announced)].split("、") if zones.announced else ()),
        zones.notice_title or "",
        title or "",
        letterhead(passage),
        values.get("publisher", ""),
    ]
    number = _document_number(passage, zones, values)
    year, year_end = plan_years(title, zones.notice_title, body, written, published)
    if year is None and number and (numbered := _YEAR_OF_NUMBER.search(number)):
        year = int(numbered[1])
    hints = _region_hints(raw, passage, zones, values)
    region = resolve_region([text for text in issuer_texts if text], title, body.text, hints, year, number)
    context = PlanContext(region=region, plan_year=year, plan_year_end=year_end, title=title)
    fields = DocumentFields(
        title=title,
        document_type=_type(zones, passage),
        document_number=number,
        index_number=_index_number(values),
        region=region,
        plan_year=year,
        plan_year_end=year_end,
        written_date=written,
        published_date=published,
        source_url=_source_url(raw, passage, zones, values),
        flags=read_flags(raw, passage, zones, residue, body, items, title, has_flat_table),
    )
    return fields, tuple(read_issuers(passage, zones, signed, values, context)) + tuple(
        read_addressees(passage, zones, context)
    )


def _region_hints(raw: RawDocument, passage: Passage, zones: Zones, values: Mapping[str, str]) -> list[str]:
    """Further strings that begin with the place: the congress of a speech, who publishes, the page's title."""
    head = passage.text[: zones.body[0][0] if zones.body else _HEAD_REACH]
    congress = _CONGRESS.search(head)
    page_titles = (raw.head.get("title"), values.get("title"))
    source = _SOURCE.search(head)
    told = [values.get("publisher"), raw.head.get("publisher"), raw.head.get("site_name"), source and source[1]]
    hints = [congress[1] if congress else None, *told, *(_LEADING_YEAR.sub("", title or "") for title in page_titles)]
    return [hint for hint in hints if hint]


def _from_crawler(head: Mapping[str, str]) -> dict[str, str]:
    known = ("document_number", "index_number", "written_date", "published_date", "publisher", "source_url")
    return {key: head[key] for key in known if head.get(key)}


def _type(zones: Zones, passage: Passage) -> str:
    """A notice to somebody that transmits nothing is a 通知; one that holds its plans is what the last of them is.

    印发某某措施的通知 that hands nothing over and puts them forward holds the measures itself.
    """
    is_own_text = zones.addressees is not None and not (zones.is_transmitted or zones.transmits_several)
    holds_plan = (
        "印发" in (zones.title or "")
        and not zones.is_truncated_notice
        and _PUT_FORWARD.search(passage.text, 0, _HEAD_REACH) is not None
    )
    if is_own_text and not holds_plan and (zones.title or "").endswith("通知"):
        return "通知"
    if zones.is_truncated_notice and (zones.title or "通知").endswith("通知"):
        return "通知"
    if zones.title is None and _NOTICE.search(passage.text, 0, _HEAD_REACH):
        return "通知"
    return document_type(transmitted_title(zones.title or "") or zones.title)


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
    if written:
        return written
    if zones.title == SPEECH_TITLE and not zones.title_span:
        # 2021年12月15日在某县第十九届人民代表大会第一次会议上, without a title before it
        head = passage.text[: zones.body[0][0] if zones.body else _HEAD_REACH]
        return _first_date(next((line for line in head.split("\n") if _CONGRESS.search(line)), None))
    return _first_date(_under_title(passage, zones, is_dateline=False))


def _under_title(passage: Passage, zones: Zones, is_dateline: bool) -> str:
    """The lines between title and plan: those of the page's dateline (来源:… 字体:大 中 小), or the others."""
    if not zones.title_span:
        return ""
    body_start = zones.body[0][0] if zones.body else zones.title_span[1]
    under = passage.text[zones.title_span[1] : body_start].replace(":\n", ":")
    marks = _DATED if _PAGE_TOOLS.search(under) else _DATELINE
    return "\n".join(line for line in under.split("\n") if bool(marks.search(line)) == is_dateline)


def _byline(passage: Passage, zones: Zones, year: int | None) -> str | None:
    """A dateline in the furniture before the plan: 时间:2016-03-31 15:06, or 4月3日发布 in a carrier's lead."""
    under_title = _under_title(passage, zones, is_dateline=True)
    if _first_date(under_title):
        return under_title
    for start, end, kind in sorted(zones.marked):
        if zones.body and start > zones.body[0][0]:
            break
        text = passage.text[start:end]
        if (
            kind == "navigation"
            and "归档" not in text
            and re.search(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|(?:时间|日期):?\d{4}", text)
        ):
            return text
        lead = _PUBLISHED_LEAD.search(text) if kind in ("navigation", "promo") else None
        if lead and year:
            return f"{lead[1] or year}年{lead[2]}月{lead[3]}日"
    return None


def _normal(number: str) -> str | None:
    bare = _TITLE_BEFORE.sub("", number.removesuffix(")"))
    return read_document_number(_LETTERHEAD.sub("", bare.strip("()")))


def _document_number(passage: Passage, zones: Zones, values: Mapping[str, str]) -> str | None:
    told = DOCUMENT_NUMBER.search(fold(values.get("document_number", "")))
    if told:
        return _normal(told.group())
    if zones.document_number:
        return _normal(passage.text[slice(*zones.document_number)])
    # Before the plan, outside of titles in 《》 and of the sentence that hands the plan over.
    head, _ = lined(passage, 0, min(zones.body[0][0] if zones.body else len(passage.text), _HEAD_REACH))
    for match in DOCUMENT_NUMBER.finditer(head):
        line = head[head.rfind("\n", 0, match.start()) + 1 : match.start()]
        # …的通知(某办发〔2017〕2号)
        behind_title = looks_like_title(line) and head[match.end() : match.end() + 1] in ("\n", "")
        if behind_title or ("》" not in line and not re.search(r"[,。]|根据|按照|依据", line)):
            return _normal(match.group())
    told = values.get("document_number", "")
    order = find_order(passage, zones)
    if order:
        return f"{order['body']}令{order['number']}"
    return told if re.search(r"第\d+号", told) else None


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
                rf"(?:{alternatives('document_words', 'source_link')})[^\n]{{0,12}}?(https?://[^\s一-鿿,;()<>\"']{{6,300}})",
                passage.text[start:end],
            )
            if match:
                return match[1]
    return None
