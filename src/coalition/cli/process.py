"""The process that runs the command, which ends without freeing what it holds.

Python frees a loaded model object by object, and its search for garbage goes again and
again through data that stays: 0.2 s of each run (benchmarks/cold.py).
"""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from coalition.cli.commands import FAILED, STDOUT_NAME, main
from coalition.cli.messages import complain, describe


def run() -> NoReturn:
    """Run ``coalition`` with the arguments of the process, and end the process with its exit code."""
    gc.set_threshold(0)  # until an analyser is loaded (cli/engine.py); srsly would undo gc.disable()
    code = main()
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        complain(describe(error, where=STDOUT_NAME))
        code = code or FAILED
    with suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.flush()
    os._exit(code)
