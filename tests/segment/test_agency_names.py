"""Names of bodies: recognised without context, resolved to the official name with the plan's region."""

import pytest

from flows.model import PlanContext
from flows.reference import read_table
from flows.segment.agency_names import UNRESOLVED, resolve_agency
from flows.segment.agency_vocabulary import vocabulary
from flows.segment.body_names import Strength, recognise


def plan(code: str, title: str | None = None) -> PlanContext:
    return PlanContext(region=vocabulary().by_code[code], title=title)


PANSHI, JIANGXI, CHONGQING, BAIYUN, GUANGXI, NATION = (
    plan(code) for code in ("220284", "360000", "500000", "440111", "450000", "100000")
)

ZONE = plan("350128", "平潭综合实验区工作要点")


@pytest.mark.parametrize(
    ("mention", "context", "expected", "why"),
    [
        ("市教育局", PANSHI, "磐石市教育局", "市 is the plan's own city"),
        ("教育局", PANSHI, "磐石市教育局", "no owner: the plan's region"),
        ("市发展改革局", PANSHI, "磐石市发展和改革局", "the words as written, expanded"),
        ("人社局", PANSHI, "磐石市人力资源和社会保障局", "an abbreviation"),
        ("团市委", PANSHI, "共青团磐石市委员会", "the Youth League has its own order"),
        ("市总工会机关", PANSHI, "磐石市总工会", "its own staff"),
        ("市委人才办", PANSHI, "中共磐石市委人才工作领导小组办公室", "a party office, not a committee and an office"),
        ("磐石市科技和工业信息化局", PANSHI, "磐石市科技和工业信息化局", "a name as its city orders it"),
        ("妇联", PANSHI, "磐石市妇女联合会", "a mass organisation"),
        ("市委组织部", PANSHI, "中共磐石市委组织部", "a party department"),
        ("编办", PANSHI, "中共磐石市委机构编制委员会办公室", "a party office without its owner"),
        ("区税务局", BAIYUN, "国家税务总局白云区税务局", "a local organ of a central body"),
        ("市教育局党委", plan("420100"), "中共武汉市教育局委员会", "the party committee of an office"),
        ("省教育厅", PANSHI, "吉林省教育厅", "the province above"),
        ("市教育局", BAIYUN, "广州市教育局", "in a district 市 is the city above"),
        ("区公安分局", plan("310115"), "上海市公安局浦东分局", "a new district has its branch by its short name"),
        ("区建交委", plan("310115"), "浦东新区建设和交通委员会", "a committee of this city alone"),
        ("市法院", PANSHI, "磐石市人民法院", "courts are named by level"),
        ("省法院", JIANGXI, "江西省高级人民法院", "courts are named by level"),
        ("市教委", CHONGQING, "重庆市教育委员会", "a municipality"),
        ("延边州教育局", NATION, "延边朝鲜族自治州教育局", "the customary form of an autonomous prefecture"),
        ("三江县财政局", GUANGXI, "三江侗族自治县财政局", "and of an autonomous county"),
        ("市文化旅游委", CHONGQING, "重庆市文化和旅游发展委员会", "an irregular local name"),
        ("区房管局", plan("310120"), "奉贤区住房保障和房屋管理局", "a name that the districts of one city have"),
        ("区党工委党群工作部", ZONE, "中共平潭综合实验区工作委员会党群工作部", "the party committee of a zone"),
        ("党工委", ZONE, "中共平潭综合实验区工作委员会", "the party committee of a zone"),
        (
            "新疆生产建设兵团发展改革委",
            NATION,
            "新疆生产建设兵团发展和改革委员会",
            "called as the offices of its region",
        ),
        ("市委金融办", PANSHI, "中共磐石市委金融委员会办公室", "a party office since 2023"),
        ("市政府口岸物流办", CHONGQING, "重庆市人民政府口岸和物流办公室", "an office of the government"),
        ("人行重庆营管部", CHONGQING, "中国人民银行重庆营业管理部", "a branch carries its own place"),
        ("江西银保监局", JIANGXI, "中国银行保险监督管理委员会江西监管局", "named after the place"),
        ("南昌海关", JIANGXI, "南昌海关", "carries its own place"),
        ("国家外汇管理局江西省分局", JIANGXI, "国家外汇管理局江西省分局", "written out"),
        ("证监会江西监管局", JIANGXI, "中国证券监督管理委员会江西监管局", "a branch of a central body, abbreviated"),
        ("市社会组织党工委", plan("420100"), "中共武汉市社会组织工作委员会", "a committee of the party"),
        ("市国资委", plan("440100"), "广州市人民政府国有资产监督管理委员会", "an irregular name of a city"),
        ("区国资委", BAIYUN, "白云区国有资产监督管理委员会", "which its districts do not share"),
        ("区旅游集团", ZONE, "平潭综合实验区旅游集团", "a company carries its owner"),
        ("省水投公司", JIANGXI, "江西省水投公司", "however short it is written"),
        ("同济大学", plan("310000"), "同济大学", "a university has no owner"),
        ("江西省市场监管局办公室", JIANGXI, "江西省市场监督管理局办公室", "a unit of a body"),
        ("自治区党委宣传部", GUANGXI, "中共广西壮族自治区委员会宣传部", "an autonomous region"),
        ("教育部", PANSHI, "教育部", "the centre's own name in any plan"),
        ("国家发展改革委", PANSHI, "国家发展和改革委员会", "the centre's own name in any plan"),
        ("发展改革委", NATION, "国家发展和改革委员会", "in a national plan"),
        ("发展改革委", JIANGXI, "江西省发展和改革委员会", "in a provincial plan"),
        ("北京市教委", NATION, "北京市教育委员会", "a region of its own"),
        ("区环境监测站", plan("350128", "平潭综合实验区工作要点"), "平潭综合实验区环境监测站", "zone of the title"),
        ("茂林镇人民政府", PANSHI, "磐石市茂林镇人民政府", "a township in a plan of its county"),
        ("茂林镇政府", plan("220284", "茂林镇巡防工作方案"), "茂林镇人民政府", "a township names itself"),
        ("国务院", NATION, "国务院", "its own name"),
        ("国家发展改革委办公厅", NATION, "国家发展和改革委员会办公厅", "an office of a ministry"),
        ("市市场监管局(市知识产权局)", PANSHI, "磐石市市场监督管理局", "the first plate is the body"),
        ("市第一中学", PANSHI, "磐石市第一中学", "a school"),
        ("丽水南城招商服务有限公司", PANSHI, "丽水南城招商服务有限公司", "a company written in full"),
        ("国家税务总局上海市税务局", NATION, "国家税务总局上海市税务局", "a name around its region"),
        ("中国建设银行丽水分行", PANSHI, "中国建设银行股份有限公司丽水分行", "a bank and its branch"),
        ("人保财险丽水市分公司", PANSHI, "中国人民财产保险股份有限公司丽水市分公司", "a company and its branch"),
        ("越秀区政府", plan("440100"), "广州市越秀区人民政府", "a district in a plan of its city"),
        ("越秀区政府", JIANGXI, "越秀区人民政府", "and elsewhere"),
        ("普陀区政府", plan("310000"), "上海市普陀区人民政府", "of two districts the one of the plan's city"),
        ("海宁市政府", plan("330400"), "海宁市人民政府", "a county or city goes by its own name"),
        ("上海市静安区教育局", NATION, "上海市静安区教育局", "written with its city"),
        ("稀土高新区管委会", plan("150200"), "包头稀土高新技术产业开发区管理委员会", "a zone of the plan's city"),
        ("高新区管委会", plan("361000"), "抚州高新技术产业开发区管理委员会", "a zone goes by the place, without 市"),
        ("东临新区管委会", plan("361000"), "抚州市东临新区管理委员会", "a new area goes by the city"),
        ("县工业园区管委会", plan("451322"), "象州县工业园区管理委员会", "a park of the plan's county"),
        ("县审计局", ZONE, "平潭县审计局", "of the county for which the zone stands"),
        ("省邮政公司", JIANGXI, "中国邮政集团有限公司江西省分公司", "the branch of a company"),
        ("省外汇管理局", JIANGXI, "国家外汇管理局江西省分局", "the branch of a central body"),
        ("广东电网公司", plan("440000"), "广东电网有限责任公司", "a company with its place in its name"),
        ("中核集团", plan("440000"), "中国核工业集团有限公司", "a company of the state by its short name"),
        ("投资集团", plan("340000"), "安徽省投资集团控股有限公司", "a company that every province has is its own"),
        ("横琴合作区执委会", plan("440400"), "珠海市横琴合作区执行委员会", "an executive committee"),
        ("市工信局(科技局、大数据中心)", PANSHI, "磐石市工业和信息化局", "one body with several plates"),
        ("市人行", plan("321300"), "中国人民银行宿迁市分行", "the central bank's branch by the level word"),
        ("区消防支队", plan("310109"), "虹口区消防救援支队", "districts of the four cities have one"),
        ("区公安分局", plan("310109"), "上海市公安局虹口分局", "a branch of the city's bureau"),
        ("贵安新区管委会", plan("520000"), "贵安新区管理委员会", "a new area of the state's"),
        ("市人民医院", PANSHI, "磐石市人民医院", "a hospital of the plan's own"),
        ("国家移民局", NATION, "国家移民管理局", "a short name of the centre"),
        ("省铁塔公司", JIANGXI, "中国铁塔股份有限公司江西省分公司", "the branch of the plan's region"),
    ],
)
def test_names_that_are_certain(mention: str, context: PlanContext, expected: str, why: str) -> None:
    assert resolve_agency(mention, context).name == expected, why


