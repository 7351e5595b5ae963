"""What only the whole warehouse can tell: which document a citation means, and which bodies there are."""

import pytest

from flows.model import Region
from tests.builder import HAINING, DocumentBuilder, load_documents
from warehouse.connection import open_reader

JIAXING = Region("330400", "嘉兴市", "prefecture", "330000")
ZHEJIANG = Region("330000", "浙江省", "province", "100000")
COUNTRY = Region("100000", "全国", "country")
PANSHI = Region("220284", "磐石市", "county", "220200")


def original(uri: str, title: str, region: Region, number: str | None = None):
    builder = DocumentBuilder(uri, region)
    builder.title(title)
    builder.item("1.", f"{uri}的正文。")
    document = builder.build()
    return type(document)(**{name: getattr(document, name) for name in document.__slots__} | {
        "fields": type(document.fields)(title, "意见", number, region=region, plan_year=2021)})  # fmt: skip


def citing(title: str, number: str | None = None, region: Region = HAINING):
    builder = DocumentBuilder("z-citing", region)
    builder.item("1.", f"落实《{title}》{number or ''}。")
    builder.citation(title, number)
    return builder.build()


NATIONAL = original("国", "国务院办公厅关于加快发展托育服务的若干意见", COUNTRY, "国办发〔2020〕8号")
OF_ZHEJIANG = original("浙", "浙江省人民政府关于加快发展托育服务的实施意见", ZHEJIANG, "浙政发〔2021〕3号")
OF_PANSHI = original("磐", "磐石市人民政府关于加快发展托育服务的实施意见", PANSHI)
OF_JIAXING = original("嘉", "嘉兴市人民政府关于加快发展托育服务的实施意见", JIAXING)

CASES = [
    ([NATIONAL, OF_ZHEJIANG], citing("关于加快发展托育服务的若干意见", "国办发〔2020〕8号"), "国", "by number"),
    ([NATIONAL], citing("某个意见", "国办发〔2020〕8号"), "国", "the number counts, whatever the title"),
    ([NATIONAL], citing("国务院办公厅关于加快发展托育服务的若干意见"), "国", "by its whole title"),
    ([NATIONAL], citing("关于加快发展托育服务的若干意见"), "国", "a title without its issuer"),
    ([OF_ZHEJIANG], citing("关于加快发展托育服务的实施意见"), "浙", "of the province above"),
    ([OF_PANSHI], citing("关于加快发展托育服务的实施意见"), None, "another place's document is not meant"),
    ([OF_ZHEJIANG, OF_PANSHI], citing("关于加快发展托育服务的实施意见"), "浙", "the one of a region above"),
    ([OF_ZHEJIANG, OF_JIAXING], citing("关于加快发展托育服务的实施意见"), None, "two fit: it stays unresolved"),
    ([NATIONAL], citing("关于发展的意见"), None, "no such title"),
    ([], citing("关于加快发展托育服务的若干意见"), None, "nothing to cite"),
]


@pytest.mark.parametrize(("originals", "document", "cited", "why"), CASES)
def test_citations(tmp_path, originals, document, cited, why):
    path = tmp_path / "plans.duckdb"
    load_documents(path, [document])
    load_documents(path, originals)
    with open_reader(path) as connection:
        found = connection.execute(
            "SELECT documents.source_uri FROM citations LEFT JOIN documents ON document_id = cited_document_id"
            .replace("ON document_id", "ON documents.document_id")
        ).fetchall()  # fmt: skip
    assert found == [(cited,)], why


def test_a_citation_is_unresolved_again_when_its_document_goes(tmp_path):
    path = tmp_path / "plans.duckdb"
    load_documents(path, [NATIONAL, citing("关于加快发展托育服务的若干意见")])
    load_documents(path, [], remove=["国"])
    with open_reader(path) as connection:
        assert connection.execute("SELECT cited_document_id FROM citations").fetchall() == [(None,)]


def naming(uri: str, mention: str, short_name: str):
    builder = DocumentBuilder(uri)
    builder.item("1.", f"{uri}由{mention}负责。")
    builder.agency(mention, "lead", "海宁市教育局", 0, short_name=short_name, region_code="330481", level="county")
    return builder.build()


def test_a_body_is_one_row_as_most_documents_read_it(tmp_path):
    path = tmp_path / "plans.duckdb"
    readings = [naming("a", "市教育局", "市教育局"), naming("b", "教育局", "教育局"), naming("c", "教育局", "教育局")]
    load_documents(path, readings)
    with open_reader(path) as connection:
        assert connection.execute("SELECT name, short_name FROM agencies").fetchall() == [("海宁市教育局", "教育局")]
    load_documents(path, [], remove=["b"])
    with open_reader(path) as connection:
        assert connection.execute("SELECT short_name FROM agencies").fetchall() == [("市教育局",)], "ties: the smallest"
    load_documents(path, [], remove=["a", "c"])
    with open_reader(path) as connection:
        assert connection.execute("SELECT count(*) FROM agencies").fetchone() == (0,), "none that nobody names"
