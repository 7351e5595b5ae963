"""Queries as people type them, over real plans: the first hit is the one that a person would have opened.

Each expectation was written down after reading the plans: words that only the right item holds.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.config import SAMPLE_DOCUMENTS
from flows.pipeline import run_pipeline
from warehouse.connection import open_reader
from warehouse.search import search

SAMPLES = [
    ("普惠性幼儿园 覆盖率", "普惠性幼儿园覆盖率达到80%"),
    ("普惠性幼儿园覆盖率达到多少", "普惠性幼儿园覆盖率达到80%"),
    ("新建幼儿园", "新建33所行政村幼儿园"),
    ("公办幼儿园占比", "公办幼儿园在园幼儿占比达到50%"),
    ("学前三年毛入园率", "学前三年教育毛入学率达到90.5%"),
    ("高中阶段毛入学率", "高中阶段教育毛入学率"),
    ("大班额 清零", "确保大班额问题“清零”"),
    ("校园足球", "全国青少年校园足球改革试验区"),
    ("教师编制", "教师编制动态管理机制"),
    ("乡村教师 补贴", "乡村教师乡镇工作补贴"),
    ("厕所革命", "“厕所革命”"),
    ("近视 防控", "加强儿童青少年近视眼综合防控"),
    ("课后服务", "研究制定课后服务政策"),
    ("心理健康", "加强心理健康教育"),
    ("集团化办学", "通过集团化办学"),
    ("残疾儿童", "重度残疾儿童送教上门"),
    ("党风廉政", "深入开展党风廉政建设和反腐败斗争"),
    ("校园欺凌", "校园欺凌防治工程"),
    ("高考改革", "全面推进高考改革方案"),
    ("信息化 智慧校园", "推进教育信息化建设"),
    ("思政课", "实施思政课教育教学创新改革"),
    ("研学 旅行", "全国中小学研学旅行实验区"),
    ("消防 安全", "消防、防溺水"),
    ("扫黑除恶", "扎实做好扫黑除恶斗争"),
]
# Query, the document it is found in, words of the item. The documents are not part of the repository: these run where
# the environment names a folder that holds them.
CORPUS = [
    ("失业保险 稳岗返还", "gwy-employment-2018.html", "可返还其上年度实际缴纳失业保险费的50%"),
    ("政务新媒体 僵尸", "gwy-gov-new-media.html", "僵尸"),
    ("双随机 一公开 抽查", "gwy-double-random.html", "双随机、一公开"),
    ("无废城市 固体废物", "gwy-zero-waste-city.html", "“无废城市”是以"),
    ("婴幼儿照护 托位", "jiangxi-childcare-under3.html", "新建和正在建设的城市居住小区"),
    ("退役士兵 安置", "lishui-2023-veteran-placement.html", "《退役士兵安置条例》"),
    ("双师双能型 教师", "lb-zust-2018-dual-teacher-measures.txt", "“双师双能型”教师队伍培养培训计划"),
    ("数据要素 交易", "pku-guangdong-2021-public-data-measures.txt", "数据交易平台"),
    ("公共数据 开放", "pku-guangdong-2021-public-data-measures.txt", "审核后开放的公共数据"),
    ("财政赤字", "national-govreport-2016.txt", "财政赤字2.18万亿元"),
    ("国内生产总值 增长 6%", "national-govreport-2021-oneline.txt", "国内生产总值增长6%以上"),
    ("粮食应急 预案", "gwy-grain-emergency-plan-2005.html", "预案"),
]
FOLDER = Path(os.environ.get("CORPUS_FOLDER", "corpus"))


@pytest.fixture(scope="module")
def samples(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_reader(sample_warehouse) as connection:
        yield connection


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    files = sorted({FOLDER / name for _, name, _ in CORPUS})
    if missing := [file.name for file in files if not file.exists()]:
        pytest.skip(f"CORPUS_FOLDER lacks {', '.join(missing)}")
    warehouse = tmp_path_factory.mktemp("corpus") / "plans.duckdb"
    run_pipeline([*files, SAMPLE_DOCUMENTS], warehouse, engine="local")
    with open_reader(warehouse) as connection:
        yield connection


def test_there_are_twenty_queries_and_more():
    assert len({query for query, *_ in SAMPLES}) >= 20
    assert len({query for query, *_ in CORPUS}) >= 10


@pytest.mark.parametrize(("query", "words"), SAMPLES, ids=[query for query, _ in SAMPLES])
def test_the_right_item_comes_first(samples: duckdb.DuckDBPyConnection, query: str, words: str):
    first, *others = search(samples, query)
    assert words in text_of(samples, first.item_id)
    assert first.reason, "it says why it was found"
    assert all(first.score >= other.score for other in others)


@pytest.mark.parametrize(("query", "file", "words"), CORPUS, ids=[query for query, *_ in CORPUS])
def test_the_right_item_comes_first_among_all_kinds_of_documents(
    corpus: duckdb.DuckDBPyConnection, query: str, file: str, words: str
):
    first = search(corpus, query)[0]
    source = "SELECT source_uri FROM documents WHERE document_id = ?"
    assert corpus.execute(source, [first.document_id]).fetchone()[0].endswith(file)
    assert words in text_of(corpus, first.item_id)


def text_of(connection: duckdb.DuckDBPyConnection, item_id: str) -> str:
    """Heading and text of an item."""
    statement = "SELECT concat_ws(' ', heading, text) FROM items WHERE item_id = ?"
    return connection.execute(statement, [item_id]).fetchone()[0]
