"""The words by which a plan gives work to bodies, compiled from seeds/reference/role_cues.csv.

Labels stand before a list (牵头单位:), verbs behind it (负责, 配合), relations inside it (A会同B).
"""

import re

from flows.model import LeadRule
from flows.reference import alternatives, longest_first, read_table, words_of

LEAD, SUPPORT = "lead", "support"


def _cues(use: str) -> dict[str, str]:
    return {row["word"]: row["role"] for row in read_table("role_cues") if row["use"] == use}


LABEL_ROLES, VERB_ROLES = _cues("label"), _cues("verb")
# Labels beside which a 责任单位 list supports.
LEADING_LABELS = ("牵头", "主办", "总牵头")
_LABEL, _NOUN = longest_first(LABEL_ROLES), longest_first(_cues("noun"))
_NOUNS = rf"(?:{_NOUN})(?:\([^()]{{1,24}}\))?(?:名称)?(?:[及和、/与](?:{_NOUN}|责任人|负责人|人员|领导))?"
# A short label needs no noun: 牵头:市教育局.
_LABEL_WORDS = rf"(?:{_LABEL})(?:{_NOUNS}|(?<=牵头|责任|配合|协办|主办|承办))"
_OTHER = (
    r"(?:(?<=[;,。\n( ])[\u4e00-\u9fff()]{2,10}|"
    rf"(?:{alternatives('role_cues', 'other_label')})[\u4e00-\u9fff]{{0,3}}"
    rf"(?:{alternatives('role_cues', 'other_noun')}))"
)
# 牵头单位: 市级责任部门(单位): 牵头: 其他责任单位: — and any other label (完成时限:, 责任人:), which ends a list.
LABEL = re.compile(rf"(?:(?P<rest>其他|其它|其余)?[\u4e00-\u9fff]{{0,4}}?(?P<cue>{_LABEL_WORDS})|(?P<other>{_OTHER})):")
LABEL_CUE = re.compile(rf"{_LABEL_WORDS}:")
# (牵头单位市教育局,配合单位市财政局)
LABEL_WITHOUT_COLON = re.compile(
    rf"(?P<cue>(?:{alternatives('role_cues', 'named_role')})(?:单位|部门|处室))(?=[省市区县州]|各|教|财|国家)"
)
# 市教育局(牵头): the role of one body of a list.
ROLE_MARK = re.compile(rf"\((?P<cue>{_LABEL})(?:单位|部门|处室)?\)$")
_BY_DUTY = r"(?:按照?|根据|依据?|在)(?:各自|部门)?的?(?:职责|职能|权限|任务)?(?:范围内?|分工|权限)?|职责分工|分工|各自"
# How the work is done: 按职责分工, 分别, 共同….
MANNER = rf"(?:{_BY_DUTY}|{alternatives('role_cues', 'manner')}|要|应当?|负责)"
VERB = re.compile(
    rf"{MANNER}{{0,4}}(?P<verb>{longest_first(VERB_ROLES)}|做好[\u4e00-\u9fff]{{0,6}}工作)(?:等?工作)?"
    r"(?=[,;、。.:\s()\[\]〔〕【】]|$|会同|商)"
)
RELATION = re.compile(rf"(?:{longest_first(_cues('relation'))})(?=[\u4e00-\u9fff])")
# 列第一位的为牵头单位; 排在第一位的部门为牵头部门,下同; 主要责任单位第一个为牵头单位.
_FIRST_LEADS = re.compile(
    r"(?:第一|首)(?:位|个|名)?的?(?:者|部门|单位|责任单位|部门单位|部门\(单位\))?(?:即?为|是|系)"
    rf"(?:{alternatives('role_cues', 'lead_rank')})?"
    rf"(?:{alternatives('role_cues', 'first_role')})(?:单位|部门|处室|者)?"
)
# 列逗号之前的为牵头单位,其他有关单位按职责分工配合
_GROUP_LEADS = re.compile(
    rf"[逗分]号(?:之|以)?前(?:面)?的?(?:单位|部门)?(?:即?为|是|系)(?:{alternatives('role_cues', 'first_role')})"
    r"(?:单位|部门|处室)?"
)
_STATEMENT_START = re.compile(r"[,;。:\n()\[\]〔〕【】]")
SAME_BELOW = re.compile(r"[,;、。]?以?下同。?$|[,;。]以下均[^。]{2,60}。?$")
# A unit without any of these assigns nothing.
_SIGNS = (
    *(
        "牵头",
        "负责",
        "配合",
        ")\n",
        "】",
        "]",
        "〕",
        "责任人:",
        "负责人:",
        "):",
        *(noun + ":" for noun in _cues("noun")),
    ),
    *(word + mark for word in words_of("role_cues", "sign") for mark in "):"),
)
_ANY_SIGN = re.compile(longest_first(_SIGNS))


def has_cue(text: str) -> bool:
    """Something in the text may assign work; False for most units, at the cost of one look."""
    return _ANY_SIGN.search(text) is not None or text.endswith((")", ")。"))


def label_role(label: re.Match) -> str | None:
    """The role that a match of LABEL gives to its list; None for a label of something else."""
    words = label.group("cue")
    if words is None:
        return None
    cue = max((cue for cue in LABEL_ROLES if words.startswith(cue)), key=len)
    return SUPPORT if label.groupdict().get("rest") else LABEL_ROLES[cue]


def lead_rule(text: str) -> LeadRule | None:
    """The rule that the text states (列第一位的为牵头单位), null when it states none."""
    if "号" in text and _GROUP_LEADS.search(text):
        return LeadRule.GROUP
    return LeadRule.FIRST if _FIRST_LEADS.search(text) else None


def lead_statement(text: str, start: int, end: int) -> int | None:
    """Where in text[start:end] the statement of such a rule begins (its mark included), or None."""
    found = _GROUP_LEADS.search(text, start, end) or _FIRST_LEADS.search(text, start, end)
    if found is None:
        return None
    marks = list(_STATEMENT_START.finditer(text, max(start, found.start() - 16), found.start()))
    return marks[-1].start() if marks else max(start, found.start() - 2)