@pytest.mark.parametrize(
    ("mention", "context", "why"),
    [
        ("各区县教育局", PANSHI, "a class of bodies"),
        ("各市、县〔区〕人民政府", JIANGXI, "a class of bodies"),
        ("国务院各部委", NATION, "a class of bodies"),
        ("越秀区", plan("440100"), "a territory"),
        ("区财经局", plan("350128"), "likely a misprint"),
        ("开发区管委会", PANSHI, "which zone?"),
        ("大鹏新区管委会", JIANGXI, "whose new area?"),
        ("市教育局", JIANGXI, "which city?"),
        ("县教育局", PANSHI, "no county here"),
        ("市教育局", PlanContext(), "no region known"),
        ("省局计量处", JIANGXI, "whose 省局?"),
        ("教学工作", PANSHI, "no body"),
        ("", PANSHI, "nothing"),
    ],
)
def test_names_that_stay_unresolved(mention: str, context: PlanContext, why: str) -> None:
    assert resolve_agency(mention, context) == UNRESOLVED, why


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        ("市教育局", Strength.KNOWN),
        ("体育总局", Strength.KNOWN),
        ("区环境监测总队", Strength.OWNED),
        ("各乡镇人民政府", Strength.CLASS),
        ("各市、县(区)", Strength.CLASS),
        ("省级人民政府", Strength.CLASS),
        ("水库管理处", Strength.SUFFIX),
        ("进一步加强", Strength.NONE),
        ("市)政府要建立省级政府办公厅", Strength.NONE),
    ],
)
def test_recognition_needs_no_context(words: str, strength: Strength) -> None:
    assert recognise(words) == strength


