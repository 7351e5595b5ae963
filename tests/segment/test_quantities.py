"""What find_quantities reads, by the parts of its grammar.

An expected entry is (value, unit, words of the mention), with value_max, comparator and kind where they matter.
"""

import pytest

from flows.segment.quantities import find_absolutes, find_quantities

PLAN_SENTENCES = [
    ("新建3处以上公办幼儿园", [(3, None, "处", "ge", "count", "3处以上")], "a comparator after the unit"),
    ("职普比提高到4:6", [(4 / 6, None, "ratio", "eq", "ratio", "4:6")], "a ratio is a/b"),
    ("千人宣讲团", [(1000, None, "人", "eq", "count", "千人")], "a numeral in Chinese"),
    ("每月不低于300元", [(300, None, "元/月", "ge", "money", "每月不低于300元")], "a time denominator"),
    ("每2年选树一批成果", [(1, None, "批/2年", "eq", "frequency", "一批")], "the denominator stands apart"),
    ("10—15所学校", [(10, 15, "所", "between", "count", "10—15所")], "a range shares its unit"),
    ("完成5.7万亩造林", [(5.7, None, "万亩", "eq", "other", "5.7万亩")], "万 stays in the unit after digits"),
    ("投入三千万元", [(30000000, None, "元", "eq", "money", "三千万元")], "a Chinese numeral is written out"),
    ("占比百分之二十", [(20, None, "%", "eq", "percent", "百分之二十")], "one unit for all percentages"),
    ("每天锻炼时间不少于1小时", [(1, None, "小时/天", "ge", "duration", "不少于1小时")], "a rate of a duration"),
    ("下降1个百分点", [(1, None, "个百分点", "eq", "percentage_point", "1个百分点")], "percentage points"),
    ("至少每季度召开一次会议", [(1, None, "次/季度", "ge", "frequency", "一次")], "a comparator before the rate"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), PLAN_SENTENCES)
def test_plan_sentences(text, expected, why):
    found = [(q.value, q.value_max, q.unit, q.comparator, q.kind, text[q.start : q.end]) for q in find_quantities(text)]
    assert found == expected, why


