"""What the benchmarks of speed share: the machine in words, articles to read, a table, a JSON file."""

import json
import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"


def machine() -> dict[str, Any]:
    """Return what a figure depends on beside the code: processor, cores, Python."""
    models = [line for line in _cpu_lines() if line.startswith("model name")]
    return {
        "processor": models[0].partition(":")[2].strip() if models else platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def read_texts(source: Path | None, limit: int) -> list[str]:
    """Return the texts of a folder of .txt files or of a JSONL file with ``title`` and ``text``.

    Without a source the project's own examples are taken over and over, each with its
    number in front, so that no two texts are the same.
    """
    if source is None:
        return list(islice(synthetic(), limit))
    if source.is_dir():
        return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(source.glob("*.txt"))[:limit]]
    with source.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, limit)]
    return [f"{record.get('title', '')}\n\n{record['text']}".lstrip() for record in records]


def synthetic() -> Iterator[str]:
    """Yield texts made of the project's examples, without end."""
    examples = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    for number, text in enumerate(cycle(examples), start=1):
        title, _, rest = text.partition("\n")
        yield f"{title} ({number})\n{rest}"


def words_in(texts: Sequence[str]) -> int:
    """Return the number of words, as white space parts them."""
    return sum(len(text.split()) for text in texts)


def publish(title: str, rows: Sequence[Mapping[str, Any]], out: Path | None, **facts: Any) -> None:
    """Print a table and, if asked for, write it as JSON with the machine and the facts it was made of."""
    console = Console()
    table = Table(title=title, title_justify="left")
    for name in rows[0]:
        table.add_column(name, justify="left" if isinstance(rows[0][name], str) else "right")
    for row in rows:
        table.add_row(*(f"{value:.3f}" if isinstance(value, float) else str(value) for value in row.values()))
    console.print(table)
    here = machine()
    console.print(", ".join(f"{key} {value}" for key, value in {**facts, **here}.items()), style="dim", soft_wrap=True)
    if out is not None:
        out.write_text(json.dumps({"title": title, "machine": here, **facts, "rows": rows}, indent=2) + "\n", "utf-8")
        sys.stderr.write(f"written to {out}\n")
