"""The frame of every page: navigation, language, following a publish, and what to say when there is nothing to show.

Run by Streamlit: `yaodian dashboard`.
"""

from pathlib import Path

import duckdb
import streamlit as st
from polars.exceptions import ColumnNotFoundError

from dashboards import sections
from dashboards.data import begin_run, follow_publishes, is_current, warehouse_path
from dashboards.parts import PAGES_KEY
from dashboards.texts import LANGUAGE_KEY, LANGUAGES, text
from flows.errors import YaodianError
from warehouse.errors import WarehouseMissing

ICONS = {
    "overview": ":material/dashboard:",
    "indicators": ":material/bar_chart:",
    "responsibilities": ":material/groups:",
    "due": ":material/event:",
    "topics": ":material/category:",
    "citations": ":material/format_quote:",
    "reader": ":material/menu_book:",
    "search": ":material/search:",
    "quality": ":material/verified:",
}


def main() -> None:
    st.set_page_config(page_title=text("app.title"), layout="wide")
    st.html(Path(__file__).with_name("style.css"))
    begin_run()
    pages = {
        name: st.Page(
            module.show, title=text(f"page.{name}"), icon=ICONS[name], url_path=name, default=name == "overview"
        )
        for name, module in sections.load().items()
    }
    st.session_state[PAGES_KEY] = pages
    page = st.navigation(list(pages.values()), expanded=True)
    with st.sidebar:
        st.segmented_control(
            "语言 · Language",
            list(LANGUAGES),
            default="中文",
            required=True,
            key=LANGUAGE_KEY,
            bind="query-params",
        )
        st.caption(text("app.about"))
    st.title(page.title)
    try:
        page.run()
    except WarehouseMissing as error:
        st.info(text("error.missing", path=error.path))
        st.code(f"yaodian run --warehouse {error.path}", language="bash", wrap_lines=True)
    except YaodianError as error:
        st.warning(text("error.unreadable"))
        st.code(str(error), language=None, wrap_lines=True)
    except (duckdb.CatalogException, duckdb.BinderException, ColumnNotFoundError, KeyError) as error:
        if is_current():
            raise
        st.warning(text("error.outdated", path=warehouse_path()))
        st.code(f"yaodian run --warehouse {warehouse_path()}", language="bash", wrap_lines=True)
        st.caption(str(error).splitlines()[0])
    follow_publishes()


main()
