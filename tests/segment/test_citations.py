"""Documents that a text names."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.segment.citations import find_citations, read_document_number, short_names, title_key

FOUND = [
    # (text, [(title, number)], why)
    ("落实《中小学德育工作指南》。", [("中小学德育工作指南", None)], "a guide"),
    ("按照《教师法》《义务教育法》等法律", [("教师法", None), ("义务教育法", None)], "laws"),
    (
        "制定《海宁市督学管理办法》和《海宁市督学考核办法》",
        [("海宁市督学管理办法", None), ("海宁市督学考核办法", None)],
        "to be drafted",
    ),
    ("《关于加强党的建设的意见(试行)》", [("关于加强党的建设的意见(试行)", None)], "with an edition"),
    ("起草《XX教育现代化2035》", [("XX教育现代化2035", None)], "a programme named by its year"),
    ("《布局规划(2019—2030)》", [("布局规划(2019—2030)", None)], "with its years"),
    ("《热轧带肋钢筋》国家标准", [("热轧带肋钢筋", None)], "a standard that only the words behind show as one"),
    ("《卫生部关于印发〈管理办法〉的通知》", [("卫生部关于印发〈管理办法〉的通知", None)], "a title in a title"),
    ("《贯彻落实<管理办法>实施细则》", [("贯彻落实<管理办法>实施细则", None)], "other inner marks"),
    ("《关于印发《减负措施》的通知》要求", [("关于印发《减负措施》的通知", None)], "the same marks inside"),
    ("《关于印发《减负措施》的通知要求", [("减负措施", None)], "the outer closing mark is lost"),
    ("《关于做好\n招生工作的通知》", [("关于做好招生工作的通知", None)], "over a line break"),
    ("《意见》(国办发〔2019〕15号)", [("意见", "国办发〔2019〕15号")], "number with the usual brackets"),
    ("《意见》(国办发[2019]15号)", [("意见", "国办发〔2019〕15号")], "square brackets"),
    ("《意见》(国办发【2019】15号)", [("意见", "国办发〔2019〕15号")], "lenticular brackets"),
    ("《意见》(国办发(2019)15号)", [("意见", "国办发〔2019〕15号")], "round brackets"),
    ("《意见》〔国办发〔2019〕15〕", [("意见", "国办发〔2019〕15号")], "number without 号"),
    (
        "《设计规范(2019年版)》(住房城乡建设部公告2019年第237号)等",
        [("设计规范(2019年版)", "住房城乡建设部公告2019年第237号")],
        "an announcement",
    ),
    ("《许可证条例》(国务院令第397号,2014年7月29日予以修改)", [("许可证条例", "国务院令第397号")], "an order, amended"),
    ("《资质条件和要求》(GA990—2012)", [("资质条件和要求", None)], "a standard's number is no 发文字号"),
    ("要根据中发〔1994〕8号文件关于办学的要求", [("中发〔1994〕8号", "中发〔1994〕8号")], "named by its number"),
    (
        "1、平潭综合实验区2016年工作要点(岚综委〔2016〕5号)2、会议",
        [("平潭综合实验区2016年工作要点", "岚综委〔2016〕5号")],
        "without marks",
    ),
    (
        "继续实施我区畜禽养殖污染整治实施意见(闽岚综〔2014〕193号)等",
        [("畜禽养殖污染整治实施意见", "闽岚综〔2014〕193号")],
        "verbs are no title",
    ),
    ("《减负措施》与《减负措施》", [("减负措施", None)], "once"),
    (
        '《“一体化办学”考评办法》与《“一体化办学"考评办法》',
        [("“一体化办学”考评办法", None)],
        "spelling variants count once",
    ),
    ("《总体规划》(以下简称《规划》)。实施《规划》", [("总体规划", None)], "an abbreviation is no second document"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FOUND)
def test_find_citations(text, expected, why):
    assert [(citation.title, citation.document_number) for citation in find_citations(text)] == expected, why


NOT_CITED = [
    ("《人民日报》、《经济日报》报道", "newspapers"),
    ("编撰《共和国粮食之根》", "a book"),
    ("开发《慧心》心理健康教育云课程", "a course"),
    ("《职业生涯规划》课程", "a course whose name ends like a plan"),
    ("创办《今晚会见》栏目", "a column"),
    ("演出《印象·北部湾》", "a show"),
    ("填写《申请表》", "a form"),
    ("编制教育现代化实施方案", "a plan without marks and number"),
    ("渝府发〔2021〕22号各区县人民政府:", "the page's own number"),
    ("《标题没有结束。下一句", "a mark that never closes"),
]


@pytest.mark.parametrize(("text", "why"), NOT_CITED)
def test_what_is_no_citation(text, why):
    assert find_citations(text) == [], why


OWN = "海宁市教育局2021年教育工作意见"


@pytest.mark.parametrize(
    ("title", "own", "cited", "why"),
    [
        (OWN, OWN, False, "the title itself"),
        ("2021年教育工作意见", OWN, False, "without its issuer"),
        ("中共海宁市委" + OWN, OWN, False, "with another issuer"),
        ("关于" + OWN, OWN, False, "with 关于"),
        ("工作意见", OWN, False, "abbreviated"),
        ("义务教育法", OWN, True, "another document"),
        (
            "关于提高质量的意见",
            "贯彻落实《关于提高质量的意见》任务分工方案",
            True,
            "a document inside the plan's own title",
        ),
        (
            "关于提高质量的意见",
            "贯彻落实《关于提高质量的意见》",
            True,
            "what a plan carries out, at the end of its title",
        ),
    ],
)
def test_the_plans_own_title_is_no_citation(title, own, cited, why):
    assert bool(find_citations(f"现将《{title}》印发给你们", [own])) is cited, why


def test_read_document_number():
    assert read_document_number("磐政办发〔2021〕2") == "磐政办发〔2021〕2号"
    assert read_document_number("海教(2021)1号") == "海教〔2021〕1号"
    assert read_document_number("无文号") is None


def test_spelling_variants_share_a_key():
    assert title_key("中共中央 国务院<关于…的意见>") == title_key("中共中央、国务院〈关于…的意见〉")


@given(st.text(alphabet="《》〈〉<>()〔〕[]【】2019年1号国发意见通知法、。\n“”", max_size=80))
def test_offsets_hold_the_title(text):
    for citation in find_citations(text):
        assert 0 <= citation.start < citation.end <= len(text)
        assert title_key(citation.title) in title_key(text[citation.start : citation.end]) or citation.document_number


@pytest.mark.parametrize(
    "unit", ["《", "》", "《法》", "(国发〔2019〕1号)", "〔2019〕1", "以下简称《", "关于", "落实国发〔2019〕1号文件"]
)
def test_hostile_text_takes_linear_time(unit):
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    find_citations(text)
    assert time.process_time() - started < 6


def test_short_names_of_documents_that_the_title_names():
    text = "《甲港总体规划》(以下简称《规划》)收悉。要落实《乙市港口管理办法》(以下简称《办法》)。"
    assert short_names(text, ["关于甲港总体规划的批复"]) == ["规划"]
