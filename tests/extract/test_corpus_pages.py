"""The articles of real pages, their beginnings and ends checked by hand, white space left out.

The pages are not part of the repository: the test runs where the environment names a folder that holds them.
"""

import os
from pathlib import Path

import pytest

from flows.extract import find_sources, read_source

CORPUS = Path(os.environ.get("CORPUS_FOLDER", "corpus"))

ARTICLES = [
    ("gwy-bonded-zone", "国务院关于促进综合保税区高水", "年1月12日（此件公开发布）"),
    ("gwy-community-kindergarten", "国务院办公厅关于开展城镇小区", "9年1月9日（此件公开发布）"),
    ("gwy-consumption-poverty", "国务院办公厅关于深入开展消费", "12月30日（此件公开发布）"),
    ("gwy-double-random", "国务院关于在市场监管领域全面", "年1月27日（此件公开发布）"),
    ("gwy-drug-procurement", "国务院办公厅关于印发国家组织", "时向试点工作小组办公室报告。"),
    ("gwy-employment-2018", "国务院关于做好当前和今后一个", "11月16日（此件公开发布）"),
    ("gwy-gov-new-media", "国务院办公厅关于推进政务新媒", "年12月7日（此件公开发布）"),
    ("gwy-gov-website-intensive", "国务院办公厅关于印发《政府网", "区本部门政府网站集约化工作。"),
    ("gwy-grain-emergency-plan-2005", "国务院办公厅关于印发国家粮食", ".3本预案自印发之日起实施。"),
    ("gwy-hospital-performance", "国务院办公厅关于加强三级公立", "在技术市场合同成交金额总数。"),
    ("gwy-incentive-measures", "国务院办公厅关于对真抓实干成", "年12月6日（此件公开发布）"),
    ("gwy-innovation-replication", "国务院办公厅关于推广第二批支", "委、国务院国资委、审计署全国"),
    ("gwy-law-enforcement-three-systems", "国务院办公厅关于全面推行行政", "年12月5日（此件公开发布）"),
    ("gwy-research-autonomy", "国务院办公厅关于抓好赋予科研", "12月26日（此件公开发布）"),
    ("gwy-shenzhen-bay-port-coordinates", "国务院关于授权香港特别行政区", "指深圳湾口岸港方口岸区边界。"),
    ("gwy-sme-guarantee", "国务院办公厅关于有效发挥政府", "年1月22日（此件公开发布）"),
    ("gwy-sports-competition-industry", "国务院办公厅关于加快发展体育", "12月11日（此件公开发布）"),
    ("gwy-state-council-rules-2004", "国务院关于印发《国务院工作规", "违纪、违法行为，要严肃查处。"),
    ("gwy-textbook-committee-2018", "国务院办公厅关于调整国家教材", "11月20日（此件公开发布）"),
    ("gwy-tibet-classes-1996", "国务院办公厅转发国家教委关于", "080安徽450454545"),
    ("gwy-vocational-jointmeeting", "国务院关于同意建立国务院职业", "总局副局长洪天云扶贫办副主任"),
    ("gwy-zero-waste-city", "国务院办公厅关于印发“无废城", "发挥社会组织和公众监督作用。"),
    ("jiangxi-childcare-under3", "各市、县（区）人民政府，省政", "护服务的宣传教育和社会监督。"),
    ("jiangxi-covert-inspection-notice", "各市、县（区）人民政府，省政", "宿费用。2020年2月17日"),
    ("jiangxi-covid-economy-catchup", "各市、县（区）人民政府，省政", "小康社会。2020年3月2日"),
    ("jiangxi-covid-two-good", "各市、县（区）人民政府，省政", "0年3月3日（此件主动公开）"),
    ("jiangxi-devzone-opinions", "各市、县（区）人民政府，省政", "0年3月6日（此件主动公开）"),
    ("jiangxi-finance-covid-interpretation", "一、纳入疫情防控和物资保障重", "68、19979125619"),
    ("jiangxi-finance-covid-measures", "各市、县（区）人民政府，省政", "各市、县〔区〕人民政府配合）"),
    ("jiangxi-financing-guarantee", "各市、县（区）人民政府，省政", "位：省财政厅、省金融监管局）"),
    ("jiangxi-floating-population-measures", "江西省人民政府令第223号省", "住的，依照本办法申领居住证。"),
    ("jiangxi-ganfutong-ten-measures", "各市、县（区）人民政府，省政", "坚实基础。2020年2月3日"),
    ("jiangxi-grain-2020-workpoints", "2020年是全面建成小康社会", "筹行业资源助力全省脱贫攻坚。"),
    ("jiangxi-samr-2020-budget", "目录第一部分江西省市场监督管", "员发放的用于购买住房的补贴。"),
    ("jiangxi-samr-2020-govreport-division", "省药监局，机关各处（室、局）", "告重点工作责任分工.docx"),
    ("jiangxi-samr-covid-measures", "省药监局，各市、县（区）市场", "如有重叠的，按上级政策执行。"),
    ("jiangxi-samr-food-covid-notice", "各设区市、省直管试点县（市）", "年2月13日（此件主动公开）"),
    ("jiangxi-samr-food-sampling", "近期，江西省市场监督管理局组", "督管理局2020年3月11日"),
    ("jiangxi-samr-rule-of-law-covid", "各市、县（区）市场监管局，省", "年2月14日（此件主动公开）"),
    ("jiangxi-yingtan-port-reply", "鹰潭市人民政府：你市《关于恳", "0年3月3日（此件主动公开）"),
    ("lishui-2023-veteran-placement", "莲都区人民政府，市直各单位：", "安置任务的通知(1).pdf"),
    ("sichuan-2014-supervision-notice", "各市（州）、县（市、区）人民", "落实取得实质进展。特此通知。"),
    ("web-chongqing-2021-industrial-parks", "重庆市人民政府关于加快推进全", "年9月30日（此件公开发布）"),
    ("web-chongqing-2021-vertical-greening", "重庆市人民政府办公厅关于印发", "2021年11月1日起施行。"),
    ("web-linhai-culture-hall", "临海经济开发区、东部区块、临", "及补助奖励办法的通知.doc"),
    ("web-pinghu-2021-work-rules", "平湖市人民政府关于印发平湖市", "直属事业单位适用本工作规则。"),
    ("web-xianju-danzhu-village-reply", "淡竹乡人民政府：你乡《关于要", "县人民政府2013年9月9日"),
    ("web-xianju-place-naming", "各乡镇人民政府、街道办事处，", "县人民政府2013年1月9日"),
    ("web-yiwu-farmhouse-supervision", "义乌民政府办公室文件义政办发", "府办公室2013年7月22日"),
    ("web-yiwu-gas-measures", "各镇人民政府，各街道办事处，", "自2013年7月1日起施行。"),
    ("web-yiwu-private-medical", "各镇人民政府，各街道办事处，", "民政府2013年12月23日"),
    ("web-yiwu-sports-development", "各镇人民政府，各街道办事处，", "办公室2013年8月9日印发"),
]


@pytest.mark.parametrize(("name", "first", "last"), ARTICLES, ids=[row[0] for row in ARTICLES])
def test_the_article_starts_and_ends_where_a_reader_says(name, first, last):
    path = CORPUS / f"{name}.html"
    if not path.exists():
        pytest.skip("set CORPUS_FOLDER to the folder that holds the page")
    (reference,) = find_sources([path])
    document = read_source(reference.load())
    article = "".join(document.text[slice(*document.body)].split())
    assert article.startswith(first)
    assert article.endswith(last)
