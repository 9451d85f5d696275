"""Time and memory against the length of an article and against the number of articles.

    python -m benchmarks.scaling [--words 200 2000 20000 100000] [--articles 1 20 200 2000] [--json FILE]

Long articles are the paragraphs of the project's examples, one after another; many are the
examples over and over. Each point is a process of its own, so that its peak of memory is its own.
The last column is the time a word takes against the first point's: 1.0 is linear.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from benchmarks.timing import publish, synthetic

WORDS = (200, 1_000, 5_000, 20_000, 100_000)
ARTICLES = (1, 20, 200, 2_000)


def long_text(words: int) -> str:
    """Return a text of so many words: a title, then paragraphs of the examples."""
    paragraphs = (paragraph for text in synthetic() for paragraph in text.split("\n\n")[1:])
    found = ["A force of many countries"]
    length = len(found[0].split())
    for paragraph in paragraphs:
        room = words - length
        if room <= 0:
            break
        found.append(paragraph if len(paragraph.split()) <= room else " ".join(paragraph.split()[:room]))
        length += len(found[-1].split())
    return "\n\n".join(found)


def run(texts: Iterable[str]) -> dict[str, float]:
    """Return the seconds from the texts to their JSON, loading left out, and the process's peak of memory in MB."""
    from coalition.cli.engine import load_analyser
    from coalition.reading.reader import article_from_text

    analyser = load_analyser()
    start = time.perf_counter()
    for text in texts:
        analyser.analyse(article_from_text(text)).to_json()
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def run_in_process(what: str, size: int) -> dict[str, float]:
    """Return what ``run`` measures of one point, in a new process."""
    command = [sys.executable, "-m", "benchmarks.scaling", f"--{what}", str(size), "--only"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure time and memory against size.")
    parser.add_argument("--words", type=int, nargs="*", default=[])
    parser.add_argument("--articles", type=int, nargs="*", default=[])
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        texts = islice(synthetic(), options.articles[0]) if options.articles else [long_text(options.words[0])]
        print(json.dumps(run(texts)))
        return 0
    is_default = not options.words and not options.articles
    rows: list[dict[str, object]] = []
    for what, sizes in (
        ("words", WORDS if is_default else options.words),
        ("articles", ARTICLES if is_default else options.articles),
    ):
        first: float | None = None
        for size in sizes:
            found = run_in_process(what, size)
            each = found["seconds"] / size
            first = first or each
            rows.append(
                {
                    "size": f"{size} {what}",
                    "seconds": found["seconds"],
                    "ms each": 1000 * each,
                    "peak MB": round(found["megabytes"]),
                    "against the first": each / first,
                }
            )
    publish("Scaling", rows, options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
