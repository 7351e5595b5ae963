"""What a start costs: contracts come without pandas, which stays there for those who want it."""

import subprocess
import sys

import pytest

_PROGRAM = """
import sys
import flows.pipeline, flows.stages
taken = {name.partition(".")[0] for name in sys.modules}
import pandas
print(sorted(taken & {"pandas", "prefect", "distributed", "streamlit"}), pandas.DataFrame is not None)
"""


def test_a_run_imports_no_pandas_and_leaves_it_to_others():
    pytest.importorskip("pandas")
    answer = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert answer.stdout == "[] True\n"
