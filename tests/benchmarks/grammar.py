"""A grammar of plan sentences: rules expand to text until nothing in {braces} is left.

`{name}` expands a rule of RULES, `{5-40}` draws a number, other names are what a document fixes (region, years).
The sentences imitate the register of 工作要点; none is taken from a document.
"""

import random
import re

RULES: dict[str, tuple[str, ...]] = {
    "heading": (
        "{push}{area}高质量发展",
        "{push}{area},提升{quality}",
        "坚持{principle},{push}{area}",
        "聚焦{area},补齐{quality}短板",
        "以{principle}为引领,全面{push}{area}",
        "强化{quality},{push}{area}",
    ),
    "item_heading": (
        "{push}{object}。",
        "实施{programme}工程。",
        "完善{object}机制。",
        "{push}{object}和{object}。",
        "开展{programme}行动。",
        "健全{object}体系。",
    ),
    "sentence": (
        "{push}{object},{push}{object},不断提高{quality}。",
        "坚持{principle},{manner}{push}{object},切实把{quality}摆在突出位置。",
        "完善{object}制度,健全{object}机制,{manner}解决群众反映强烈的{object}问题。",
        "加强对{object}的监督检查,建立问题台账,明确整改措施和责任人。",
        "{manner}开展{programme}活动,营造{quality}的良好氛围。",
        "围绕{object},组织各{place}{manner}开展调研,形成一批可复制、可推广的经验。",
        "落实{citation}要求,{push}{object}。",
        "制定{object}实施细则,{push}{object},{manner}推动各项任务落地见效。",
        "支持{place}探索{object}新模式,鼓励社会力量参与{object}。",
        "充分发挥{object}作用,促进{object}与{object}深度融合。",
        "把{object}纳入年度考核,定期通报进展情况。",
        "建立{object}信息共享平台,实现数据互联互通、业务协同。",
        "{push}“{programme}”,{manner}做好{object}。",
        "进一步规范{object}行为,{manner}整治{object}领域的突出问题。",
    ),
    "target": (
        "新建{facility}{3-60}所,改扩建{facility}{2-40}所,新增学位{900-29000}个。",
        "{deadline},{rate}达到{80-99}%以上。",
        "全年培训{people}{300-9000}人次,选派{people}{10-300}名到{place}支教。",
        "{rate}提高{1-9}个百分点,{rate}稳定在{60-95}.{1-9}%。",
        "创建省级{unit}{2-30}个、市级{unit}{5-80}个。",
        "投入资金{1-90}.{1-9}亿元,{push}{object}项目{3-90}个。",
        "完成老旧小区改造{20-400}个,惠及居民{1-30}.{1-9}万户。",
        "{deadline}建成{facility}不少于{5-50}处,总面积{1-20}万平方米。",
        "力争{rate}高于全省平均水平,{object}覆盖率达到100%。",
        "每{place}至少建成{一两三}所{facility},每年组织{一二三四}次专项督查。",
        "评选{unit}一百个、{people}二百名,发放补助{100-900}万元。",
        "{people}比例不低于{20-90}%,生师比控制在{10-19}:1以内。",
        "地区生产总值增长{4-9}.{1-9}%左右,一般公共预算收入增长{3-12}%。",
        "压减{object}事项{10-90}项,平均办理时限压缩{20-60}%。",
    ),
    "time": (
        "{deadline},完成{object}方案编制工作。",
        "{1-12}月底前,各{place}要将工作总结报市政府办公室。",
        "{deadline}全面完成{object}。",
        "{year}年上半年启动{object},年底前取得阶段性成效。",
    ),
    "duty": (
        "({body}牵头,{body}、{body}配合)",
        "(责任单位:{body}、{body}、{body})",
        "(牵头单位:{body};配合单位:{body}、{body},各县区人民政府)",
        "({body}负责)",
        "({body}、{body}按职责分工负责)",
    ),
    "deadline": (
        "{year}年底前",
        "到{year}年",
        "{year}年{1-12}月底前",
        "年底前",
        "{1-12}月{1-28}日前",
        "“十四五”期间",
        "第{一二三四}季度",
    ),
    "push": (
        "推进",
        "加快",
        "深化",
        "加强",
        "促进",
        "优化",
        "推动",
        "做好",
        "加快推进",
        "统筹推进",
        "全面落实",
        "大力发展",
        "巩固",
    ),
    "manner": ("扎实", "深入", "持续", "全面", "稳步", "有序", "积极", "着力", "依法"),
    "principle": (
        "立德树人",
        "以人民为中心",
        "问题导向",
        "依法治理",
        "改革创新",
        "统筹兼顾",
        "绿色发展",
        "稳中求进",
        "城乡统筹",
    ),
    "quality": (
        "教育质量",
        "服务水平",
        "治理能力",
        "保障能力",
        "群众满意度",
        "安全水平",
        "创新活力",
        "队伍素质",
        "监管效能",
    ),
    "place": ("县区", "乡镇", "街道", "学校", "部门", "单位", "社区", "园区"),
    "facility": (
        "幼儿园",
        "小学",
        "初中",
        "普通高中",
        "养老服务中心",
        "卫生院",
        "文化站",
        "体育公园",
        "停车场",
        "污水处理厂",
    ),
    "people": ("骨干教师", "乡村医生", "专业技术人员", "学科带头人", "网格员", "名校长", "高技能人才", "班主任"),
    "unit": ("示范学校", "文明单位", "美丽乡村", "特色小镇", "标准化基地", "重点实验室", "先进集体", "健康社区"),
    "rate": (
        "学前三年毛入园率",
        "高中阶段教育毛入学率",
        "普惠性幼儿园覆盖率",
        "城镇登记失业率",
        "空气质量优良天数比率",
        "森林覆盖率",
        "农村自来水普及率",
        "常住人口城镇化率",
        "居民医保参保率",
        "垃圾分类覆盖率",
    ),
    "一两三": ("一", "两", "三"),
    "一二三四": ("一", "二", "三", "四"),
    "citation": (
        "《关于{push}{object}的意见》",
        "《{region}{object}条例》",
        "《关于印发{object}实施方案的通知》({short}政办发〔{past}〕{1-90}号)",
        "国发〔{past}〕{1-60}号文件",
        "《{object}“十四五”规划》",
    ),
    "modifier": (
        "农村",
        "城乡",
        "全市",
        "基层",
        "重点领域",
        "薄弱地区",
        "中小微企业",
        "未成年人",
        "现代",
        "新时代",
        "区域",
        "数字化",
    ),
    "object": ("{modifier}{noun}", "{noun}", "{noun}{noun_end}", "{modifier}{noun}{noun_end}"),
    "noun": (
        "义务教育",
        "学前教育",
        "职业教育",
        "特殊教育",
        "校外培训",
        "教师队伍",
        "教育督导",
        "营商环境",
        "科技创新",
        "乡村振兴",
        "污染防治",
        "安全生产",
        "食品安全",
        "公共文化",
        "医疗保障",
        "社会救助",
        "养老服务",
        "住房保障",
        "交通运输",
        "水利设施",
        "信用体系",
        "政务公开",
        "招商引资",
        "产业集群",
        "先进制造",
        "数字经济",
        "耕地保护",
        "种业振兴",
        "应急管理",
        "法治政府",
    ),
    "noun_end": ("建设", "管理", "改革", "服务", "治理", "发展", "监测", "投入", "评价", "保障"),
    "programme": ("{principle}{noun}", "{noun}提升", "{noun}攻坚", "{noun}质量年", "{noun}进{place}"),
    "area": ("{noun}", "{noun}{noun_end}", "{modifier}{noun}"),
}

_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
_DEEPEST = 12


class Sentences:
    """Expands the grammar with the names of one document."""

    def __init__(self, draw: random.Random, names: dict[str, tuple[str, ...]]) -> None:
        self._draw, self._rules = draw, RULES | names

    def expand(self, rule: str) -> str:
        """One text of a rule, in half-width marks."""
        text = self._draw.choice(self._rules[rule])
        for _ in range(_DEEPEST):
            if "{" not in text:
                break
            text = _SLOT.sub(self._fill, text)
        return text

    def _fill(self, slot: re.Match) -> str:
        span = _RANGE.fullmatch(slot[1])
        if span:
            return str(self._draw.randint(int(span[1]), int(span[2])))
        return self._draw.choice(self._rules[slot[1]])
