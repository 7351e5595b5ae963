"""Who leads and who supports: the cue grammar, unit by unit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.model import AgencyMention, PlanContext, Region
from flows.segment.agencies import (
    agency_context,
    find_agencies,
    find_duty_bodies,
    is_duty_section,
    lead_rule,
    settle_agencies,
)

PANSHI = PlanContext(region=Region("220284", "磐石市", "county", "220200"))
NATION = PlanContext(region=Region("100000", "全国", "country"))


def roles(text: str, context: PlanContext = PANSHI, column_role: str | None = None) -> str:
    """The finds as "lead: A、B; support: C", in text order within a role."""
    found = find_agencies(text, context, column_role)
    parts = [(role, [body.mention for body in found if body.role == role]) for role in ("lead", "support")]
    return "; ".join(f"{role}: {'、'.join(bodies)}" for role, bodies in parts if bodies)


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("(牵头单位:市教育局;配合单位:团市委、妇联)", "lead: 市教育局; support: 团市委、妇联", "labels in a bracket"),
        ("(责任单位:市教育局、市财政局)", "lead: 市教育局、市财政局", "the only list leads"),
        ("(牵头单位:市商务局;责任单位:市财政局)", "lead: 市商务局; support: 市财政局", "a second list supports"),
        (
            "做好甲。牵头处室:经济发展处配合处室:党政办公室、党群工作处",
            "lead: 经济发展处; support: 党政办公室、党群工作处",
            "a label glued to the body before it",
        ),
        ("牵头部门:省教育厅;市级责任部门:市财政局", "lead: 省教育厅; support: 市财政局", "a label of two words"),
        ("做好甲。\n责任单位:市教育局、市财政局", "lead: 市教育局、市财政局", "a line of its own"),
        ("责任单位:市教育局、公安局负责", "lead: 市教育局、公安局", "a verb behind a labelled list"),
        (
            "责任单位:市教育局负责,市财政局、卫生局参与",
            "lead: 市教育局; support: 市财政局、卫生局",
            "verbs behind the parts of a labelled list",
        ),
        ("责任单位:市教育局。完成时限:2021年6月底。", "lead: 市教育局", "the list ends with its sentence"),
        ("责任单位:市教育局完成时限:长期坚持", "lead: 市教育局", "another label ends the list, marks or not"),
        (
            "牵头单位:\n市教育局\n配合单位:\n市财政局\n市人社局",
            "lead: 市教育局; support: 市财政局、市人社局",
            "one body a line",
        ),
        (
            "责任单位:区交建局、各乡镇二是规划公厕布局。责任单位:区环土局",
            "lead: 区交建局、各乡镇、区环土局",
            "the next point of run-on text ends the list",
        ),
        (
            "牵头单位:区卫生局“互联网+”教育:推进资源共享。牵头单位:区教育局",
            "lead: 区卫生局、区教育局",
            "so does a point that opens with its name in quotes",
        ),
        ("做好甲。(各市能源主管部门,有关储能企业)", "lead: 各市能源主管部门、有关储能企业", "nothing but classes"),
        ("做好甲。(有关情况见附件)", "", "one class, and no body"),
        (
            "(省应急厅、国家矿山安全监察局山西局负责)",
            "lead: 省应急厅、国家矿山安全监察局山西局",
            "a branch with its place",
        ),
        (
            "做好甲。(市交通局、各区政府)结合乙,做好丙。(市卫健委,各区政府(含某新区管委会,下同))",
            "lead: 市交通局、各区政府、市卫健委、各区政府(含某新区管委会,下同)",
            "brackets of bodies within a paragraph, a class beside a body",
        ),
        ("做好甲。(各科室、学校)做好乙。", "", "classes alone"),
        ("【牵头:市发改委;配合:各镇街】", "lead: 市发改委; support: 各镇街", "short labels, other brackets"),
        ("(牵头领导:王某;牵头单位:教育局;责任人:刘某)", "lead: 教育局", "persons are no bodies"),
        ("(责任科室:基教科、人事科)", "lead: 基教科、人事科", "units of the issuing department"),
        ("(6月底完成,牵头单位:市教育局)", "lead: 市教育局", "a time limit before the label"),
        ("第一责任单位:市教育局;其他责任单位:市财政局", "lead: 市教育局; support: 市财政局", "the first is named"),
        ("(牵头单位市教育局,配合单位市财政局)", "lead: 市教育局; support: 市财政局", "the colon is missing"),
        ("责任单位及责任人:市教育局(张某)、市财政局 李某", "lead: 市教育局、市财政局", "persons beside bodies"),
        ("(责任单位:市市场监管局(市知识产权局))", "lead: 市市场监管局(市知识产权局)", "a second plate"),
        ("责任单位(列首位者为牵头单位):市教育局、团市委", "lead: 市教育局; support: 团市委", "a rule in the label"),
        ("市教育局负责:统筹协调、检查督导", "", "a verb before a colon is no label"),
        ("责任单位:市教育局(牵头)、市财政局", "lead: 市教育局; support: 市财政局", "the leader is marked"),
        ("责任科(室):基教科、人事科", "lead: 基教科、人事科", "a bracket in the label"),
        (
            "(责任单位:市教育局、市工信局(科技局、大数据中心))",
            "lead: 市教育局、市工信局(科技局、大数据中心)",
            "a bracket with the names of several plates",
        ),
        (
            "责任单位:市公安局公安交通管理局、各县(市、区)委组织部、国家金融监督管理总局磐石监管支局",
            "lead: 市公安局公安交通管理局、各县(市、区)委组织部、国家金融监督管理总局磐石监管支局",
            "names in which another body's name stands",
        ),
    ],
)
def test_labels(text: str, expected: str, why: str) -> None:
    assert roles(text) == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("(市教育局、市财政局负责)", "lead: 市教育局、市财政局", "without more words all lead"),
        ("(市教育局牵头,市财政局、团市委配合)", "lead: 市教育局; support: 市财政局、团市委", "牵头 and 配合"),
        ("[市教育局牵头,市财政局参加]", "lead: 市教育局; support: 市财政局", "参加"),
        ("(市教育局会同市财政局负责)", "lead: 市教育局; support: 市财政局", "会同 in a bracket"),
        ("(由市教育局会同市财政局负责)", "lead: 市教育局; support: 市财政局", "由 before the body"),
        ("(由市教育局牵头,市财政局按职责分工负责)", "lead: 市教育局; support: 市财政局", "behind a leader all support"),
        ("(市教育局、市财政局等部门按职责分工负责)", "lead: 市教育局、市财政局", "等部门 is dropped"),
        ("(市教育局、各县(市、区)人民政府负责)", "lead: 市教育局、各县(市、区)人民政府", "brackets in a name"),
        ("〔市商务局和各镇人民政府具体负责〕", "lead: 市商务局、各镇人民政府", "和 between two bodies"),
        ("(市文化和旅游局负责)", "lead: 市文化和旅游局", "和 inside one"),
        ("(商务部等有关部门负责)", "lead: 商务部", "商 of 商务部 is no 商 of consulting"),
        ("(市教育局牵头,2021年6月底前完成)", "lead: 市教育局", "a time limit is no body"),
        ("(省级有关部门按职责分工负责)", "", "open classes are no entries"),
        ("加强监管。(市教育局、市市场监管局)", "lead: 市教育局、市市场监管局", "a bare list closes the sentence"),
        ("加强监管。(发展规划科、各学校)", "lead: 发展规划科、各学校", "an office beside a class"),
        ("加强监管。(办公室、人事科)", "lead: 办公室、人事科", "offices of the department's own"),
        (
            "加强监管。(市教育局办公室、人事处)",
            "lead: 市教育局办公室、人事处",
            "an office with its department, and one without",
        ),
        (
            "(市公安局为第一责任单位,市司法局、市信访局为责任单位)",
            "lead: 市公安局; support: 市司法局、市信访局",
            "beside the first one responsible the others support",
        ),
        ("主管部门(市教育局)应当审核。", "", "an explanation inside a sentence"),
        ("实行校长负责制(校长负责)。", "", "no body"),
        (
            "做好甲。(责任单位:市教育局,各区、县(市)政府。以下均需各区、县(市)政府落实,不再列出)",
            "lead: 市教育局、各区、县(市)政府",
            "what holds for all that follows names nobody again",
        ),
        (
            "(市教育局、市财政局负责,列第一位的为牵头单位,下同)",
            "lead: 市教育局; support: 市财政局",
            "the text says how",
        ),
    ],
)
def test_bracketed_sentences(text: str, expected: str, why: str) -> None:
    assert roles(text) == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("由区经济发展局牵头制定方案。", "lead: 区经济发展局", "X牵头 with X named"),
        ("定期通报。市商务局、市财政局牵头建立统计体系。", "lead: 市商务局、市财政局", "two lead"),
        ("由市教育局牵头商市财政局制定。", "lead: 市教育局; support: 市财政局", "商 names who supports"),
        ("市教育局牵头,市财政局配合,落实经费。", "lead: 市教育局; support: 市财政局", "配合 with a named body"),
        ("工作由市教育局负责牵头。", "lead: 市教育局", "负责牵头"),
        ("联席会议由各成员单位组成,市教育局为牵头单位。", "lead: 市教育局", "X为牵头单位"),
        ("民政部门要牵头做好关爱保护。", "", "a kind of department is not named"),
        ("市教育局要会同市财政局制定办法。", "", "会同 adds nobody, X要… leads nothing"),
        ("市公安局负责校园安全。", "", "X负责 in a sentence"),
        ("鼓励龙头企业牵头组建联合体。", "", "no public body"),
        ("发挥市教育局牵头作用,各牵头单位要协调。", "", "牵头 as an attribute"),
    ],
)
def test_running_text(text: str, expected: str, why: str) -> None:
    assert roles(text) == expected, why


@pytest.mark.parametrize(
    ("text", "column_role", "expected", "why"),
    [
        ("教育局\n财政局\n人社局", "support", "support: 教育局、财政局、人社局", "one a line"),
        ("区经发局区环土局区交建局", "lead_first", "lead: 区经发局; support: 区环土局、区交建局", "glued, first leads"),
        ("教育局、\n财政局", "lead", "lead: 教育局、财政局", "a mark and a line break"),
        ("市文化广\n播电视局", "lead", "lead: 市文化广播电视局", "a name broken over two lines"),
        ("稽查支队各分局", "lead", "lead: 稽查支队、各分局", "glued units"),
        ("各乡镇\n(街道)", "lead", "lead: 各乡镇(街道)", "a bracket belongs to the line above"),
        ("牵头:教育局\n配合:财政局", "lead", "lead: 教育局; support: 财政局", "labels in the cell go first"),
        ("市直各相关单位", "lead", "", "an open class"),
        ("长期坚持", "lead", "", "no body"),
        ("——", "support", "", "no body"),
    ],
)
def test_table_cells(text: str, column_role: str, expected: str, why: str) -> None:
    assert roles(text, column_role=column_role) == expected, why


def test_the_document_may_say_that_the_first_leads() -> None:
    assert lead_rule("注:主要责任单位第一个为牵头单位,其余为主要配合单位。")
    assert lead_rule("(排在第一位的部门为牵头部门,下同)")
    assert not lead_rule("市教育局是第一责任人。")
    assert lead_rule("(列逗号之前的为牵头单位,其他有关单位按职责分工配合,下同)") == "group"
    group = PlanContext(region=PANSHI.region, lead_rule="group")
    assert roles("做好甲。(市教育局、市财政局,市人社局、各区政府)", group) == (
        "lead: 市教育局、市财政局; support: 市人社局、各区政府"
    )
    context = PlanContext(region=PANSHI.region, lead_rule="first")
    assert roles("(财政部、教育部负责)", context) == "lead: 财政部; support: 教育部"


def test_a_unit_of_duties_is_led_by_the_body_at_its_head() -> None:
    assert is_duty_section("二、职责分工") and not is_duty_section("二、工作目标") and not is_duty_section(None)
    assert [body.mention for body in find_duty_bodies("市教育局:负责统筹。", PANSHI)] == ["市教育局"]
    assert [body.mention for body in find_duty_bodies("市公安局、市司法局负责执法。", PANSHI)] == [
        "市公安局",
        "市司法局",
    ]
    assert find_duty_bodies("学校负责日常管理。", PANSHI) == []


def test_a_short_form_is_settled_by_the_name_that_the_document_writes_out() -> None:
    found = find_agencies("(牵头单位:市文化广播电视和旅游局)", PANSHI) + find_agencies("文广旅局", PANSHI, "support")
    assert {body.name for body in settle_agencies(found, PANSHI)} == {"磐石市文化广播电视和旅游局"}


def test_names_that_the_document_explains() -> None:
    text = "磐石市环境与国土资源局(以下简称“环国局”)负责。"
    known = agency_context(text, PANSHI)
    assert find_agencies("(环国局负责)", PANSHI, None, known)[0].name == "磐石市环境与国土资源局"
    jiangxi = PlanContext(region=Region("360000", "江西省", "province", "100000"))
    issuer = AgencyMention("省市场监管局", "issuer", 0, 6, "江西省市场监督管理局", region_code="360000")
    known = agency_context("", jiangxi, [issuer])
    found = find_agencies("(责任单位:省局计量处)", jiangxi, None, known)
    assert found[0].name == "江西省市场监督管理局计量处"
    shanghai = PlanContext(region=Region("310000", "上海市", "province", "100000"))
    issuer = AgencyMention("上海市市场监管局", "issuer", 0, 8, "上海市市场监督管理局", region_code="310000")
    found = find_agencies("(市局特种设备安全监察处负责)", shanghai, None, agency_context("", shanghai, [issuer]))
    assert found[0].name == "上海市市场监督管理局特种设备安全监察处"


def test_divisions_of_the_issuing_department() -> None:
    jiangxi = PlanContext(region=Region("360000", "江西省", "province", "100000"))
    issuer = AgencyMention("省市场监管局", "issuer", 0, 6, "江西省市场监督管理局", region_code="360000")
    known = agency_context("", jiangxi, [issuer])
    found = find_agencies("(责任单位:行政审批处、计量处、登记注册局、省局各检验机构、省药监局)", jiangxi, None, known)
    assert [body.name for body in settle_agencies(found, jiangxi, known)] == [
        "江西省市场监督管理局行政审批处",
        "江西省市场监督管理局计量处",
        "江西省市场监督管理局登记注册局",
        None,
        "江西省药品监督管理局",
    ]
    alone = find_agencies("(责任单位:某水库管理处)", jiangxi, None, known)
    assert settle_agencies(alone, jiangxi, known)[0].name is None, "one such name is no list of divisions"


def test_territories_in_a_list_that_ends_in_a_government() -> None:
    shanghai = PlanContext(region=Region("310000", "上海市", "province", "100000"))
    found = find_agencies("(责任单位:市水务局、浦东新区、徐汇区、嘉定区政府)", shanghai)
    assert [body.name for body in settle_agencies(found, shanghai)][1:] == [
        "上海市浦东新区人民政府",
        "上海市徐汇区人民政府",
        "上海市嘉定区人民政府",
    ]
    alone = find_agencies("(责任单位:市水务局、徐汇区)", shanghai)
    assert [body.name for body in settle_agencies(alone, shanghai)] == ["上海市水务局", None], "a territory is no body"


def test_a_department_of_a_league() -> None:
    league = PlanContext(region=Region("152200", "兴安盟", "prefecture", "150000"))
    issuer = AgencyMention("兴安盟教育局", "issuer", 0, 6, "兴安盟教育局", region_code="152200", level="prefecture")
    assert agency_context("", league, [issuer]) == {"盟局": "兴安盟教育局"}


def test_offices_of_the_township_that_issues_a_plan() -> None:
    issuer = AgencyMention("青林镇党政办公室", "issuer", 0, 8, "青林镇党政办公室", level="township")
    known = agency_context("", PANSHI, [issuer])
    found = find_agencies("(责任单位:镇公共文化服务站、青林派出所、镇属各单位)", PANSHI, None, known)
    assert [body.name for body in found] == ["青林镇公共文化服务站", "青林派出所", None]


BODIES = ["市教育局", "市文化和旅游局", "团市委", "市委宣传部", "各镇街", "市发展改革局", "市供销社", "妇联"]


@given(st.lists(st.sampled_from(BODIES), min_size=1, max_size=6, unique=True), st.sampled_from("、,;"))
def test_every_body_of_a_list_is_found_once_in_order(bodies: list[str], mark: str) -> None:
    found = find_agencies(f"(责任单位:{mark.join(bodies)})", PANSHI)
    assert [body.mention for body in found] == bodies


@settings(max_examples=200)
@given(st.text("市教育局省委办各县(区)、,;。:牵头单位责任配合负责由和及\n会同A1", max_size=80))
def test_any_text_gives_ascending_mentions_that_stand_in_it(text: str) -> None:
    for role in (None, "lead", "lead_first"):
        position = 0
        for body in find_agencies(text, PANSHI, role):
            assert position <= body.start < body.end <= len(text)
            assert text[body.start : body.end].replace("\n", "") == body.mention
            position = body.end


def test_national_plans_name_the_bodies_of_the_centre() -> None:
    found = find_agencies("(发展改革委、税务总局,各省级人民政府负责)", NATION)
    assert [body.name for body in found] == ["国家发展和改革委员会", "国家税务总局", None]


def test_a_verb_without_a_role_of_its_own_leads() -> None:
    """做好…工作 is accepted as a verb of work: alone it leads, behind a leader it supports."""
    context = PlanContext(plan_year=2020)
    assert [m.role for m in find_agencies("(市教育局做好相关工作)", context)] == ["lead"]
    assert [m.role for m in find_agencies("(市教育局牵头,市财政局做好保障工作)", context)] == ["lead", "support"]
