"""Zones of a page: where the plan begins and ends, and what stands around it."""

import pytest

from flows.clean.zones import Zones, find_zones
from flows.text import Passage

NOTICE = """某某网 当前位置：首页 > 政务公开
临江市教育局关于印发《临江市教育局2023年工作要点》的通知
临教发〔2023〕5号
各县（市）区教育局，局属各学校：
现将《临江市教育局2023年工作要点》印发给你们，请认真贯彻执行。
附件：临江市教育局2023年工作要点
临江市教育局
2023年3月1日
临江市教育局2023年工作要点
2023年全市教育工作的总体要求是：办好人民满意的教育，推动教育高质量发展，全面落实立德树人根本任务。
一、建新校。新建学校3所。
二、招教师。招聘教师500名。
（此件公开发布）
上一篇：没有了"""

PLAIN = """江城市卫生健康委员会2022年工作要点
2022年全市卫生健康工作要坚持以人民为中心，深入实施健康江城行动，持续深化医药卫生体制改革。
一、深化医改。推进综合改革。
江城市卫生健康委员会
2022年2月8日"""

RUN_ON = (
    "江城市人民政府办公室关于加快养老服务发展的实施意见江政办发〔2021〕18号各县区人民政府，市政府各部门："
    "为加快养老服务发展，经市政府同意，提出如下意见。一、总体要求坚持改革创新。二、主要任务（一）建设机构。新建养老院5所。"
    "（二）培训人员。江城市人民政府办公室2021年6月3日（此件公开发布）"
)


UNTOLD = (
    "江城新区国资局关于印发《江城新区“改革攻坚年”行动方案》的通知 各区属国企："
    "《江城新区“改革攻坚年”行动方案》已经研究同意，现予以印发，请遵照执行。 江城新区国资局 2022年5月10日"
    "江城新区“改革攻坚年”行动实施方案 为贯彻落实上级部署，充分发挥国有企业作用，"
    "加快建设现代企业制度，健全市场化经营机制，防范化解重大风险，提升自主创新能力，优化国有资本布局结构，"
    "坚持问题导向，突出改革重点，压实工作责任，加强督促检查，及时总结经验，完善配套政策，营造良好氛围，"
    "持续推进改革工作，结合实施成效，制定本方案，具体如下：一、目标任务推进战略重组，持续深化三项制度改革，不断增强竞争力和控制力，"
    "为高质量发展作出贡献，以优异成绩迎接考核，推动各项任务落实。二、主要任务重组企业5家。"
)


def read(source: str, page_title: str | None = None) -> tuple[str, Zones]:
    passage = Passage.read(source, [(0, len(source))])
    return passage.text, find_zones(passage, page_title)


def body(text: str, zones: Zones) -> str:
    return "".join(text[start:end] for start, end in zones.body).strip("\n")


@pytest.mark.parametrize(
    ("source", "title", "first", "last", "why"),
    [
        (NOTICE, "临江市教育局2023年工作要点", "2023年全市教育", "招聘教师500名。", "a notice transmits the plan"),
        (
            PLAIN,
            "江城市卫生健康委员会2022年工作要点",
            "2022年全市卫生",
            "推进综合改革。",
            "a plan that is signed at its end",
        ),
        (
            RUN_ON,
            "江城市人民政府办公室关于加快养老服务发展的实施意见",
            "为加快养老",
            "培训人员。",
            "no line breaks at all",
        ),
        (
            UNTOLD,
            "江城新区“改革攻坚年”行动实施方案",
            "为贯彻落实",
            "重组企业5家。",
            "the plan has a title that its notice does not give",
        ),
    ],
)
def test_bounds_of_the_plan(source: str, title: str, first: str, last: str, why: str) -> None:
    text, zones = read(source)
    assert zones.title == title, why
    assert body(text, zones).startswith(first), why
    assert body(text, zones).endswith(last), why


def test_notice_parts_are_told_apart() -> None:
    text, zones = read(NOTICE)
    kinds = {text[start:end].strip("\n"): kind for start, end, kind in zones.marked}
    assert kinds["各县(市)区教育局,局属各学校"] == "wrapper"
    assert kinds["临江市教育局\n2023年3月1日"] == "signature"
    assert kinds["临江市教育局2023年工作要点"] == "title"
    assert zones.is_transmitted
    assert text[slice(*zones.addressees)] == "各县(市)区教育局,局属各学校"


