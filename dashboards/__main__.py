"""Start Streamlit with everything that the pages import already loaded: the first visitor does not wait for it.

Arguments are those of `streamlit`.
"""

from streamlit.web.cli import main

from dashboards import sections

if __name__ == "__main__":
    sections.load()
    main(prog_name="streamlit")
