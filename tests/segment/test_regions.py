"""Which division a text names and a plan covers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reference import read_table
from flows.segment.divisions import (
    ancestors,
    divisions,
    is_current,
    lies_in,
    lowest_common,
    own_division,
    region_named,
    region_of_code,
    region_prefix,
)
from flows.segment.regions import find_regions, infer_region, resolve_region

NAMED = [
    # (name, parent, year, code, why)
    ("磐石市", None, None, "220284", "official name"),
    ("磐石", None, None, "220284", "short name"),
    ("宁夏", None, None, "640000", "short name of an autonomous region"),
    ("全国", None, None, "100000", "the country"),
    ("吉林", None, None, "220000", "a province outranks the city of the same short name"),
    ("吉林市", None, None, "220200", "the city by its full name"),
    ("延边州", None, None, "222400", "customary form of an autonomous prefecture"),
    ("平潭综合实验区", None, None, "350128", "a functional area that covers one county"),
    ("朝阳区", None, None, None, "several districts"),
    ("鼓楼区", None, None, None, "several districts"),
    ("海州", None, None, None, "several districts, short"),
    ("朝阳区", "北京市", None, "110105", "the parent settles it"),
    ("鼓楼", "福州市", None, "350102", "the parent settles a short name"),
    ("三元区", None, 2015, "350403", "the code of that time"),
    ("三元区", None, None, "350404", "the code of today"),
    ("崇明县", None, None, "310230", "abolished, no other of that name"),
    ("磐石县", None, 2021, "220223", "abolished, kept though the year is later: the name says which"),
    ("无此县", None, None, None, "unknown"),
]


@pytest.mark.parametrize(("name", "parent", "year", "code", "why"), NAMED)
def test_region_named(name, parent, year, code, why):
    region = region_named(name, region_named(parent) if parent else None, year)
    assert (region.code if region else None) == code, why


PREFIXES = [
    # (plan's region, parent, word, prefix, why)
    ("磐石市", None, "市", "磐石市", "a city of county level is its own 市"),
    ("磐石市", None, "省", "吉林省", "the province above"),
    ("磐石市", None, "县", None, "no county above or at it"),
    ("鼓楼区", "福州市", "市", "福州市", "a district's 市 is the city above"),
    ("鼓楼区", "福州市", "区", "鼓楼区", "and its 区 is itself"),
    ("同心县", None, "区", "宁夏回族自治区", "区 may be the autonomous region"),
    ("和田县", None, "区", "新疆维吾尔自治区", "but never a 地区"),
    ("平潭综合实验区", None, "区", "平潭综合实验区", "a functional area keeps its name"),
    ("江北区", "宁波市", "省", "浙江省", "two levels up"),
    ("朝阳区", "北京市", "市", "北京市", "a municipality"),
]


@pytest.mark.parametrize(("name", "parent", "word", "prefix", "why"), PREFIXES)
def test_region_prefix(name, parent, word, prefix, why):
    region = region_named(name, region_named(parent) if parent else None)
    assert region_prefix(region, word) == prefix, why


def test_lowest_common_parent():
    districts = [region_named(name) for name in ("江岸区", "硚口区", "武昌区")]
    assert lowest_common(districts).name == "武汉市"
    assert lowest_common([*districts, region_named("宜昌市")]).name == "湖北省"
    assert lowest_common([]) is None


FOUND = [
    # (text, names, why)
    ("吉林省磐石市和桦甸市", ["吉林省", "磐石市", "桦甸市"], "in order"),
    ("推动河北区域协同", ["河北"], "区域 is a word of its own"),
    ("江西省市场监管局", ["江西省"], "a province before 市场"),
    ("吉林市场监管", ["吉林"], "市场 is a word of its own"),
    ("在城区和新城区建设和平小区", [], "ordinary words are no names"),
    ("西宁市城西区", ["西宁市", "城西区"], "but behind their parent they are"),
    ("对市和县(区)考核", [], "和县 across a word border"),
    ("延边州与三江县", ["延边州", "三江县"], "customary forms"),
]


@pytest.mark.parametrize(("text", "names", "why"), FOUND)
def test_find_regions(text, names, why):
    assert [mention.name for mention in find_regions(text)] == names, why


DISTRICTS = "在江岸区开展试点,支持硚口区、青山区建设。"
RESOLVED = [
    # (issuers, title, context, hints, name, why)
    (["磐石市人民政府办公室"], None, "", (), "磐石市", "who signs"),
    (["中共淄博市委教育工委"], "2020年工作要点", "", (), "淄博市", "behind 中共"),
    (["江苏省南京市鼓楼区教育局"], None, "", (), "鼓楼区", "the lowest of a chain"),
    (["鼓楼区教育局"], None, "福州市教育工作会议要求", (), "鼓楼区", "settled by the city that the text names"),
    (["鼓楼区教育局"], None, "", (), None, "unsettled stays open"),
    (["新县教育局"], None, "", (), "新县", "an ordinary word that reads on as a body's name"),
    ([], "城东区2023年工作要点", "", (), "城东区", "or as a year's plan"),
    ([], "新县城建设行动方案", "", (), None, "but a new county town is none"),
    ([], "老城区改造方案", "", (), None, "and an old town is none"),
    (["国务院办公厅"], "关于深入开展消费扶贫的指导意见", "", (), "全国", "a central body"),
    (["国务院"], "关于支持海宁市先行先试的批复", "", (), "全国", "a region in mid-title is not whom the plan covers"),
    (
        ["安徽省人民政府"],
        "合肥市综合改革试点方案",
        "",
        (),
        "合肥市",
        "a title may name a lower division than who issues",
    ),
    (["市教育局"], "兰州市教育局2017年工作要点", "", (), "兰州市", "the title completes a bare body"),
    (["市教育局"], None, DISTRICTS, (), "武汉市", "an omitted city, from its districts"),
    (["XX市教育局"], None, DISTRICTS, (), "武汉市", "a masked city, from its districts"),
    (["市教育局"], None, "推进江岸区试点,援助新疆", (), "武汉市", "one district that only one city has is enough"),
    (["市教育局"], None, "鼓楼区与朝阳区", (), None, "districts that several cities have are not"),
    (["市教育局"], None, "平安磐石建设", ("磐石市人民政府",), "磐石市", "a hint"),
    (["市教育局"], None, "磐石市中小学实施方案。磐石市义务教育。", (), "磐石市", "a city that names itself"),
    (["省教育厅"], None, "南昌市、九江市、赣州市开展试点", (), "江西省", "a province from its cities"),
    (["中共鼓楼区委"], "中共福州市鼓楼区委工作要点", "", (), "鼓楼区", "issuer and title together"),
    ([], "贯彻落实《中共中央国务院关于深化改革的意见》任务分工方案", "", (), None, "who issued what is carried out"),
    (
        [],
        "关于推进党建创新工程的实施意见",
        "推进武汉新型城市化。(牵头单位:市委组织部,配合单位:市民政局、市教育局)",
        (),
        "武汉市",
        "the bodies in charge are a city's, and the text names one city",
    ),
    (
        [],
        "关于推进党建创新工程的实施意见",
        "推进武汉新型城市化。(牵头单位:市委组织部)",
        (),
        None,
        "one body is too few",
    ),
    ([], None, "为落实省的意见,结合抚州实际,提出如下措施。", (), "抚州市", "whose case the plan looks at"),
    ([], None, "结合学校实际,制定本方案。", (), None, "the case of no division"),
    ([], None, "", (), None, "nothing"),
]


@pytest.mark.parametrize(("issuers", "title", "context", "hints", "name", "why"), RESOLVED)
def test_resolve_region(issuers, title, context, hints, name, why):
    region = resolve_region(issuers, title, context, hints)
    assert (region.name if region else None) == name, why


def test_every_current_division_has_its_parent_and_resolves_by_name_and_parent():
    for division in divisions():
        region = division.region
        assert re.fullmatch(r"\d{6}", region.code)
        if division.valid_to:
            assert not division.successor_code or region_of_code(division.successor_code), region
            continue
        assert is_current(region)
        assert region.code == "100000" or ancestors(region)[-1].code == "100000", region
        assert region_named(region.name, region) == region


def test_current_codes_are_unique():
    codes = [row["code"] for row in read_table("regions") if not row["valid_to"]]
    assert len(codes) == len(set(codes))


@given(
    st.sampled_from([division.region for division in divisions() if not division.valid_to]), st.sampled_from("省市县区")
)
def test_own_division_is_the_region_or_above_it(region, word):
    own = own_division(region, word)
    assert own is None or lies_in(region, own)


@given(st.text(alphabet="江岸区磐石市鼓楼和平XX、。全我省县", max_size=80))
def test_mentions_are_ordered_and_disjoint(text):
    previous = 0
    for mention in find_regions(text):
        assert previous <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.name
        assert mention.regions
        previous = mention.end
    resolve_region([text], text, text)
    infer_region(text, "市")
