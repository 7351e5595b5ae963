"""Start Streamlit with everything that the pages import already loaded: the first visitor does not wait for it.

Arguments are those of `streamlit`.
"""

import duckdb
from streamlit.web.cli import main

from dashboards import sections

if __name__ == "__main__":
    sections.load()
    # DuckDB imports what it needs for parameters and frames when it first meets one.
    duckdb.sql("SELECT ?", params=["first"]).pl()
    main(prog_name="streamlit")
