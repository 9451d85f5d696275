"""How much of a page's structure survives: headings, list items, table rows and details of the pages in tests.

    python -m benchmarks.web_pages            one line a page, and what is lost
    python -m benchmarks.web_pages FOLDER     other pages with an ``expected.toml``

For comparison the last columns show what trafilatura's own output has of them.
"""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from coalition.reading import Article, BlockKind, SectionKind, read_article

PAGES = Path(__file__).resolve().parents[1] / "tests/reading/web"
PARTS = ("headings", "items", "rows", "details")
DETAILS = ("title", "date", "byline", "source")


@dataclass(frozen=True, slots=True)
class Survival:
    """What is expected of one part of a page, what of it was found, what trafilatura alone has, and what is too much.

    ``surplus`` holds, for headings, those that were found and not expected; ``clutter``
    stands there for the details: words of the page around the article.
    """

    page: str
    part: str
    expected: tuple[str, ...]
    found: tuple[str, ...]
    alone: tuple[str, ...]
    surplus: tuple[str, ...]


def measure(folder: Path = PAGES) -> list[Survival]:
    """Return the survival of each part of each page that has one."""
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    return [one for page, wanted in expected.items() for one in _measure_page(folder / f"{page}.html", wanted)]


def share(rows: Sequence[Survival], part: str, *, alone: bool = False) -> float:
    """Return the share of what is expected that was found, 0 to 1; ``alone`` for trafilatura's own output."""
    rows = [row for row in rows if row.part == part]
    expected = sum(len(row.expected) for row in rows)
    return sum(len(row.alone if alone else row.found) for row in rows) / expected


def _measure_page(path: Path, wanted: dict[str, Any]) -> Iterator[Survival]:
    article = read_article(path)
    ours, alone = _parts_of(article), _parts_alone(path)
    for part in PARTS[:-1]:
        if expected := tuple(wanted.get(part, ())):
            surplus = tuple(text for text in ours[part] if text not in expected)
            yield Survival(
                path.stem, part, expected, _common(expected, ours[part]), _common(expected, alone[part]), surplus
            )
    details = tuple(f"{name} {wanted[name]}" for name in DETAILS if name in wanted)
    text = _analysed(article)
    clutter = tuple(words for words in wanted.get("clutter", ()) if words in text)
    yield Survival(
        path.stem, "details", details, _common(details, ours["details"]), _common(details, alone["details"]), clutter
    )


def _common(expected: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in expected if text in found)


def _parts_of(article: Article) -> dict[str, list[str]]:
    text = article.text
    blocks = [block for block in article.blocks if block.kind is BlockKind.LIST_ITEM]
    rows = [block.cells for block in article.blocks if block.kind is BlockKind.TABLE_ROW]
    return {
        "headings": [section.heading for section in article.sections if section.heading is not None],
        "items": [text[block.start_char : block.end_char] for block in blocks],
        "rows": [" | ".join(text[start:end] for start, end in cells) for cells in rows],
        "details": [
            f"title {article.title}",
            f"date {article.published}",
            f"byline {article.byline}",
            f"source {article.source}",
        ],
    }


def _analysed(article: Article) -> str:
    kinds = [section.kind for section in article.sections]
    blocks = [block for block in article.blocks if kinds[block.section] is not SectionKind.FURNITURE]
    return "\n".join(article.text[block.start_char : block.end_char] for block in blocks)


def _parts_alone(path: Path) -> dict[str, list[str]]:
    # The pages are dated later than some runs, and dates later than the day of the run are dropped by default.
    dates = {"original_date": True, "extensive_search": True, "max_date": "2200-01-01"}
    page: Any = bare_extraction(
        path.read_bytes(), with_metadata=True, include_comments=False, date_extraction_params=dates
    )
    texts: dict[str, list[str]] = {"head": [], "item": [], "row": []}
    for part in page.body.iter("head", "item", "row"):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in part.iter("cell")]
        texts[part.tag].append(" | ".join(filter(None, cells)) if cells else " ".join("".join(part.itertext()).split()))
    details = [f"title {page.title}", f"date {page.date}", f"byline {page.author}", f"source {page.sitename}"]
    return {"headings": texts["head"], "items": texts["item"], "rows": texts["row"], "details": details}


def main() -> None:
    """Print the figures."""
    rows = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
    for row in rows:
        print(f"{row.page:20} {row.part:9} {len(row.found):2} of {len(row.expected):2}   alone {len(row.alone):2}")
        for text in row.expected:
            if text not in row.found:
                print(f"    lost: {text}")
        for text in row.surplus:
            print(f"    too much: {text}")
    for part in PARTS:
        print(f"{part:9} {share(rows, part):.2f}   alone {share(rows, part, alone=True):.2f}")


if __name__ == "__main__":
    main()
