"""Headings: the title or lead phrase of a unit, by the rules of GUIDELINES.md."""

import re
from functools import cache

from flows.reference import alternatives, column, longest_first
from flows.segment.phrases import MANNER
from flows.segment.word_roles import ACTING, ADVERB, DO, KEEP
from flows.segment.words import cut_words

LONGEST_HEADING = 30
# A number with what it counts makes a first sentence task text, not a heading.
_COUNTED = re.compile(
    r"\d(?!\d{0,3}年)[\d.]*(?:%|[万亿]|[个所名家项处场次批户人座条门米元吨亩倍岁天辆台套张]|公里|平方|小时|分钟)"
)
# Characters before a gap, and behind a fixed phrase within its sentence.
_FEWEST_BEFORE, _FEWEST_BEHIND = 2, 6
_SHORTEST_RULE = 8
# A rule, not a title.
_RULE = re.compile(r"应当?|由|须|可以?|不得|按照|主要是")
# 公共数据应当依法有序开放, 本办法由某局负责解释: a sentence of its own.
_PREDICATE = re.compile(
    rf"{alternatives('document_words', 'predicate')}|[一-鿿]不得|须(?!知)"
    r"|(?<![响适供反效相对])应(?=[按由在做及使采为有])|[一-鿿]要(?=严格|认真|切实|加强|做好|按)|自[^,]{0,10}起(?:施行|执行|实施)|按[^,]{1,4}负责"
    r"|由[^,]{2,20}(?:负责|制定|承担|实施)"
)
_ENUMERATION_AHEAD = re.compile(r"[^。;:!?]{4,40}?[^。;:!?,、](?=一是)")
# … or before a sentence that opens with its ground or its actor.
_SENTENCE_AHEAD = re.compile(
    r"[^。;:!?,、]{6,30}?(?<![要须应])(?=由[一-鿿]{2,14}牵头|根据《|按照《|依据《|与《|为(?:深入)?贯彻)"
)
# 宣传推介阶段(5-9月份)|举办推介会
_PHASE = re.compile(r"[一-鿿“”]{2,12}(?:阶段|步骤)\([^()]{2,24}\)(?=[一-鿿])")
_BRACKETS = re.compile(r"[(〔\[][^()〔〕\[\]]*[)〕\]][。;]?")
_ASSIGNMENT = re.compile(rf"^[(〔\[]?(?:{alternatives('role_cues', 'assigned_line')})[^。:]{{0,6}}:")


@cache
def _fixed_phrase() -> re.Pattern:
    goes_on = f"[和与及的]|{alternatives('document_words', 'heading_goes_on')}"
    return re.compile(
        rf"(?:\d{{4}}年)?(?:{longest_first(column('heading_phrases', 'phrase'))})(?=[一-鿿“《\d(])(?!{goes_on})"
    )


def find_heading(text: str, has_children: bool, gap: int | None = None) -> tuple[str | None, str]:
    """Divide a unit's own text (after its label) into heading and the rest of it.

    text: folded, line breaks as "\\n". gap: where a gap divides the heading from the text, in a document that sets its
    headings so. Returns (heading without its closing mark or null, rest); a heading that is the whole text of a unit
    with children leaves the rest empty.
    """
    if gap and ends_at_gap(text, gap):
        return text[:gap].rstrip("。.:"), text[gap:]
    line, _, following = text.partition("\n")
    fixed = _PHASE.match(line) or _fixed_phrase().match(line)
    if fixed and len(line.partition("。")[0]) - fixed.end() >= _FEWEST_BEHIND:
        return fixed.group(), text[fixed.end() :]
    if following and len(line) <= 2 * LONGEST_HEADING and _is_heading_line(line):
        return line.rstrip("。.:"), following
    if has_children and not following and (len(line) <= 2 * LONGEST_HEADING) and "。" not in line[:-1]:
        return line.rstrip("。.:;"), ""
    sentence, mark, rest = line.partition("。")
    rest += "\n" + following if following else ""
    # 建立动态更新机制。(6月底完成,牵头单位:市工信局): one sentence of task text
    if mark and _BRACKETS.sub("", rest).strip() and _is_title_phrase(sentence):
        return sentence, rest
    # Run-on text: the heading lost its break before 一是….
    enumerated = _ENUMERATION_AHEAD.match(line)
    if enumerated:
        return enumerated.group(), text[enumerated.end() :]
    glued = _SENTENCE_AHEAD.match(line) if not mark or not _is_title_phrase(sentence) else None
    if glued and _is_title_phrase(glued.group()):
        return glued.group(), text[glued.end() :]
    if fixed:
        return fixed.group(), text[fixed.end() :]
    if not mark and following and _is_title_phrase(line.rstrip(":")):
        return line.rstrip(":"), following
    return None, text


def ends_at_gap(text: str, gap: int) -> bool:
    """Whether what stands before a gap may be a heading: 1.编制专项规划 要按照…."""
    before = text[:gap]
    return (
        _FEWEST_BEFORE <= gap <= 2 * LONGEST_HEADING
        and not any(mark in before for mark in "。;:!?\n")
        and before[-1] not in ",、"
        and not _COUNTED.search(before)
    )


def _is_heading_line(line: str) -> bool:
    """A line of its own; one that ends like a sentence is none when it names a number, or when it is long."""
    if line.endswith("。"):
        line = line[:-1]
        if len(line) > LONGEST_HEADING or _COUNTED.search(line) or _RULE.search(line):
            return False
    return bool(line) and line[-1] not in "。;,!?、" and "。" not in line and not _ASSIGNMENT.match(line)


def _is_title_phrase(sentence: str) -> bool:
    return (
        0 < len(sentence) <= LONGEST_HEADING
        and not any(mark in sentence for mark in ",;:!?")
        and not _COUNTED.search(sentence)
        and not _PREDICATE.search(sentence)
    )


def states_a_rule(heading: str, text: str) -> bool:
    """第四条 副市长按分工负责分管工作。: an article says who does what, unless it begins with a deed."""
    if len(heading) < _SHORTEST_RULE or heading[0] in "(【[" or not text.startswith("。", len(heading)):
        return False
    first = cut_words(heading, 0, len(heading), ("#",))[0].text
    return first not in DO | ACTING | ADVERB | KEEP | MANNER and not first.startswith(("严", "从"))


def is_lead_in(text: str) -> bool:
    """Whether a unit's text only announces the units below it (主要任务如下: 重点抓好以下工作:)."""
    return (len(text) <= 60 and (text.endswith(":") or "如下" in text or "以下" in text)) or not text.strip()
