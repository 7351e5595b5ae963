"""Heads of whole documents as they are printed: title, type, number, dates, issuers, what the page adds."""

import pytest

from flows.extract import read_source
from flows.model import ParsedDocument, Source
from flows.segment.document import parse_document

BODY = """今年教育工作的总体要求是坚持立德树人、促进公平、提高质量。
一、加强党的建设
（一）强化理论武装。深入学习贯彻党的二十大精神，健全学习制度，提高政治能力，推动各项任务落地见效。
（二）加强基层组织。落实党组织领导的校长负责制，推进党建示范校创建，完善制度，加强考核和结果运用。
二、推进优质均衡
（三）扩大学位供给。统筹推进学校建设，优化学校布局，扩大优质资源覆盖面，保障进城务工人员随迁子女入学。
（四）提升教育质量。深化课程改革，加强教研队伍建设，健全质量监测制度，推动教育教学质量稳步提高。
"""


def parsed(head: str, name: str = "plan.txt") -> ParsedDocument:
    return parse_document(read_source(Source(name, (head + BODY).encode())))


@pytest.mark.parametrize(
    ("head", "title", "type_", "years", "why"),
    [
        ("海珠区2025年十件民生实事\n", "海珠区2025年十件民生实事", "其他", (2025, None), "a list of deeds is a title"),
        (
            "附件1\n成都市2026年民生实事工作目标\n",
            "成都市2026年民生实事工作目标",
            "其他",
            (2026, None),
            "an annex alone",
        ),
        ("番禺区教育局2026年重点工作\n", "番禺区教育局2026年重点工作", "其他", (2026, None), "so is a year's work"),
        (
            "新昌县教育体育局\n2026年重点工作任务\n",
            "新昌县教育体育局2026年重点工作任务",
            "其他",
            (2026, None),
            "over two lines",
        ),
        (
            "新昌县教育局2025年工作总结和2026年工作思路\n",
            "新昌县教育局2025年工作总结和2026年工作思路",
            "其他",
            (2026, None),
            "the year to come counts",
        ),
        (
            "杭州市国民经济和社会发展第十四个五年规划\n和二〇三五年远景目标纲要\n",
            "杭州市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
            "规划",
            (2021, 2025),
            "a five-year plan by its number",
        ),
        (
            "萧县环保局关于印发开展废气管理的实施方案的通知\n各企业：\n为加强管理，我局制定了《萧县环保局关于开展废气管理的实施方案》，"
            "请各单位按通知要求认真实施。\n萧县环保局\n2018年3月1日\n关于开展废气管理的实施方案\n",
            "关于开展废气管理的实施方案",
            "实施方案",
            (2018, None),
            "handed over without 印发, by a name that the notice shortens",
        ),
        (
            "萧县农业局关于印发2026年动物疫病强制免疫计划的通知\n各镇：\n现将《2026年动物疫病强制免疫计划》印发给你们。\n"
            "萧县农业局\n2026年3月1日\n2026年动物疫病强制免疫计划\n",
            "2026年动物疫病强制免疫计划",
            "其他",
            (2026, None),
            "a plan of something is no 工作计划",
        ),
        (
            "萧县教育局关于印发《萧县教育提升行动方案》的通知\n各学校：\n现将《萧县教育提升行动方案》（以下简称《行动方案》）印发给你们。\n"
            "萧县教育局\n2026年3月1日\n附件\n萧县教育提升行动方案\n为落实行动方案，制定本方案。\n",
            "萧县教育提升行动方案",
            "其他",
            (2026, None),
            "the short name of a plan is no title",
        ),
    ],
)
def test_titles(head: str, title: str, type_: str, years: tuple[int, int | None], why: str) -> None:
    found = parsed(head).fields
    assert (found.title, found.document_type) == (title, type_), why
    assert (found.plan_year, found.plan_year_end) == years, why


NUMBERED = """【关于建立甲机制的通知(发改价格〔2025〕65号)】-国家发展和改革委员会
首页
2025/01/20 价格司
国家发展改革委 国家数据局
关于建立甲机制的通知
发改价格〔2025〕65号
各省、自治区、直辖市发展改革委：
"""


