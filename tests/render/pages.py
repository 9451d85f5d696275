"""A page taken apart: what its tags, ids and links are."""

from dataclasses import dataclass
from html.parser import HTMLParser

VOID = frozenset({"br", "img", "input", "link", "meta"})


@dataclass
class Tag:
    """A start tag with its attributes."""

    name: str
    attributes: dict[str, str | None]


class Page(HTMLParser):
    """The tags of a page in their order; an end tag that does not close the last open one fails the test."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.open: list[str] = []
        self.raw: dict[str, str] = {"style": "", "script": ""}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag."""
        self.tags.append(Tag(tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag of SVG that closes itself."""
        self.tags.append(Tag(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the last tag, which must be this one."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> at {self.getpos()} does not close the last tag"

    def handle_data(self, data: str) -> None:
        """Keep what stands in the style sheet and in the script."""
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]] += data

    def values(self, attribute: str) -> list[str]:
        """Return the values of an attribute in the order of the page."""
        return [value for tag in self.tags if (value := tag.attributes.get(attribute)) is not None]

    def count(self, name: str) -> int:
        """Return how often a tag occurs."""
        return sum(tag.name == name for tag in self.tags)
