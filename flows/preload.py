"""What worker processes share: imported once by the server that they are forked from, code and vocabulary together.

Nothing here may start a thread: what is forked has none but its own.
"""

import gc
import os
from contextlib import suppress

# Workers share the cores already; polars reads this when it is imported.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

from flows.stages import read_vocabulary

# A fault in a vocabulary file is told by the first worker that needs it.
with suppress(Exception):
    read_vocabulary()
# Shared memory stays shared only while nobody writes to it; the collector would write to every object.
gc.freeze()
