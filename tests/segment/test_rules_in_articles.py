"""Rules written in articles: what they set is a target, who qualifies and who is fined is none; order and reprint."""

from flows.extract import read_source
from flows.model import Source
from flows.segment.document import parse_document

RULES = """甲市人才公寓管理办法
甲市人民政府令
(第16号)
《甲市人才公寓管理办法》已经市人民政府常务会议审议通过,现予公布,自2020年6月15日起施行。
市长 张三
2020年5月15日
甲市人才公寓管理办法
第一章 总则
第一条 为了规范人才公寓管理,制定本办法。
第二条 申请入住的,应当符合下列条件:
(一)在本市工作满1年以上;
(二)年龄不超过40周岁,本科以上学历3年以上工作经历。
第三条 管理机构应当在5个工作日内予以答复。
第二章 管理
第四条 申报条件
年销售收入2000万元以上。
第五条 管理机构每季度至少开展一次消防检查。
第六条 违反本办法规定转租的,处二百元以上一千元以下罚款。
第七条 本办法自2020年6月15日起施行。
"""


def parse(text: str):
    return parse_document(read_source(Source("rules.txt", text.encode())))


def test_what_articles_set_and_what_they_only_ask_for():
    document = parse(RULES)
    found = [(document.items[t.item].label, t.indicator, t.value, t.unit) for t in document.targets]
    assert found == [("第三条", "答复", 5, "个工作日"), ("第五条", "消防检查", 1, "次/季度")]


def test_an_order_gives_number_and_issuer():
    document = parse(RULES)
    assert document.fields.document_number == "甲市人民政府令第16号"
    assert [(a.role, a.mention) for a in document.agencies if a.role == "issuer"] == [("issuer", "甲市人民政府")]


REPRINT = """甲省人民政府关于修改《甲省居住证办法》的决定
甲省人民政府决定对《甲省居住证办法》作如下修改:
一、将第八条修改为:公安机关应当及时发放居住证。
二、删去第十条。
三、本决定自公布之日起施行。
甲省居住证办法
第一条 为了规范居住证管理,制定本办法。
第二条 公安机关负责本行政区域内的居住证管理工作。
(一)受理申请;
(二)发放证件。
第三条 本办法自2016年1月1日起施行。
"""


def test_rules_reprinted_behind_their_changes_are_no_part_of_the_last_change():
    labels = [(item.depth, item.label) for item in parse(REPRINT).items if item.label]
    assert labels == [
        (1, "一、"),
        (1, "二、"),
        (1, "三、"),
        (1, "第一条"),
        (1, "第二条"),
        (2, "(一)"),
        (2, "(二)"),
        (1, "第三条"),
    ]
