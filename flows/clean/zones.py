"""The zones of a page or file: where the plan begins and ends, and what everything around it is.

A scraped file is: furniture, metadata block, the notice that transmits the plan (title, number, addressees, the
现将…印发给你们 sentence, signature), the plan's own title, the plan, its annexes, copying notes, furniture. Any part
may be missing, and in run-on text none has a line of its own; so parts are found by what they say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from flows.clean.furniture import is_furniture, trailing_furniture
from flows.clean.titles import BareText, looks_like_title, strip_site_name, transmitted_title
from flows.reference import column
from flows.text import Passage

# How far into a text (characters) the plan must have begun.
_HEAD_REACH = 12_000
_CN_DIGITS = "〇○零一二三四五六七八九十"
DATE = rf"(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日|[{_CN_DIGITS}]{{4}}年[{_CN_DIGITS}]{{1,3}}月[{_CN_DIGITS}]{{1,3}}日)"
DOCUMENT_NUMBER = re.compile(r"\(?[一-鿿][一-鿿()、]{0,14}[〔\[(【]\s?\d{4}\s?[〕\])】]\s?(?:第)?\d{1,5}号?\)?")
_HANDED_OVER = re.compile(
    r"(?:印发|转发|下发|发|批转|通知|下达)给?你们|(?:现|予以|现予)(?:以)?(?:印发|公布|发布|转发)(?=[,。;]|实施|执行)|现印发|予以印发"
)
_SIGNED_DATE = re.compile(rf"(?:^|\n|(?<=[。:)）\w]))({DATE})(?=$|\n|\D)")
_ADDRESSEES = re.compile(r"[^。;!?\n]{2,300}?(?:\n[^。;!?\n]{2,200}?){0,2}?:")
_ADDRESSEE_WORD = re.compile(r"各|有关|单位|政府|部门|[局委办厅]|学校|企业|你们?")
_SPOKEN = re.compile(
    r"(?:[—-]{1,3}|在)[^。\n]{4,60}(?:\n[^。\n]{0,30})?会议?(?:上|\)|(?=\n))"
    r"|\(?[^。\n]{0,40}\d{4}年\d{1,2}月\d{1,2}日[^。\n]{0,50}(?:会议上|通过)\)?"
)
_ATTACHMENTS = re.compile(r"(?:^|\n|(?<=。))附(?:件)?:(?:(?!附件)[^\n。]){2,120}(?:\n\d{1,2}[.、][^\n。]{2,120}){0,20}")
_LISTED = re.compile(
    r"附件?\d{0,2}:\n?(?:\d{1,2}[.、])?[《“]?[^。\n:,;]{0,16}$|(?:^|[\n。])\d[.、]《?$|[,;《][^。\n]{0,24}$"
)
_TYPE_AHEAD = re.compile(r"^[^。;!?\n]{4,100}?(?:要点|意见|方案|计划|规划|办法|措施|报告|通知)(?:\([^()\n]{1,20}\))?")
# A title stands among the first lines, before the first sentence of prose.
_TITLE_LINES = 80
_BODY_SENTENCE = re.compile(r"[^。\n]{45,}。")
_TITLE_BEGINNING = re.compile(r"关于|人民政府|委员会|[局委厅办部院会]$|\d{4}年|《|工委")
_TITLE_LABEL = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、]")
_IS_SPEECH = re.compile(r"代表[^。]{0,14}(?:政府|国务院)[^。]{0,12}?(?:作|报告)[^。]{0,8}工作|各位代表:")
_SPEECH_REACH = 800
_SPEECH_TITLE = "政府工作报告"
_DATE_LINE = re.compile(rf"({DATE})(?=\n|$)")
_NAME_LINE = re.compile(r"[一-鿿()、]{3,40}")
_SIGNATURE_BODY = re.compile(r"[一-鿿()、]{3,60}$")
_REPEAT_PROBE = 24


@dataclass(slots=True)
class Zones:
    """Ranges of the document passage, in its characters (start, end exclusive); kinds as in text_spans.

    title: the plan's own title as printed, else as the page tells it; notice_title: of the notice that transmits it.
    marked: (start, end, kind) of everything that is not the plan; body: the rest, ascending.
    """

    title: str | None = None
    title_span: tuple[int, int] | None = None
    notice_title: str | None = None
    is_transmitted: bool = False
    is_truncated_notice: bool = False
    transmits_several: bool = False
    transmitted_titles: tuple[str, ...] = ()
    addressees: tuple[int, int] | None = None
    signatures: list[tuple[int, int]] = field(default_factory=list)
    document_number: tuple[int, int] | None = None
    marked: list[tuple[int, int, str]] = field(default_factory=list)
    body: list[tuple[int, int]] = field(default_factory=list)


@cache
def _speaker() -> re.Pattern:
    offices = "|".join(column("speaker_offices", "office"))
    return re.compile(rf"[一-鿿]{{0,24}}(?:{offices})[一-鿿]{{2,4}}(?=\n|各位)")


def find_zones(
    passage: Passage,
    page_title: str | None,
    metadata: Sequence[tuple[int, int]] = (),
    article: tuple[int, int] | None = None,
) -> Zones:
    """Divide a document passage into zones.

    page_title: the title that stands outside the visible text or in the metadata block, if any.
    metadata: the entries of the metadata block, ascending; the plan begins behind them.
    article: where the page's article stands, when its layout tells; the plan lies within.
    """
    text = passage.text
    zones = Zones(marked=[(*entry, "metadata") for entry in metadata])
    metadata_end = metadata[-1][1] if metadata else 0
    bare = BareText(text[: _HEAD_REACH * 2])
    notice_title = _main_title(text, page_title, bare)
    handed_over = _transmission(text, notice_title)
    start: int | None = None
    if handed_over:
        start = _after_transmission(text, zones, bare, notice_title, handed_over)
    if start is None:
        start = _after_title(text, zones, bare, notice_title, metadata_end)
        if article and start < article[0]:
            start = _skip_opening(text, article[0], zones)
        zones.is_truncated_notice = handed_over is not None and _names_a_plan(text, notice_title, handed_over)
    zones.notice_title = notice_title if zones.is_transmitted else None
    if zones.transmits_several and notice_title:
        zones.title = notice_title
    end = trailing_furniture(text[: article[1]] if article and article[1] > start else text, start)
    zones.marked += _tail_marks(text, end)
    end = _trailing_signature(text, start, end, zones)
    start, end, duplicates = _repeats(text, start, end, zones)
    inner = sorted(duplicates + _inner_marks(text, start, end, zones))
    zones.marked += _head_marks(text, start, zones) + inner
    _cut_body(zones, start, end, inner)
    return zones


def _main_title(text: str, page_title: str | None, bare: BareText) -> str | None:
    for candidate in [page_title, strip_site_name(page_title)] if page_title else []:
        found = bare.occurrences(candidate)
        if found:
            return text[found[0][0] : _closing(text, *found[0])].replace("\n", "")
    if page_title and looks_like_title(strip_site_name(page_title)):
        return strip_site_name(page_title)
    lines = text[:_HEAD_REACH].split("\n")[:_TITLE_LINES]
    for index, line in enumerate(lines):
        if _BODY_SENTENCE.search(line):
            break
        joined = _joined_title(lines[index : index + 3])
        if joined:
            number = DOCUMENT_NUMBER.search(joined)
            return joined[number.end() :] if number and looks_like_title(joined[number.end() :]) else joined
    if _IS_SPEECH.search(text[:_SPEECH_REACH]):
        return _SPEECH_TITLE
    for line in lines[:12]:
        number = DOCUMENT_NUMBER.match(line) or re.match(r"[^。]{0,40}?文件(?=[^。]{0,20}〔)", line)
        run_on = _TYPE_AHEAD.match(line[number.end() :] if number else line)
        if run_on and len(line) > len(run_on.group()):
            number = DOCUMENT_NUMBER.search(run_on.group())
            return run_on.group()[number.end() if number else 0 :]
    return strip_site_name(page_title) if page_title and len(page_title) >= 6 else None


def _joined_title(lines: list[str]) -> str | None:
    """The title that the first of `lines` is or begins; a title may be broken over up to three lines."""
    if looks_like_title(lines[0]):
        return lines[0]
    if is_furniture(lines[0]) or not _TITLE_BEGINNING.search(lines[0]) or len(lines[0]) > 60:
        return None
    for count in (2, 3):
        if len(lines) < count or len(lines[count - 1]) > 60 or _TITLE_LABEL.match(lines[count - 1]):
            return None
        joined = "".join(lines[:count])
        if looks_like_title(joined):
            return joined
    return None


def _closing(text: str, start: int, end: int) -> int:
    """The end of a title including the marks that close it: 》 ) ”."""
    while end < len(text) and text[end] in '》〉)”"':
        opening = {"》": "《", "〉": "〈", ")": "(", "”": "“", '"': '"'}[text[end]]
        if opening not in text[start:end]:
            break
        end += 1
    return end


def _transmission(text: str, notice_title: str | None) -> tuple[int, int] | None:
    """The sentence that hands a plan over (现将《…》印发给你们,请…), as (start, end)."""
    match = _HANDED_OVER.search(text, 0, _HEAD_REACH)
    if not match:
        return None
    start = max(text.rfind(mark, 0, match.start()) for mark in "。:\n") + 1
    end = text.find("。", match.end())
    line = text.find("\n", match.end())
    if end < 0 or (0 <= line < end):
        end = line - 1 if line >= 0 else len(text) - 1
    if end - start > 800:
        return None
    return start, end + 1


def _after_transmission(
    text: str, zones: Zones, bare: BareText, notice_title: str | None, sentence: tuple[int, int]
) -> int | None:
    """Where the transmitted plan begins; null when the plan is not in the source."""
    titles = re.findall(
        r"《([^《》]{4,120}(?:[〈<《][^〉>》]{2,100}[〉>》][^《》]{0,60})?)》", text[sentence[0] : sentence[1]]
    )
    inner = transmitted_title(notice_title) if notice_title else None
    candidates = titles + ([inner] if inner else [])
    candidates += [shorter for title in candidates if (shorter := re.sub(r"\([^()]{1,20}\)$", "", title)) != title]
    chosen: tuple[bool, int, int] | None = None
    printed: dict[str, None] = {}
    for candidate in candidates:
        for place in bare.occurrences(candidate, sentence[1]):
            # A mention in a list of attachments, or in a sentence, is not yet the plan.
            is_mention = bool(_LISTED.search(text[max(0, place[0] - 30) : place[0]]))
            if not is_mention and candidate in titles:
                printed[candidate] = None
            if len(text) - place[1] > 60 and (chosen is None or (is_mention, place[0]) < chosen[:2]):
                chosen = (is_mention, *place)
    if chosen:
        zones.transmits_several = len(printed) > 1
        zones.transmitted_titles = (*printed, *([inner] if inner else []))
        _, start, end = chosen
        end = _closing(text, start, end)
        remark = re.match(r"\n?\([^()\n]{1,24}\)", text[end:])
        if remark and "号" not in remark.group() and ":" not in remark.group():
            end += remark.end()
        start = _title_start(text, start, sentence[1])
        zones.title, zones.title_span = text[start:end].replace("\n", "").strip("《》"), (start, end)
        zones.is_transmitted = True
        _note_signature(text, zones, sentence[1], start)
        _note_addressees(text, zones, sentence[0])
        return _skip_opening(text, end, zones)
    signed = next((m for m in _SIGNED_DATE.finditer(text, sentence[1], sentence[1] + 400)), None)
    if signed and len(text) - signed.end() > 200:
        following = text[signed.end() :].lstrip("\n")
        at = len(text) - len(following)
        line = following.split("\n", 1)[0]
        two = "".join(following.split("\n", 2)[:2])
        title = line if looks_like_title(line) else two if looks_like_title(two) else None
        if title:
            zones.title = title
            end = at + (len(line) if title == line else len(line) + 1 + len(two) - len(line))
            zones.title_span = (at, end)
            zones.is_transmitted = True
            _note_signature(text, zones, sentence[1], at)
            _note_addressees(text, zones, sentence[0])
            return _skip_opening(text, end, zones)
    return None


def _names_a_plan(text: str, notice_title: str | None, sentence: tuple[int, int]) -> bool:
    """Whether a notice transmits a plan of its own title (rather than orders or figures)."""
    return "《" in text[sentence[0] : sentence[1]] or bool(notice_title and transmitted_title(notice_title))


def _title_start(text: str, start: int, floor: int) -> int:
    """Move a title's start to the beginning of its line when the line's head is short (the issuer's name)."""
    line = text.rfind("\n", floor, start) + 1
    if line > floor and 0 < start - line <= 30 and not re.search(rf"[。:;]|{DATE}", text[line:start]):
        return line
    return start


def _after_title(text: str, zones: Zones, bare: BareText, title: str | None, floor: int) -> int:
    """Where a plan begins that no notice transmits: behind the last printing of its title and what follows it."""
    start = floor
    if title:
        zones.title = title
        places = [
            place
            for place in bare.occurrences(title)
            # The common name of a speech counts as its title only on a line of its own.
            if place[0] <= _HEAD_REACH and (title != _SPEECH_TITLE or text[: place[0]][-1:] in ("", "\n"))
        ]
        kept = places[:1]
        for place in places[1:]:
            # Another printing of the title counts while only furniture stands between, not the plan itself.
            if re.search(r"[^。\n]{50,}。", text[kept[-1][1] : place[0]]) and place[0] > floor:
                break
            kept.append(place)
        if kept:
            first, end = kept[-1][0], _closing(text, *kept[-1])
            zones.title_span = (first, end)
            start = max(end, floor)
    return _skip_opening(text, start, zones)


def _skip_opening(text: str, start: int, zones: Zones) -> int:
    """Skip what stands between a title and the plan: number, dates, speaker, salutation, addressees, furniture."""
    while start < len(text):
        if text[start] in "\n》)】”:":
            start += 1
            continue
        number = DOCUMENT_NUMBER.match(text, start)
        if number:
            zones.document_number = zones.document_number or number.span()
            start = number.end()
            continue
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        line = text[start:line_end]
        opening = (
            re.match(rf"\(?{DATE}\)?(?=\n|[一-鿿]{{2}})", line + "\n")
            or re.match(
                r"\(?(?:时间|日期)?:?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?\)?\n", line + "\n"
            )
            or _SPOKEN.match(text, start, start + 140)
            or _speaker().match(line + "\n")
            or re.match(r"各位(?:代表|委员|同志)[^。]{0,12}[:!,]", line)
            or re.match(r"\([^()]{0,20}(?:试行|征求意见稿|草案|稿|代拟稿)\)", line)
        )
        if opening and opening.end():
            start = min(start + len(opening.group()), len(text))
            continue
        if is_furniture(line) and len(line) < 200:
            start = line_end
            continue
        addressees = _ADDRESSEES.match(text, start, start + 700)
        if addressees and zones.addressees is None and _is_addressee_list(addressees.group()):
            zones.addressees = (start, addressees.end() - 1)
            start = addressees.end()
            continue
        return start
    return start


def _is_addressee_list(text: str) -> bool:
    if re.search(r"代表|同志们|[一二三四五六七八九十]、|\(一\)|如下|为[^委]|根据|按照|指导思想|要求|\d{4}年", text):
        return False
    return bool(_ADDRESSEE_WORD.search(text))


def _note_addressees(text: str, zones: Zones, sentence_start: int) -> None:
    """The 主送机关 that stand before a transmission sentence."""
    head = text[max(0, sentence_start - 700) : sentence_start]
    offset = sentence_start - len(head)
    head_end = len(head.rstrip("\n"))
    if not head_end or head[head_end - 1] != ":":
        colon = head.rfind(":")
        if colon < 0 or "。" in head[colon:]:
            # 为…,现将…: the sentence before belongs to the notice, the list stands further up.
            colon = next((m.start() for m in reversed(list(re.finditer(":", head)))), -1)
        if colon < 0:
            return
        head_end = colon + 1
    line = max(head.rfind("\n", 0, head_end - 1), head.rfind("。", 0, head_end - 1)) + 1
    start = line
    numbers = list(DOCUMENT_NUMBER.finditer(head, line, head_end))
    if numbers:
        start = numbers[-1].end()
    ending = list(re.finditer(r"的?通知(?:\([^()]{0,10}\))?", head[start : head_end - 1]))
    if ending:
        start += ending[-1].end()
    candidate = head[start : head_end - 1].strip("\n")
    if candidate and _is_addressee_list(candidate + ":") and len(candidate) <= 400:
        start = head.find(candidate, start)
        zones.addressees = (offset + start, offset + start + len(candidate))


def _note_signature(text: str, zones: Zones, start: int, end: int) -> None:
    """The signature between a notice's last sentence and the plan's title: bodies, then a date."""
    for match in _SIGNED_DATE.finditer(text, start, end):
        first = max(text.rfind("。", start, match.start(1)) + 1, start)
        before = text[first : match.start(1)]
        attachments = _ATTACHMENTS.search("\n" + before)
        if attachments:
            first += min(len(before), attachments.end() - 1)
        zones.signatures.append((first, match.end(1)))
        return
    rest = text[start:end].strip("\n")
    if 3 <= len(rest) <= 60 and "。" not in rest and not rest.startswith("附"):
        at = text.find(rest, start)
        zones.signatures.append((at, at + len(rest)))


def _trailing_signature(text: str, start: int, end: int, zones: Zones) -> int:
    """Cut the signature (bodies and date) off the end of the body; returns the body's new end."""
    window = max(start, end - 260)
    tail = text[window:end]
    match = re.search(rf"({DATE})\s*(?:\([^()\n]{{2,40}}\))?$", tail)
    if not match:
        return end
    before = tail[: match.start(1)].rstrip("\n")
    cut = max(before.rfind("。"), before.rfind("!"), before.rfind(")"), before.rfind(";"), before.rfind("》"))
    names = before[cut + 1 :]
    lines = [line for line in names.split("\n") if line]
    kept: list[str] = []
    for line in reversed(lines):
        if len(line) > 40 or re.search(r"[:,;]|^附|^\d", line) or not _SIGNATURE_BODY.search(line):
            break
        kept.insert(0, line)
    first = match.start(1) if not kept else before.rfind(kept[0])
    if kept or tail[: match.start(1)].endswith(("\n", "。", ")")):
        zones.signatures.append((window + first, window + match.end(1)))
        zones.marked.append((window + first, end, "signature"))
        return window + first
    return end


def _tail_marks(text: str, end: int) -> list[tuple[int, int, str]]:
    """Label what stands behind the plan, line by line."""
    marks, at = [], end
    for line in text[end:].split("\n"):
        if line:
            marks.append((at, at + len(line), is_furniture(line) or "navigation"))
        at += len(line) + 1
    return marks


def _repeats(text: str, start: int, end: int, zones: Zones) -> tuple[int, int, list[tuple[int, int, str]]]:
    """Find a body that stands twice, or an abstract of the body before it; returns new bounds and duplicates."""
    contents = re.match(r"目\n?录\n?", text[start : start + 8])
    if contents:
        # A table of contents ends where its first entry stands again.
        first = start + contents.end()
        entry = re.match(r"[^\n。]{4,16}", text[first:])
        again = text.find(entry.group(), first + 4, end) if entry else -1
        if again > 0:
            zones.marked.append((start, again, "navigation"))
            start = again
    probe = text[start : start + _REPEAT_PROBE]
    if len(probe) < _REPEAT_PROBE or "\n" in probe:
        probe = text[start : start + 400].replace("\n", "")[:_REPEAT_PROBE] if "\n" not in probe[:16] else probe
    again = text.find(probe, start + _REPEAT_PROBE, end)
    if again < 0 or len(probe) < 16:
        return start, end, []
    if again - start < 0.4 * (end - start):
        # What came first is an abstract that breaks off: the plan is the later, complete printing.
        last = again
        while True:
            again = text.find(probe, last + _REPEAT_PROBE, min(end, start + int(0.4 * (end - start))))
            if again < 0:
                break
            last = again
        zones.marked.append((start, last, "duplicate"))
        return last, end, []
    # The copy begins where the text before it still equals the text before the first printing: its own notice.
    first, copy = start - 1, again - 1
    while first >= 0 and copy > start and text[first] == text[copy]:
        first, copy = first - 1, copy - 1
    copy += 1
    first_end = _trailing_signature(text, start, trailing_furniture(text[:copy], start), zones)
    zones.marked.append((copy, end, "duplicate"))
    zones.signatures = [signature for signature in zones.signatures if signature[1] <= copy]
    if first_end < copy:
        zones.marked.append((first_end, copy, "wrapper"))
    return start, first_end, []


def _inner_marks(text: str, start: int, end: int, zones: Zones) -> list[tuple[int, int, str]]:
    """What interrupts the body: lists of attachments, signatures before an annex, furniture lines, page numbers."""
    marks = []
    for match in _ATTACHMENTS.finditer(text, start, end):
        first = match.start() + (text[match.start()] == "\n")
        if match.end() - first < 300:
            marks.append((first, match.end(), "wrapper"))
    for match in _DATE_LINE.finditer(text, start, end):
        first = _names_above(text, start, match.start(1))
        if first is not None and match.end() < end:
            marks.append((first, match.end(1), "signature"))
            zones.signatures.append((first, match.end(1)))
    position = start
    for line in text[start:end].split("\n"):
        if 0 < len(line) <= 160 and is_furniture(line):
            marks.append((position, position + len(line), is_furniture(line)))
        position += len(line) + 1
    return _disjoint(marks)


def _names_above(text: str, floor: int, date_start: int) -> int | None:
    """Where the lines of bodies begin that stand right above a date (up to four); null when none does."""
    first = None
    at = date_start
    for _ in range(4):
        line_end = at - 1 if at > floor and text[at - 1] == "\n" else at
        line_start = max(text.rfind("\n", floor, line_end), text.rfind("。", floor, line_end)) + 1
        line_start = max(line_start, floor)
        if not _NAME_LINE.fullmatch(text, line_start, line_end):
            break
        first = at = line_start
        if line_start == floor or text[line_start - 1] != "\n":
            break
    return first


def _disjoint(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for mark in sorted(marks):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _head_marks(text: str, start: int, zones: Zones) -> list[tuple[int, int, str]]:
    """Label everything before the body: titles, numbers, wrapper sentences, signature, furniture."""
    marks = [mark for mark in zones.marked if mark[0] < start]
    if zones.title_span:
        marks.append((*zones.title_span, "title"))
    if zones.addressees:
        marks.append((*zones.addressees, "wrapper"))
    marks += [(*signature, "signature") for signature in zones.signatures if signature[1] <= start]
    first_title = zones.title_span[0] if zones.title_span else start
    if zones.is_transmitted and zones.addressees:
        first_title = min(first_title, zones.addressees[0])
    rest, position = [], 0
    for mark in sorted(marks):
        rest.append((position, mark[0]))
        position = max(position, mark[1])
    rest.append((position, start))
    for begin, finish in rest:
        at = begin
        for line in text[begin:finish].split("\n"):
            if line:
                kind = is_furniture(line) or ("navigation" if at < first_title else "wrapper")
                if looks_like_title(line):
                    kind = "title"
                marks.append((at, at + len(line), kind))
            at += len(line) + 1
    zones.marked = [mark for mark in zones.marked if mark[0] >= start]
    return _disjoint(marks)


def _cut_body(zones: Zones, start: int, end: int, inner: list[tuple[int, int, str]]) -> None:
    position = start
    for first, last, _ in inner:
        if first > position:
            zones.body.append((position, first))
        position = max(position, last)
    if end > position:
        zones.body.append((position, end))