@pytest.mark.parametrize("code", ["220284", "370300", "360000", "450000", "110000"])
def test_a_full_name_resolves_to_itself(code: str) -> None:
    """One row per body across documents: what a short form resolves to is what the full name resolves to."""
    context = plan(code)
    owners = ("", "省", "市", "区", "县")
    names = {resolve_agency(owner + core, context).name for core in vocabulary().local for owner in owners} - {None}
    assert len(names) > 500
    assert {name for name in names if resolve_agency(name, context).name != name} == set()


def test_a_body_has_the_name_of_its_time() -> None:
    def name(year: int | None) -> str | None:
        return resolve_agency("市编办", PlanContext(region=PANSHI.region, plan_year=year)).name

    assert name(2017) == "磐石市机构编制委员会办公室"
    assert name(2021) == name(None) == "中共磐石市委机构编制委员会办公室"


def test_the_centre_s_full_names_resolve_to_themselves() -> None:
    for form, body in vocabulary().national.items():
        assert resolve_agency(form, NATION).name == body.template
        assert resolve_agency(body.template, NATION).name == body.template


def test_the_tables_hold_what_the_rules_expect() -> None:
    kinds = {"government", "party", "mass_organisation", "legislature", "judiciary", "company", "school", "institution"}
    kinds |= {"military"}
    agencies = read_table("agencies")
    assert {row["kind"] for row in agencies} <= kinds
    assert {row["level"] for row in agencies} == {"national", "local", "province", "prefecture", "county", "place"}
    for row in agencies:
        assert row["function_code"] and ("{" in row["name"]) == (row["level"] != "national"), row
    for row in read_table("agency_local_names"):
        # A code that ends in 00 and names no region stands for the districts of its city.
        assert row["region_code"] in vocabulary().by_code or "{" in row["name"], row
    written = [(row["domain"]) for row in read_table("agency_domains")]
    assert len(written) == len(set(written))
