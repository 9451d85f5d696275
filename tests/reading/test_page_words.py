"""The word lists of the reading room are sorted, unique and in the case that the code looks them up in."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from coalition.lexicons.page import DateForms, FunctionWords, HeadingWords, PageHeader
from coalition.lexicons.store import load

LOWER = ("date_forms.toml", "function_words.toml", "headings.toml")
FILES: dict[str, type[BaseModel]] = {
    "date_forms.toml": DateForms,
    "function_words.toml": FunctionWords,
    "headings.toml": HeadingWords,
    "page_header.toml": PageHeader,
}


@pytest.mark.parametrize("name", FILES)
def test_lists(name: str) -> None:
    """A word twice, or out of order, is a slip of the hand."""
    content = load(Path(name), FILES[name]).model_dump(exclude={"provenance"})
    lists = {**content, **content.pop("others", {}), **content.pop("fields", {})}
    for key, words in lists.items():
        if isinstance(words, tuple):
            assert list(words) == sorted(set(words)), key
        if name in LOWER:
            assert all(word == word.lower() for word in words), key
