"""Lists of bodies: one entry a body, one entry a named class."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.segment.body_lists import is_open_class, split_bodies


def entries(text: str) -> list[str]:
    return [text[start:end] for start, end in split_bodies(text)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("市委宣传部、团市委", ["市委宣传部", "团市委"], "one body per entry"),
        ("市教育局,市财政局;市公安局", ["市教育局", "市财政局", "市公安局"], "any mark"),
        ("文化和旅游部、工业和信息化部", ["文化和旅游部", "工业和信息化部"], "和 inside a name"),
        ("省财政厅和各市、县〔区〕人民政府", ["省财政厅", "各市、县〔区〕人民政府"], "和 between; 、 inside a class"),
        ("广电总局、商务部等和各有关省级人民政府", ["广电总局", "商务部", "各有关省级人民政府"], "等 before 和"),
        ("省教育厅、省财政厅等有关部门", ["省教育厅", "省财政厅"], "等有关部门 is dropped"),
        ("国家发展改革委等30部门", ["国家发展改革委"], "a count of the others"),
        ("各有关部门和单位,各省级人民政府", ["各省级人民政府"], "an open class beside a named one"),
        ("省直相关部门和各市人民政府", ["各市人民政府"], "an open class beside a named one"),
        ("各市、州、县人民政府", ["各市、州、县人民政府"], "one class"),
        ("各区、县级市", ["各区、县级市"], "one class of two kinds of county"),
        ("各区、县级市政府", ["各区、县级市政府"], "one class of two kinds of county"),
        ("财政部浙江监管局", ["财政部浙江监管局"], "a central body's branch at a place"),
        ("中国银保监会浙江监管局省财政厅", ["中国银保监会浙江监管局", "省财政厅"], "a branch, glued"),
        ("国家统计局省市场监管局", ["国家统计局", "省市场监管局"], "no place, no branch"),
        ("各区县、市教育局", ["各区县", "市教育局"], "complete by itself"),
        ("市教育局、各区、市政府", ["市教育局", "各区、市政府"], "districts and cities below a city"),
        ("海关总署广东分署", ["海关总署广东分署"], "the branch of a central body"),
        ("各乡、镇人民政府,各街道办事处", ["各乡、镇人民政府", "各街道办事处"], "、 inside, comma between"),
        ("机关各处、室", ["机关各处、室"], "a bare ending is no entry"),
        ("国家药品监督管理局器械审评长三角分中心", ["国家药品监督管理局器械审评长三角分中心"], "a body's centre"),
        ("区经发局区环土局相关乡镇人民政府", ["区经发局", "区环土局", "相关乡镇人民政府"], "glued"),
        ("财政局人社局发改局", ["财政局", "人社局", "发改局"], "glued, no owners"),
        ("县委组织部县教育局", ["县委组织部", "县教育局"], "glued behind a department"),
        ("市公安局交警支队", ["市公安局交警支队"], "one body with its unit"),
        ("由市教育局", ["市教育局"], "a lead-in"),
        ("市教育局、市财政局按职责分工", ["市教育局", "市财政局"], "a manner behind the list"),
        ("商标监管处、商务局", ["商标监管处", "商务局"], "商 belongs to the name"),
        ("17个帮扶集团牵头单位和有关区县政府", ["17个帮扶集团牵头单位", "有关区县政府"], "classes with a number"),
    ],
)
def test_entries(text: str, expected: list[str], why: str) -> None:
    assert entries(text) == expected, why


@pytest.mark.parametrize(
    "words", ["有关部门", "各相关单位", "省直有关部门", "区直各相关单位", "其他有关部门和单位", "相关职能部门"]
)
def test_open_classes(words: str) -> None:
    assert is_open_class(words)


@pytest.mark.parametrize("words", ["相关乡镇人民政府", "有关区县政府", "各部门", "市教育局", "各成员单位", "有关高校"])
def test_named_classes_are_not_open(words: str) -> None:
    assert not is_open_class(words)


@given(st.text("市教育局省委办各县(区)〔〕、,;和及等\n部厅", max_size=60))
def test_entries_are_disjoint_and_ascending(text: str) -> None:
    position = 0
    for start, end in split_bodies(text):
        assert position <= start < end <= len(text)
        position = end
