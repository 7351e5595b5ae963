"""The Prefect flow that fetches, against a real server and a real site on this machine."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "extract"))

from site_server import Answer, Site, document

pytestmark = pytest.mark.xdist_group("prefect")


def test_a_source_that_fails_does_not_stop_the_others(prefect_server, tmp_path, monkeypatch):
    from flows import fetching
    from flows.extract import find_sources

    site = Site()
    site.answers["/list"] = Answer(b"<li><a href=/doc/1.html>x</a>")
    site.answers["/doc/1.html"] = Answer(document(1).encode())
    declarations = tmp_path / "sources.toml"
    declarations.write_text(
        "[defaults]\nallow_private = true\ndelay_seconds = 0\nattempts = 1\n"
        '[[source]]\nname = "dead"\nkind = "sitemap"\nurl = "http://127.0.0.1:9/s.xml"\n'
        f'[[source]]\nname = "alive"\nkind = "listing"\nurl = "{site.address}/list"\nitem = "li a"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(fetching.fetch_one, "retries", 0)
    state = fetching.fetch_sources(str(declarations), return_state=True)
    site.close()
    assert state.is_failed()
    assert "1 of 2 sources gave nothing: dead" in state.message
    found = [reference.uri for reference in find_sources([declarations]) if reference.fault is None]
    assert found == [f"{site.address}/doc/1.html"]


def test_the_command_gets_a_report_of_each_source_from_the_flow(prefect_server, tmp_path, monkeypatch):
    from flows import fetching

    site = Site()
    site.answers["/list"] = Answer(b"<li><a href=/doc/1.html>x</a><li><a href=/doc/2.html>x</a>")
    site.answers["/doc/1.html"] = Answer(document(1).encode())
    declarations = tmp_path / "sources.toml"
    declarations.write_text(
        "[defaults]\nallow_private = true\ndelay_seconds = 0\nattempts = 1\n"
        '[[source]]\nname = "dead"\nkind = "sitemap"\nurl = "http://127.0.0.1:9/s.xml"\n'
        f'[[source]]\nname = "alive"\nkind = "listing"\nurl = "{site.address}/list"\nitem = "li a"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(fetching.fetch_one, "retries", 0)
    reports = {report.source: report for report in fetching.fetched_by_flow(declarations, [], None)}
    site.close()
    assert (reports["alive"].new, len(reports["alive"].faults), reports["dead"].arrived) == (1, 1, 0)


def test_the_declared_deployments_name_flows_and_their_parameters():
    import yaml
    from prefect.flows import load_flow_from_entrypoint

    project = Path(__file__).resolve().parent.parent
    declared = yaml.safe_load((project / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert [deployment["name"] for deployment in declared] == ["nightly", "nightly-fetch"]
    for deployment in declared:
        path, _, name = deployment["entrypoint"].partition(":")
        loaded = load_flow_from_entrypoint(f"{project / path}:{name}")
        assert set(deployment["parameters"]) <= set(loaded.parameters.properties)