def test_page_tools_before_the_addressees_are_no_addressees() -> None:
    text, zones = read(
        "临江市教育局关于印发《临江市教育局2023年工作要点》的通知 时间：2023-03-02 11:59 "
        "微信 微博 QQ空间 各县（市）区教育局，局属各学校： "
        "现将《临江市教育局2023年工作要点》印发给你们，请认真贯彻落实。 临江市教育局 2023年3月1日 "
        "临江市教育局2023年工作要点 "
        "2023年全市教育工作的总体要求是：办好人民满意的教育，推动教育高质量发展，全面落实立德树人根本任务。 "
        "一、建新校。新建学校3所。二、招教师。招聘教师500名。\n"
    )
    assert text[slice(*zones.addressees)] == "各县(市)区教育局,局属各学校"


def test_a_body_printed_twice_is_read_once() -> None:
    once = PLAIN.split("\n", 1)[1]
    text, zones = read(PLAIN + "\n" + once)
    assert body(text, zones).count("一、深化医改") == 1
    assert any(kind == "duplicate" for _, _, kind in zones.marked)


def test_annexes_listed_below_their_label_are_no_items() -> None:
    unsigned = PLAIN.removesuffix("\n江城市卫生健康委员会\n2022年2月8日")
    text, zones = read(unsigned + "\n附件：\n1.医院建设基本条件\n2.医院建设指标体系")
    assert ("附件:\n1.医院建设基本条件\n2.医院建设指标体系", "wrapper") in [
        (text[a:b], kind) for a, b, kind in zones.marked
    ]


def test_the_plan_missing_from_its_notice_is_noticed() -> None:
    _, zones = read(
        "江城市教育局办公室关于印发2022年重点任务分工方案的通知\n各科室：\n"
        "现将《2022年重点任务分工方案》印发给你们，请认真落实。\n一、提高认识。要高度重视。\n二、加强督查。要定期检查。"
    )
    assert zones.is_truncated_notice and not zones.is_transmitted


def test_the_beginning_of_a_sentence_is_no_title() -> None:
    text = "三、主要工作\n推动开放。\n研究提升贸易便利化水平相关措施，推动缩减清单。\n（一）扩大开放\n做好工作。\n"
    assert read(text)[1].title is None


def test_the_lead_of_a_news_page_tells_title_and_issuers() -> None:
    text, zones = read(
        "学习专栏\n近日，江城市委办公室、江城市人民政府办公室印发了《关于加强人才工作的意见》，并发出通知，要求认真落实。\n"
        "《关于加强人才工作的意见》全文如下。\n人才是第一资源，为加强全市人才工作，培养更多人才，现提出如下意见。\n"
        "一、总体要求。到2025年引进人才100名。\n二、保障措施。加强领导。"
    )
    assert zones.title == "关于加强人才工作的意见"
    assert text[slice(*zones.announced)] == "江城市委办公室、江城市人民政府办公室"
    assert text[zones.body[0][0] :].startswith("人才是第一资源")


def test_addressees_stand_behind_a_lead_that_holds_the_title() -> None:
    text, zones = read(
        "6月12日，江城市教育局发布《关于做好2023年招生工作的通知》，具体内容如下↓↓\n各区县教育局，各直属中小学：\n"
        "为做好招生工作，切实保障适龄儿童接受义务教育的权利，现将有关事项通知如下。\n一、总体要求。坚持就近入学。"
    )
    assert zones.title == "关于做好2023年招生工作的通知"
    assert text[slice(*zones.addressees)] == "各区县教育局,各直属中小学"


def test_a_sentence_on_another_document_is_no_lead() -> None:
    _, zones = read(
        "《江城市人才意见》解读\n近日，江城市人民政府印发《江城市人才意见》，为便于理解，现解读如下。\n一、背景。人才是第一资源。"
    )
    assert zones.announced is None


def test_the_title_of_a_notice_is_no_lead() -> None:
    title = "江城市教育局关于印发《江城市2023年教育工作要点》的通知"
    _, zones = read(f"{title}\n各县区教育局：\n请认真贯彻执行。\n一、总体要求。坚持改革创新，推动教育高质量发展。")
    assert zones.title == title and zones.announced is None


def test_run_on_text_prints_the_issuer_between_number_and_title() -> None:
    title = "关于切实加强2015年造林绿化工作的通知"
    text = (
        f"当前位置:首页 {title} 时间:2015-03-02 甲综〔2015〕48号甲区管委会{title}区直有关单位:"
        "为加快全区生态建设,现将有关事项通知如下:一、提高认识。各单位要落实责任。二、抓好造林。新造林1000亩。"
    )
    assert read(text, title)[1].title == f"甲区管委会{title}"