def test_a_page_that_leaves_the_issuers_out_of_its_title_and_puts_the_number_in() -> None:
    document = parse_document(
        read_source(Source("a.txt", (NUMBERED + BODY + "国家发展改革委\n国 家 数 据 局\n2025年1月16日\n").encode()))
    )
    assert document.fields.title == "国家发展改革委国家数据局关于建立甲机制的通知"
    assert document.fields.document_number == "发改价格〔2025〕65号"
    assert document.fields.published_date.isoformat() == "2025-01-20"
    issuers = [body.mention for body in document.agencies if body.role == "issuer"]
    assert issuers == ["国家发展改革委", "国家数据局"], "a name set wide is one name"


def test_a_line_of_the_page_under_the_title() -> None:
    document = parsed("磐石市教育局2026年工作计划\n日期：2026-02-25 09:30:12 来源：磐石市教育局 点击：45 打印 关闭\n")
    assert document.fields.published_date.isoformat() == "2026-02-25"
    assert document.items[0].passage.text.startswith("今年")


def test_labels_above_what_they_name_and_the_caption_of_a_photo() -> None:
    document = parsed(
        "甲省2026年政府工作报告\n2026年1月27日在甲省第十四届人民代表大会第四次会议上\n"
        "时间：\n2026-02-02 09:20\n来源：\n甲省人民政府\n"
        "分享:\n省长张某作政府工作报告\n各位代表：\n"
    )
    assert document.fields.published_date.isoformat() == "2026-02-02"
    assert not [body.mention for body in document.agencies if body.role == "addressee"]
    assert document.items[0].passage.text.startswith("今年")


def test_a_division_of_a_report_s_tasks_is_no_speech_cut_short() -> None:
    assert parsed("2026年县政府工作报告重点任务分工方案\n").fields.flags == ()


def test_units_headed_by_bodies_tell_what_each_has_to_do() -> None:
    text = (
        "甲省扶持方案\n为做好工作，制定本方案。\n一、配套措施\n（一）省科技厅\n布局建设社区。\n"
        "（二）省数据局\n夯实数据底座。\n"
    )
    document = parse_document(read_source(Source("a.txt", text.encode())))
    leads = [(document.items[a.item].path, a.mention, a.role) for a in document.agencies if a.item is not None]
    assert leads == [("1.1", "省科技厅", "lead"), ("1.2", "省数据局", "lead")]


def test_the_date_of_a_speech_that_has_no_title_line() -> None:
    fields = parsed(
        "2021年12月15日在大邑县第十九届人民代表大会第一次会议上\n县长 王某\n各位代表：\n"
        "我代表县人民政府，向大会报告工作，请予审议。\n一、过去五年工作回顾\n2021年全县预计实现地区生产总值340亿元，年均增长8.3%，较好地完成了任务。\n"
    ).fields
    assert (fields.title, str(fields.written_date), fields.plan_year) == ("政府工作报告", "2021-12-15", 2022)


def test_tags_of_a_page_in_a_text_file_end_lines() -> None:
    document = parsed(
        "文号:晋政发〔2018〕13号\n发布日期:2018年03月27\n<p>各市、县人民政府:</p><p>现将《山西省增收实施方案》印发给你们,请认真组织实施。</p>"
        "<p>山西省人民政府</p><p>2018年3月27日</p><p>(此件公开发布)</p><p><br/></p><p><strong>山西省增收实施方案</strong></p>\n"
    )
    assert document.fields.title == "山西省增收实施方案"
    assert str(document.fields.published_date) == "2018-03-27", "a date that lost its 日"


def test_a_breadcrumb_that_ends_like_a_title_is_none() -> None:
    head = "首页 > 政务服务 > 政策法规与解读\n昆山市2017年教育工作意见\n时间: 2017-02-10 14:40 来源:昆山市\n"
    assert parsed(head).fields.title == "昆山市2017年教育工作意见"


def test_a_bar_of_font_sizes_hides_no_addressees() -> None:
    head = "泾县人民政府关于落实2023年工作要点的通知\n发布时间：2023-01-30 字体：[ ]\n各乡镇人民政府，县政府各部门：\n"
    addressees = [body.mention for body in parsed(head).agencies if body.role == "addressee"]
    assert addressees == ["各乡镇人民政府", "县政府各部门"]


