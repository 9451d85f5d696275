"""All spellings that a text is searched for, countries, groups and namesakes, by how they begin."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coalition.lexicons.compiled import compiled
from coalition.lexicons.countries import Gazetteer, load_gazetteer
from coalition.lexicons.mention_rules import MentionRules, load_mention_rules

OPENING = 2  # characters by which spellings with marks are told


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings of a ``Gazetteer`` and of ``MentionRules.phrases``.

    ``lengths`` has those of letters and spaces only: their first word to the numbers of
    words, the longest first. ``marked`` has the others ("Guinea-Bissau", "U.S."), which
    only a tokenizer can cut into words, by their first two characters.
    """

    lengths: Mapping[str, tuple[int, ...]]
    marked: Mapping[str, tuple[str, ...]]


@compiled("countries.json", "groups.toml", "pseudo_mentions.toml")
def load_spellings() -> Spellings:
    """Return the spellings of the data files.

    Raises:
        LexiconError: A file is missing or wrong.
    """
    return collect_spellings(load_gazetteer(), load_mention_rules())


def collect_spellings(gazetteer: Gazetteer, rules: MentionRules) -> Spellings:
    """Return the spellings of a gazetteer and of the phrases that name no country."""
    lengths: dict[str, set[int]] = defaultdict(set)
    marked: dict[str, list[str]] = defaultdict(list)
    for text in _all(gazetteer, rules):
        words = text.split(" ")
        if all(word.isalpha() for word in words):
            lengths[words[0]].add(len(words))
        else:
            marked[text[:OPENING]].append(text)
    return Spellings(
        lengths={word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()},
        marked={opening: tuple(texts) for opening, texts in marked.items()},
    )


def _all(gazetteer: Gazetteer, rules: MentionRules) -> Iterable[str]:
    return dict.fromkeys((*rules.phrases, *gazetteer.aliases, *gazetteer.forms))
