"""The words by which a plan gives work to bodies, compiled from seeds/reference/role_cues.csv.

Labels stand before a list (牵头单位:), verbs behind it (负责, 配合), relations inside it (A会同B).
"""

import re

from flows.reference import read_table

LEAD, SUPPORT = "lead", "support"


def _cues(form: str) -> dict[str, str]:
    return {row["cue"]: row["role"] for row in read_table("role_cues") if row["form"] == form}


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


LABEL_ROLES, VERB_ROLES = _cues("label"), _cues("verb")
# Labels beside which a 责任单位 list supports.
LEADING_LABELS = ("牵头", "主办", "总牵头")
_LABEL, _NOUN = _alternatives(LABEL_ROLES), _alternatives(_cues("noun"))
_NOUNS = rf"(?:{_NOUN})(?:\((?:单位|部门|处室)\))?(?:名称)?"
# 牵头单位: 市级责任部门(单位): 牵头: — and any other label (完成时限:, 责任人:), which ends a list.
LABEL = re.compile(
    r"(?:(?:第一|主要|具体|市级|省级|县级|区级|国家|校内|局内|市直|省直)?"
    rf"(?P<cue>{_LABEL})(?:{_NOUNS}|(?<=牵头|责任|配合|协办|主办|承办|负责))|(?P<other>[\u4e00-\u9fff()]{{2,10}})):"
)
LABEL_CUE = re.compile(rf"(?:{_LABEL})(?:{_NOUNS}|(?<=牵头|责任|配合|协办|主办|承办|负责)):")
_BY_DUTY = r"(?:按照?|根据|依据?|在)(?:各自|部门)?的?(?:职责|职能|权限|任务)?(?:范围内?|分工|权限)?|职责分工|分工|各自"
# How the work is done: 按职责分工, 分别, 共同….
MANNER = rf"(?:{_BY_DUTY}|分别|共同|具体|积极|密切|联合|协同|统一|做好|要|应当?|负责)"
VERB = re.compile(
    rf"{MANNER}{{0,4}}(?P<verb>{_alternatives(VERB_ROLES)})(?:等?工作)?(?=[,;、。.:\s()\[\]〔〕【】]|$|会同|商)"
)
RELATION = re.compile(rf"(?:{_alternatives(_cues('relation'))})(?=[\u4e00-\u9fff])")
# 列第一位的为牵头单位; 排在第一位的部门为牵头部门,下同; 主要责任单位第一个为牵头单位.
FIRST_LEADS = re.compile(
    r"[,;。:]?[^,;。:\n()]{0,14}?(?:排|列)?(?:在|名)?(?:第一|首)(?:位|个|名)?的?"
    r"(?:者|部门|单位|责任单位|部门单位|部门\(单位\))?(?:即?为|是|系)(?:总|主要|第一)?"
    r"(?:牵头|主办|主责|责任|负责)(?:单位|部门|处室|者)?[^()\[\]〔〕【】\n。]{0,24}"
)
SAME_BELOW = re.compile(r"[,;、。]?以?下同。?$")
# A unit without any of these assigns nothing; they are cheap to look for.
ANY_CUE = re.compile(
    rf"牵头|负责|配合|(?:{_NOUN}):|[)\]】〕][。;]?(?:\n|$)|(?:责任|落实|参与|协助|主办|承办|协办)[)\]】〕:]"
)


def says_first_leads(text: str) -> bool:
    """The text states that the first body of a list leads and the others support (列第一位的为牵头单位)."""
    return FIRST_LEADS.search(text) is not None
