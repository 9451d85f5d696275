"""List the licences of all that ``pip install`` brings, in ``docs/licences.md``: ``python -m benchmarks.licences``.

Run it in an environment with ``pip install -e '.[test]'``; other Pythons and systems may bring a few other packages.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

PAGE = Path(__file__).resolve().parents[1] / "docs/licences.md"
PARTS = {
    "At run time": "",
    "For other inputs than text (`coalition[all]`)": "all",
    "To check (`coalition[test]`)": "test",
}
# What the files say, where the metadata say nothing.
UNDECLARED = {"axe-playwright-python": "MIT; axe-core in it: MPL-2.0"}


def installed_below(name: str, extra: str) -> set[NormalizedName]:
    """Return the names of what a package needs, directly or not; what is not installed here is left out."""
    found: set[NormalizedName] = set()
    waiting = [(name, extra)]
    seen = set(waiting)
    while waiting:
        for requirement in _requirements(*waiting.pop()):
            found.add(canonicalize_name(requirement.name))
            news = {(requirement.name, one) for one in ("", *requirement.extras)} - seen
            seen |= news
            waiting.extend(news)
    return found


def _requirements(name: str, extra: str) -> Iterator[Requirement]:
    try:
        lines = requires(name) or []
    except PackageNotFoundError:  # for another Python or system
        return
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def tables() -> Iterator[str]:
    """Yield the lines of the page: each package once, in the first part that needs it."""
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json", "--with-system"]
    rows = {canonicalize_name(row["Name"]): row for row in json.loads(subprocess.check_output(command, text=True))}
    listed = {canonicalize_name("coalition")}
    for title, extra in PARTS.items():
        names = sorted(installed_below("coalition", extra) - listed & rows.keys())
        listed.update(names)
        yield f"\n## {title}\n\n| Package | Licence |\n| --- | --- |"
        for name in names:
            licence = rows[name]["License"].replace("UNKNOWN", UNDECLARED.get(name, "UNKNOWN"))
            yield f"| {name} | {licence} |"


if __name__ == "__main__":
    head = PAGE.read_text(encoding="utf-8").split("\n## ")[0].rstrip()
    PAGE.write_text("\n".join([head, *tables()]) + "\n", encoding="utf-8")
