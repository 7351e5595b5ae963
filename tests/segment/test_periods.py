"""Dates as written, and by when a plan wants something done."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.model import PlanContext
from flows.segment.dates import last_day
from flows.segment.periods import find_dates, find_deadlines, is_retrospective, limit_cell

PLAN = PlanContext(plan_year=2019)

DATES = [
    # (text, (year, month, day), why)
    ("2021年3月15日", (2021, 3, 15), "usual"),
    ("2021 年 3 月 15 日", (2021, 3, 15), "spaces inside"),
    ("2021年3月15日", (2021, 3, 15), "full-width digits"),
    ("2021-3-15", (2021, 3, 15), "hyphens"),
    ("2021-03-15 15:42", (2021, 3, 15), "with a time"),
    ("2021/03/15", (2021, 3, 15), "slashes"),
    ("2021.3.15", (2021, 3, 15), "points"),
    ("二〇二一年三月十五日", (2021, 3, 15), "Chinese numerals"),
    ("二○二一年十二月三十一日", (2021, 12, 31), "another zero, tens"),
    ("二O二一年一月二十九日", (2021, 1, 29), "the letter O as zero"),
    ("二○二一年", (2021, None, None), "a year"),
    ("2021年3月", (2021, 3, None), "a month"),
]


@pytest.mark.parametrize(("text", "expected", "why"), DATES)
def test_find_dates(text, expected, why):
    padded = f"于{text}印发"
    (mention,) = find_dates(padded)
    assert (mention.year, mention.month, mention.day) == expected, why
    assert mention.start == 1
    assert padded[mention.start : mention.end] in text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2021年2月30日", "no such day"),
        ("2021年13月", "no such month"),
        ("12021年", "a longer number"),
        ("2021.3.15.2", "a version"),
        ("1.2.3", "no year"),
    ],
)
def test_what_is_in_no_calendar_is_no_date(text, why):
    assert find_dates(text) == [], why


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{}年{}月{}日", "{}-{}-{}", "{}/{:02}/{:02}", "{}.{}.{}"]),
)
def test_every_date_is_read_back(day, form):
    (mention,) = find_dates("签发于" + form.format(day.year, day.month, day.day) + "。")
    assert mention.value == day


LIMITS = [
    # (text, [(quote, due)], why), in a plan for 2019
    ("2019年6月底前完成方案。", [("2019年6月底前", "2019-06-30")], "end of a month"),
    ("6月底前完成方案。", [("6月底前", "2019-06-30")], "the plan's year"),
    ("6月前建成,9月份成立专班。", [("6月前", "2019-06"), ("9月份", "2019-09")], "a month"),
    ("10月底完善平台功能。", [("10月底", "2019-10-31")], "without 前"),
    ("(6月底完成,牵头单位:市财政局)", [("6月底", "2019-06-30")], "in brackets"),
    ("请于2019年12月10日前报送。", [("2019年12月10日前", "2019-12-10")], "a day"),
    ("秋季学期开学前投入使用。", [("秋季学期开学前", "2019")], "before the school year of the plan's year"),
    ("2020年秋季学期前投入使用。", [("2020年秋季学期前", "2020")], "of the year that is named"),
    ("2019年1-3月制定方案。", [("2019年1-3月", "2019-03")], "months of a year"),
    ("自2019年起至2023年底开展整治。", [("自2019年起至2023年底", "2019/2023")], "since and until"),
    ("2019-2020学年度覆盖率达到40%。", [("2019-2020学年度", "2019/2020")], "a school year"),
    ("到“十四五”时期末达到30%。", [("到“十四五”时期末", "2025")], "the end of a period"),
    ("2019年本区绿色账户要新增14万户。", [("2019年", "2019")], "the plan's year before what is to be done"),
    ("2019年再新增收运车18辆。", [("2019年", "2019")], "again"),
    ("于6月20日18:00前报送。", [("6月20日18:00前", "2019-06-20")], "an hour of the day"),
    (
        "于2019年6月30日、9月30日前分别报送。",
        [("2019年6月30日", "2019-06-30"), ("9月30日前", "2019-09-30")],
        "days that share 前",
    ),
    ("学额公布时间:7月29日。", [("7月29日", "2019-07-29")], "a label asks for the day"),
    ("2019年支持批发市场进行改造。", [("2019年", "2019")], "a verb of doing"),
    ("年底前全部竣工。", [("年底前", "2019-12-31")], "end of the plan's year"),
    ("市场主体总量年底突破130万户。", [("年底", "2019-12-31")], "without 前, with a verb"),
    ("力争年末奶牛存栏达到15万头。", [("年末", "2019-12-31")], "aimed at"),
    ("年内新增就业2万人,年度内验收。", [("年内", "2019"), ("年度内", "2019")], "within the year"),
    ("今年内完成。", [("今年内", "2019")], "within this year"),
    ("明年底前建成。", [("明年底前", "2020-12-31")], "the year after the plan's"),
    ("力争明年入围。", [("明年", "2020")], "next year, aimed at"),
    ("到2022年,覆盖率达到85%。", [("到2022年", "2022")], "a year"),
    ("到二〇三五年基本实现现代化。", [("到二〇三五年", "2035")], "Chinese numerals"),
    ("据某机构预测,到2030年,规模将达到220GW。", [], "what somebody foresees"),
    ("“十四五”时期经济年均增长率达6%以上。", [("“十四五”时期", "2021/2025")], "a level of a period"),
    ("2020年陆续推进分类管理。", [("2020年", "2020")], "a later year with how it is done"),
    ("须于11月24日(星期三)12时前完成缴纳。", [("11月24日(星期三)12时前", "2019-11-24")], "a weekday and an hour"),
    ("11月22日(星期一)下班前反馈。", [("11月22日(星期一)下班前", "2019-11-22")], "the end of a working day"),
    ("2020、2021年计划合计完成改造5万户。", [("2020、2021年", "2020/2021")], "two years joined"),
    ("2025年前要通过购置等方式配齐。", [("2025年前", "2025")], "before a year"),
    ("力争2025年全市家庭农场达到4万家。", [("2025年", "2025")], "aimed at"),
    ("2025年基本实现达标。", [("2025年", "2025")], "a later year with a verb"),
    ("推动项目化2019年策划生成项目46个。", [("2019年", "2019")], "the plan's year with a verb"),
    ("2020年底主体信用评级达到AAA级。", [("2020年底", "2020-12-31")], "end of a year"),
    ("2019年上半年,试点城市印发方案。", [("2019年上半年", "2019-06-30")], "half a year"),
    ("下半年开工建设。", [("下半年", "2019-12-31")], "half of the plan's year"),
    (
        "第二季度:印发办法。第二、三季度:开展执法。",
        [("第二季度", "2019-06-30"), ("第二、三季度", "2019-09-30")],
        "quarters",
    ),
    ("4-10月开展调查。", [("4-10月", "2019-10")], "the last of several months"),
    ("确保2019年3月初日产能达到1000万只。", [("2019年3月初", "2019-03")], "the beginning of a month"),
    ("2021—2023年,每年培训500人。", [("2021—2023年", "2021/2023")], "a span"),
    (
        "2019年1月1日至2020年12月31日,开展在岗培训。",
        [("2019年1月1日至2020年12月31日", "2019/2020")],
        "days of a span of whole years",
    ),
    ("2019年1月1日至12月31日,实施稳岗返还。", [("2019年1月1日至12月31日", "2019")], "a whole year"),
    ("2019年3月1日至12月31日,完成整治。", [("2019年3月1日至12月31日", "2019-12-31")], "ends on a day"),
    ("从2021年到2025年,分批实施。", [("2021年到2025年", "2021/2025")], "a span in words"),
    ("定于2019年10月20日-11月30日开展。", [("2019年10月20日-11月30日", "2019-11-30")], "a span of days"),
    ("时间为2019年2月19日至22日。", [("2019年2月19日至22日", "2019-02-22")], "a span of days in a month"),
    ("2019年起5年内全部改造。", [("2019年起5年内", "2019/2023")], "a duration with a start"),
    ("从2020年起,用3年左右时间完成。", [("2020年起,用3年左右时间", "2020/2022")], "another"),
    ("“十四五”期间,新建学校20所。", [("“十四五”期间", "2021/2025")], "the period of a task"),
    ("用3年时间(2019年至2021年)全面完成。", [("2019年至2021年", "2019/2021")], "years behind a length of time"),
    ("4月中旬,区县组织小学完成签约。", [("4月中旬", "2019-04")], "what is done stands behind the comma"),
    ("古动物馆10月开馆,安置区5月开始交付。", [("10月", "2019-10"), ("5月", "2019-05")], "the step of a work"),
    ("力争“十三五”末做强产业。", [("“十三五”末", "2020")], "an aim before the end of a plan"),
    ("“十三五”内消除断头路30条。", [("“十三五”内", "2016/2020")], "within a plan"),
    ("在“十三五”期间完成培训工作。", [("“十三五”期间", "2016/2020")], "a verb of doing behind the period"),
    ("2020年、2021年分别建成甲、乙铁路。", [("2020年", "2020"), ("2021年", "2021")], "a year each"),
    ("力争到“十三五”末,人均指标走在前列。", [("到“十三五”末", "2020")], "the end of a five-year plan"),
    ("国庆节前全部通车,二十大前清零。", [("国庆节前", "2019"), ("二十大前", "2022")], "set by an event"),
    ("延期至2020年6月30日。", [("至2020年6月30日", "2020-06-30")], "until a day"),
    ("每年2月底前报送。", [("2月底前", "2019-02-28")], "the first time that a yearly limit comes about"),
    ("从2020年起,每年2月底前报送。", [("2月底前", "2020-02-29")], "from the year on in which it begins"),
    (
        "2020年起,每年2月底前完成考核,3月底前公布结果。",
        [("2月底前", "2020-02-29"), ("3月底前", "2020-03-31")],
        "the second limit of a yearly round holds from the same year on",
    ),
    ("(一)准备阶段(1-4月份)", [("1-4月份", "2019-04")], "a stage is dated in brackets"),
    ("(三)实施阶段(2019年3月-12月)开展抽查。", [("2019年3月-12月", "2019-12")], "with its year"),
    (
        "2019年,实现0.6万人脱贫,某村出列。2020年,实现1.5万人脱贫。",
        [("2019年", "2019"), ("2020年", "2020")],
        "sentences that open with years are steps, the plan's own year too",
    ),
    (
        "2019年:搬迁1000户。2020年:搬迁2000户。",
        [("2019年", "2019"), ("2020年", "2020")],
        "labels of steps",
    ),
    ("2019年,推进制度建设。", [], "the plan's own year alone is none"),
    ("2019年我市经济社会发展的主要预期目标为:增长8%。", [("2019年", "2019")], "the year of what is aimed at"),
    ("到“十四五”期末建成。", [("到“十四五”期末", "2025")], "the end of a plan, in other words"),
]


@pytest.mark.parametrize(("text", "expected", "why"), LIMITS)
def test_find_deadlines(text, expected, why):
    found = find_deadlines(text, PLAN)
    assert [(text[limit.start : limit.end], limit.due) for limit in found] == expected, why
    assert all(limit.due_date == last_day(limit.due) for limit in found)


def test_a_yearly_limit_comes_about_after_the_signature():
    signed = PlanContext(plan_year=2018, written_date=date(2018, 12, 5))
    assert [limit.due for limit in find_deadlines("应于每年1月31日前公开。", signed)] == ["2019-01-31"]
    assert [limit.due for limit in find_deadlines("应于每年12月底前公开。", signed)] == ["2018-12-31"]


def test_steps_of_a_plan_of_several_years():
    plan = PlanContext(plan_year=2024, plan_year_end=2026)
    text = "2025年7月至2025年12月,实施绿地应用。2026年12月,各区总结分析。2024年3月,印发了通知。"
    assert [limit.due for limit in find_deadlines(text, plan)] == ["2025-12", "2026-12"]


def test_the_period_of_a_place():
    assert [limit.due for limit in find_deadlines("甲区“十四五”期间计划新增公园9座。", PLAN)] == ["2021/2025"]


def test_years_of_a_plan_by_their_number():
    context = PlanContext(plan_year=2024, plan_year_end=2026)
    found = [limit.due for limit in find_deadlines("第一年完成30%,第二年完成30%,第三年完成40%。", context)]
    assert found == ["2024", "2025", "2026"]


def test_the_eleventh_plan():
    assert [limit.due for limit in find_deadlines("到“十一五”期末建成。", PlanContext(plan_year=2008))] == ["2010"]


NO_LIMITS = [
    ("2018年底前已完成。", "before the plan's year"),
    ("2019年是要抓紧落实的一年。", "what a year is"),
    ("7月29日召开会议。", "a day by itself"),
    ("在2018年基础上降低1个百分点。", "a baseline"),
    ("由2010年的206项精简到152项。", "a baseline"),
    ("水耗较“十三五”末下降20%。", "a baseline"),
    ("本办法自2020年1月1日起施行。", "takes effect"),
    ("每月底前报送。", "a recurring date"),
    ("4月份开始每月调度。", "a start"),
    ("三年内完成。", "a duration without a start"),
    ("对6月底没完成任务的予以通报。", "a condition"),
    ("按照《淄博市布局规划(2019—2030年)》落实。", "in a title"),
    ("依据海教〔2021〕1号文件。", "in a number"),
    ("(住房城乡建设部公告2019年第237号)", "in a number without brackets"),
    ("清单(2021年版)", "an edition"),
    ("实施提升计划(2020—2025年),推动发展。", "in a name"),
    ("实施“到2035年基本实现农业农村现代化”的要求。", "quoted from others"),
    ("制定2030年前碳排放达峰行动方案。", "in a name without marks"),
    ("规划期为2021—2025年,展望至2035年。", "what a plan covers"),
    ("2019年是建国70周年。", "an occasion"),
    ("“十四五”时期,是开启新征程的时期。", "an occasion"),
    ("“十四五”时期继续大力实施消费帮扶。", "an occasion"),
    ("做好2019年工作,落实2019年解决大班额规划。", "an attribute"),
    ("今年经济社会发展任务重。", "bare 今年"),
    ("年终考核,纳入年底绩效。", "an attribute"),
    ("年末金融机构存款余额增长5%。", "statistics"),
    ("上半年增长0.5%,前三季度增长2.3%。", "statistics"),
    ("全年新签项目120个。", "全年 as a period"),
    ("去年底,历年陈欠,五年内,多年底子薄。", "other words with 年"),
    ("全省2019年10月至2020年10月取得施工许可的项目。", "which objects are meant"),
    ("一百年前,十月革命一声炮响。", "a past event"),
    ("2019年7月30日市政府常务会议通过。", "a past event"),
]


@pytest.mark.parametrize(("text", "why"), NO_LIMITS)
def test_what_is_no_deadline(text, why):
    assert [(text[limit.start : limit.end], limit.due) for limit in find_deadlines(text, PLAN)] == [], why


def test_headings_set_no_limits():
    assert find_deadlines("到2022年的主要目标", PLAN, is_heading=True) == []


def test_a_report_of_what_was_done_has_no_limit_without_a_year():
    assert is_retrospective("一、2018年工作回顾")
    assert not is_retrospective("二、2019年重点工作")
    text = "年底建成3所,到2月24日复工。到2022年达到90%。"
    assert [limit.due for limit in find_deadlines(text, PLAN, retrospective=True)] == ["2022"]


def test_without_the_plans_year_only_limits_that_name_one_are_found():
    found = find_deadlines("6月底前完成,年内见效,到2022年全面建成。", PlanContext())
    assert [limit.due for limit in found] == ["2022"]


CELLS = [
    ("长期坚持", ["long_term"], "the usual word"),
    ("持续推进", ["long_term"], "another"),
    ("全年", ["2019"], "the plan's year"),
    ("6月", ["2019-06"], "a month"),
    ("12月底", ["2019-12-31"], "a month's end"),
    ("年底", ["2019-12-31"], "a year's end"),
    ("年底前完成", ["2019-12-31"], "a year's end, in words"),
    ("2016.6", ["2016-06"], "with a point"),
    ("2019.06.30", ["2019-06-30"], "a day with points"),
    ("6.30", ["2019-06-30"], "a day without a year"),
    ("2021", ["2021"], "a year"),
    ("2021-2023年", ["2021/2023"], "a span"),
    ("2021-2023", ["2021/2023"], "a span of bare years"),
    ("2018年", ["2018"], "before the plan's year"),
    ("第二季度", ["2019-06-30"], "a quarter"),
    ("上半年", ["2019-06-30"], "half a year"),
    ("6月底取得阶段性成效并持续推进", ["2019-06-30", "long_term"], "both"),
    ("6月底前完成一期,12月底前完成二期", ["2019-06-30", "2019-12-31"], "two"),
    ("按时间节点", [], "nothing"),
    ("", [], "empty"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CELLS)
def test_limit_cell(text, expected, why):
    assert [limit.due for limit in limit_cell(text, PLAN)] == expected, why


@given(
    st.text(alphabet="0123456789年月日底末前到至第一二三季度半上下全内“十四五”期间,。《》()—-起力争完成", max_size=60)
)
def test_limits_are_ordered_disjoint_and_have_a_last_day(text):
    previous = 0
    for limit in find_deadlines(text, PLAN):
        assert previous <= limit.start < limit.end <= len(text)
        assert limit.due_date is not None
        previous = limit.start
    limit_cell(text, PLAN)
    find_dates(text)


@pytest.mark.parametrize("unit", ["2019年", "年底", "1", "《", "“", "第二、", "2019年至", "6月底前", "到", "十"])
def test_hostile_text_takes_linear_time(unit):
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    find_deadlines(text, PLAN)
    find_dates(text)
    assert time.process_time() - started < 6


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("(责任单位:市教育局;完成时限:2026年10月)", ["2026-10"], "a month needs no 前 behind its label"),
        ("完成时间:10月", ["2026-10"], "of the plan's year"),
        ("整改时限:立即整改,长期坚持。", ["long_term"], "as in a cell"),
        ("完成时限:2026年10月底前。", ["2026-10-31"], "once"),
        ("办理时限:由15个工作日压缩至5个工作日。", [], "a term is no point in time"),
        ("贷款期限:2026年10月。", [], "a term of something else"),
    ],
)
def test_labelled_limits(text: str, expected: list[str], why: str) -> None:
    assert [limit.due for limit in find_deadlines(text, PlanContext(plan_year=2026))] == expected, why