NUMERALS = [
    ("共1,122人", [(1122, "人", "1,122人")], "grouped by commas"),
    ("共1 122人", [(1122, "人", "1 122人")], "grouped by spaces"),
    ("共１１２２人", [(1122, "人", "１１２２人")], "full-width digits"),
    ("人口290万人次", [(290, "万人次", "290万人次")], "万 in the unit"),
    ("就业5.7万", [(57000, "", "5.7万")], "without a unit 万 is written out"),
    ("总投资2亿5千万元", [(250000000, "元", "2亿5千万元")], "a mixed numeral is written out"),
    ("3千人", [(3000, "人", "3千人")], "a mixed numeral is written out"),
    ("农机35000台(套)以上", [(35000, "台(套)", "35000台(套)以上")], "the unit as written"),
    ("渔船20艘(台、套)", [(20, "艘(台、套)", "20艘(台、套)")], "of three words"),
    ("农机5台(其中新购2台)", [(5, "台", "5台"), (2, "台", "2台")], "a bracket that says more"),
    ("减少税负3500亿元", [(3500, "亿元", "3500亿元")], "no minus"),
    ("装机50万千瓦", [(50, "万千瓦", "50万千瓦")], "千 belongs to the unit"),
    ("建成OPC社区、培育OPC100家", [(100, "家", "100家")], "so many of what capital letters name"),
    ("入选TOP10企业、TOP100家、H7N9、C30混凝土3个", [(3, "个", "3个")], "but a rank or a name keeps its digits"),
    ("二百二十千伏", [(220, "千伏", "二百二十千伏")], "千 belongs to the unit"),
    ("三千米长跑", [(3000, "米", "三千米")], "but of a Chinese numeral before 米, to the number"),
    ("二〇二一年", [(2021, "年", "二〇二一年")], "digit by digit"),
    ("一打铅笔", [(12, "", "一打")], "a dozen"),
    ("两个亿", [(200000000, "", "两个亿")], "spoken 亿"),
    ("零下5℃", [(-5, "℃", "零下5℃")], "below zero"),
    ("增速为-3.2%", [(-3.2, "%", "-3.2%")], "a minus"),
    ("同比负三点五个百分点", [(-3.5, "个百分点", "负三点五个百分点")], "a sign in words"),
    ("肩负三项任务", [(3, "项", "三项")], "负 may end a word"),
    ("一 百 五 十 个", [(150, "个", "一 百 五 十 个")], "spaces between Chinese characters are read over"),
    ("“一”和“五”", [(1, "", "一"), (5, "", "五")], "bare numbers"),
    ("1、2、3", [(1, "", "1"), (2, "", "2"), (3, "", "3")], "bare numbers"),
    ("电话2222.2222.222", [(2222, "", "2222"), (2222, "", "2222"), (222, "", "222")], "each dotted part"),
    ("三千两百两白银", [(3200, "两", "三千两百两")], "a digit can be a unit"),
]  # fmt: skip
PERCENTAGES = [
    ("达20％", [(20, "%", "20％")], "a full-width sign"),
    ("百分之三点五", [(3.5, "%", "百分之三点五")], "decimals"),
    ("百分之120", [(120, "%", "百分之120")], "digits after the words"),
    ("百分之百", [(100, "%", "百分之百")], "the whole"),
    ("百分百", [(100, "%", "百分百")], "the whole"),
    ("负百分之十三", [(-13, "%", "负百分之十三")], "a sign before"),
    ("千分之三", [(3, "‰", "千分之三")], "per mille stays per mille"),
    ("4.28‰", [(4.28, "‰", "4.28‰")], "per mille"),
    ("万分之五", [(5, "‱", "万分之五")], "per ten thousand"),
    ("五成群众", [(50, "%", "五成")], "tenths"),
    ("三成半", [(35, "%", "三成半")], "tenths and a half"),
    ("打八折", [(80, "%", "八折")], "a price"),
    ("八五折优惠", [(85, "%", "八五折")], "a price"),
    ("一半以上", [(50, "%", "一半以上")], "a half"),
    ("工作量减半", [(50, "%", "减半")], "halved: by 50 %"),
    ("收入翻一番", [(100, "%", "翻一番")], "doubled: by 100 %"),
    ("三分之一", [(1 / 3, "", "三分之一")], "a fraction is a bare number"),
    ("超过1/2的人", [(0.5, "", "超过1/2")], "a fraction is a bare number"),
    ("2020/2021学年", [(2020, "", "2020"), (2021, "学年", "2021学年")], "two years are no fraction"),
    ("提高1.5倍", [(1.5, "倍", "1.5倍")], "multiples"),
    ("一成功就庆祝", [(1, "", "一")], "成 may begin a word"),
]  # fmt: skip
UNITS = [
    ("3支部", [(3, "", "3")], "支 may begin a word"),
    ("3支队伍", [(3, "支", "3支")], "or be the count word"),
    ("2个多月", [(2, "个月", "2个多月")], "多 inside the unit"),
    ("一个半小时", [(1.5, "个小时", "一个半小时")], "半 inside the unit"),
    ("三年半", [(3.5, "年", "三年半")], "半 after the unit"),
    ("半年内", [(0.5, "年", "半年内")], "half a unit"),
    ("上半年完成", [], "上半年 is a date"),
    ("3元5角", [(3.5, "元", "3元5角")], "two parts of one sum"),
    ("十二块五", [(12.5, "块", "十二块五")], "two parts of one sum, spoken"),
    ("两年零三个月", [(2.25, "年", "两年零三个月")], "two parts of one duration"),
    ("人民币100元", [(100, "元", "人民币100元")], "a mark before the number"),
    ("¥1.5万", [(1.5, "万元", "¥1.5万")], "a mark gives the unit"),
    ("港币两千元", [(2000, "港元", "港币两千元")], "a mark completes the unit"),
    ("800㎡和5 km", [(800, "㎡", "800㎡"), (5, "km", "5 km")], "signs and Latin units"),
    ("168CM", [(168, "cm", "168CM")], "Latin units in any case"),
    ("5元/人·年", [(5, "元/人·年", "5元/人·年")], "a written denominator"),
    ("1公里/万人", [(1, "公里/万人", "1公里/万人")], "a denominator of so many"),
    ("300克标准煤/千瓦时", [(300, "克标准煤/千瓦时", "300克标准煤/千瓦时")], "what begins like so many is a unit"),
    ("十千米每小时", [(10, "千米/小时", "十千米每小时")], "a denominator in words"),
]
RANGES = [
    ("10至15所", [(10, "所", "10至15所")], "至"),
    ("10-15所", [(10, "所", "10-15所")], "hyphen"),
    ("1～2项", [(1, "项", "1～2项")], "full-width tilde"),
    ("80%—85%", [(80, "%", "80%—85%")], "the unit twice"),
    ("百分之五十至八十", [(50, "%", "百分之五十至八十")], "the unit once, before"),
    ("30-50亿元", [(30, "亿元", "30-50亿元")], "a shared scale"),
    ("5000万元至1亿元", [(50000000, "元", "5000万元至1亿元")], "two scales are written out"),
    ("两到三万元", [(20000, "元", "两到三万元")], "a shared scale in Chinese"),
    ("8500到3万元", [(8500, "元", "8500到3万元")], "no shared scale: 8500 is larger than 3"),
    ("三五个", [(3, "个", "三五个")], "two neighbouring digits"),
    ("两三百人", [(200, "人", "两三百人")], "two neighbouring digits before a unit"),
    ("5万元以上10万元以下", [(5, "万元", "5万元以上10万元以下")], "two bounds of one number"),
    ("大于10且小于20", [(10, "", "大于10且小于20")], "two bounds of one number"),
    ("在20和30之间", [(20, "", "20和30之间")], "和 … 之间"),
    ("12月至3月", [(12, "月", "12月"), (3, "月", "3月")], "what does not ascend is no range"),
    ("0451-8888", [(451, "", "0451"), (8888, "", "8888")], "nor is a telephone number"),
    ("由5个增加到10个", [(5, "个", "5个"), (10, "个", "10个")], "nor a change"),
]
NOT_COUNTED = [
    ("2021年3月15日", [(2021, "年", "2021年"), (3, "月", "3月"), (15, "日", "15日")], "a date"),
    ("2021-3-15", [(2021, "", "2021"), (3, "", "3"), (15, "", "15")], "a date"),
    ("2021—2023年", [(2021, "年", "2021—2023年")], "a span of years"),
    ("国发〔2018〕41号", [(2018, "", "2018"), (41, "号", "41号")], "a document number"),
    ("第三批", [(3, "批", "第三批")], "an ordinal"),
    ("第十和第十五之间", [(10, "", "第十和第十五之间")], "ordinals"),
    ("一季度", [(1, "季度", "一季度")], "a quarter of the year"),
    ("上午8:30开会", [(8, "", "8"), (30, "", "30")], "a time of day"),
    ("6:00-22:00", [(6, "", "6"), (0, "", "00"), (22, "", "22"), (0, "", "00")], "two times of day"),
    ("8月15-20日", [(8, "月", "8月"), (15, "日", "15-20日")], "a span of days"),
    ("八点三十分", [(8, "点", "八点"), (30, "分", "三十分")], "a time of day"),
]
NO_NUMBERS = [
    ("进一步统一思想,一般不得一律", "words with numeral characters"),
    ("K12、5G、PM2.5、COVID-19", "names with digits"),
    ("http://www.example.com/2021/t20.html", "an address"),
    ("一成不变、千方百计、三次产业", "idioms"),
    ("陆地上的队伍着陆", "formal digits inside words"),
    ("万以上", "a scale alone"),
    ("“十四五”规划", "the name of a plan period"),
    ("1" * 60, "an identifier"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NUMERALS + PERCENTAGES + UNITS + RANGES + NOT_COUNTED)
def test_values_units_and_mentions(text, expected, why):
    found = [(q.value, q.unit, text[q.start : q.end]) for q in find_quantities(text)]
    assert found == [(pytest.approx(value), unit, words) for value, unit, words in expected], why


@pytest.mark.parametrize(("text", "expected", "why"), [row for row in NOT_COUNTED if "点" not in row[0]])
def test_what_counts_nothing_is_of_kind_other(text, expected, why):
    assert {q.kind for q in find_quantities(text)} == {"other"}, why


@pytest.mark.parametrize(("text", "why"), NO_NUMBERS)
def test_no_numbers(text, why):
    assert find_quantities(text) == [], why


BOUNDS = [
    ("超过300家", 300, "gt", "more than"),
    ("突破千亿元", 10**11, "gt", "more than"),
    ("1000余人", 1000, "gt", "余"),
    ("三十多个", 30, "gt", "多"),
    ("500余万亩", 500, "gt", "余 before the scale"),
    ("数十家", 10, "gt", "an indefinite number"),
    ("几百万元", 10**6, "gt", "an indefinite number"),
    ("十几个", 10, "gt", "an indefinite number"),
    ("上百人", 100, "ge", "an indefinite number"),
    ("十来个", 10, "approx", "来"),
    ("近500所", 500, "approx", "近"),
    ("约20%", 20, "approx", "约"),
    ("10个左右", 10, "approx", "左右"),
    ("约5个以上", 5, "ge", "以上 is the stronger word"),
    ("不低于80%", 80, "ge", "at least"),
    ("至少召开2次", 2, "ge", "an adverb before the verb"),
    ("≥95%", 95, "ge", "a sign"),
    ("不超过30人", 30, "le", "at most"),
    ("控制在5%以内", 5, "le", "at most"),
    ("30日内", 30, "le", "within"),
    ("最高500万元", 500, "le", "at most"),
    ("3岁以下", 3, "le", "以下 includes the number"),
    ("5人以下(不含)", 5, "lt", "unless it is excluded"),
    ("不足50%", 50, "lt", "less than"),
    ("低于0.01毫米", 0.01, "lt", "less than"),
    ("达到80%", 80, "eq", "a level"),
    ("五年来", 5, "eq", "来 after a duration is no bound"),
]


@pytest.mark.parametrize(("text", "value", "comparator", "why"), BOUNDS)
def test_bounds(text, value, comparator, why):
    (quantity,) = [q for q in find_quantities(text) if q.value == value]
    assert (quantity.comparator, quantity.value_max) == (comparator, None), why


RATES = [
    ("每月一期校长论坛", "期/月", "frequency", "an occasion over time"),
    ("一年两次", "次/年", "frequency", "a time and an occasion side by side"),
    ("5年一周期", "周期/5年", "frequency", "a cycle"),
    ("每两年评选1次", "次/2年", "frequency", "the count is written in digits"),
    ("每半年考评一次", "次/半年", "frequency", "half a unit of time"),
    ("每年度考核一次", "次/年", "frequency", "年度 is 年"),
    ("每年培训300名教师", "名/年", "count", "a count over time"),
    ("1000元/月", "元/月", "money", "a slash"),
    ("每年增长10%", "%", "percent", "a percentage keeps its unit"),
    ("每名学生1至2项", "项", "count", "a distributive scope is no rate"),
    ("每月检查,建成3所", "所", "count", "the clause has ended"),
]


@pytest.mark.parametrize(("text", "unit", "kind", "why"), RATES)
def test_rates(text, unit, kind, why):
    quantity = find_quantities(text)[-1]
    assert (quantity.unit, quantity.kind) == (unit, kind), why


def test_a_later_number_of_the_clause_shares_the_denominator_of_its_unit_only():
    found = find_quantities("每年培训校长100名、教师500名,每年在5个区举办")
    assert [q.unit for q in found] == ["名/年", "名/年", "个/年"]
    assert [q.unit for q in find_quantities("每人每年6000元和12000元,建设2所")] == ["元/年", "元/年", "所"]


def test_each_year_goes_on_in_the_next_clauses():
    """每年 governs what a sentence counts; 每月 its own clause; a date or another kind of number ends it."""

    def units(text):
        return [q.unit for q in find_quantities(text)]

    assert units("每年遴选20个方案,培育100项应用;新建3所") == ["个/年", "项/年", "所"]
    assert units("每月补助300元,惠及2000人") == ["元/月", "人"]
    assert units("每年投入300万元,到2025年建成30所") == ["万元/年", "年", "所"]


RATIOS = [
    ("师生比1:15", 1 / 15, "two parts"),
    ("产业结构为7∶43∶50", 7 / 43, "of three parts the first two"),
    ("按4:3:2:1分担", 4 / 3, "of four parts the first two"),
    ("比分78比96", 78 / 96, "in words"),
    ("占比70:30", 70 / 30, "a share and its rest"),
]


@pytest.mark.parametrize(("text", "value", "why"), RATIOS)
def test_ratios(text, value, why):
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.unit, quantity.kind) == (pytest.approx(value), "ratio", "ratio"), why


def test_absolute_words_are_a_closed_list():
    text = "大班额清零,学校全覆盖,任务全部完成达标"
    found = [(q.value, q.unit, q.kind, text[q.start : q.end]) for q in find_absolutes(text)]
    assert found == [
        (0, "清零", "other", "清零"),
        (100, "%", "percent", "全覆盖"),
        (100, "%", "percent", "全部完成达标"),
    ]