def test_when_a_page_was_put_up_goes_before_when_it_was_made_public() -> None:
    head = "公开日期: 2023-04-22\n浙江省卫生健康委2023年工作要点\n发布日期: 2023-04-25 17:10\n"
    assert str(parsed(head).fields.published_date) == "2023-04-25"


def test_a_heading_without_its_mark_is_no_part_of_an_indicator() -> None:
    text = "某县2023年工作要点 一、主要目标 地区生产总值增长6%。二、重点任务 投资增长8%。三、工作措施 新建学校5所。"
    document = parse_document(read_source(Source("plan.txt", text.encode())))
    assert [target.indicator for target in document.targets] == ["地区生产总值", "投资", "新建学校"]


def test_a_plan_below_the_title_of_its_notice_without_the_notice_s_words() -> None:
    notice = "某区人民政府办公室印发《某区服务品牌三年行动计划（2018—2020年）》的通知\n"
    head = notice + "某区服务品牌\n三年行动计划\n（2018—2020年）\n"
    fields = parsed(head).fields
    assert (fields.title, fields.plan_year_end) == ("某区服务品牌三年行动计划(2018—2020年)", 2020)


def test_a_title_that_another_begins_with_and_the_source_of_a_page() -> None:
    document = parsed(
        "2021年县政府重点工作任务（华政发〔2021〕2号）\n来源：华容县政府 2021-03-23\n浏览量：1 | |\n各乡镇人民政府：\n"
        "《2021年县政府重点工作任务分解》已经县人民政府同意，现印发给你们，请认真抓好贯彻落实。\n"
    )
    fields = document.fields
    assert (fields.document_number, fields.region.name) == ("华政发〔2021〕2号", "华容县")
    assert [body.mention for body in document.agencies if body.role == "addressee"] == ["各乡镇人民政府"]


def test_a_sentence_is_no_title() -> None:
    assert parsed("2022年，我镇要坚持“规划引领、项目带动”的思路，做好各项工作。\n").fields.title is None


def test_where_a_collection_files_a_notice_is_no_part_of_its_title() -> None:
    document = parsed(
        "文件名称:[重庆]重庆市人民政府办公厅关于下达2016年就业工作任务的通知\n重庆市人民政府办公厅关于\n下达2016年就业工作任务的通知\n"
        "各区县人民政府：\n根据《国务院关于做好就业工作的意见》要求，现将2016年就业工作任务下达给你们。\n"
    )
    assert document.fields.title == "重庆市人民政府办公厅关于下达2016年就业工作任务的通知"
    assert document.fields.flags == (), "what the notice is grounded on is no plan that it lacks"
    assert [body.mention for body in document.agencies if body.role == "addressee"] == ["各区县人民政府"]


def test_the_date_of_a_signature_stands_at_the_end_of_a_line() -> None:
    document = parsed(
        "各区人民政府：\n《2022年市重点工作责任分解方案》已经市人民政府同意，现印发给你们。\n一、各单位要于2022年2月15日前报送办理方案。\n"
        "二、按照要求推进。\n武汉市人民政府办公厅\n2022年1月22日\n2022年市重点工作责任分解方案\n"
    )
    assert (str(document.fields.written_date), document.fields.region.name) == ("2022-01-22", "武汉市")


def test_a_run_on_text_ends_in_a_signature_behind_its_attachments_or_a_telephone_number() -> None:
    body = "关于扩大投资的实施意见 一、总体要求 坚持稳中求进。二、任务 新建学校5所。"
    for before in ("附件:某区2015年项目一览表", "联系电话:24375668"):
        text = f"{body}{before}平潭综合实验区管委会2015年6月29日"
        fields = parse_document(read_source(Source("plan.txt", text.encode()))).fields
        assert str(fields.written_date) == "2015-06-29", before


def test_notes_where_a_newspaper_goes_on_are_no_text() -> None:
    document = parsed("某省2026年工作要点\n做好今年工作。(下转第四版)(紧接第一版)坚持稳中求进。\n")
    assert all("第四版" not in item.passage.text for item in document.items)
