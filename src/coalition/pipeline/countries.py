"""Mentions of countries and of groups of countries (factory ``coalition_countries``).

The component reads tokens only, so it may run before tagger and parser as well as
after them. It finds all forms of the gazetteer, longest first, lets the rules of
``data/pseudo_mentions.toml`` decide by the words beside each one, and lets the whole
text decide what is left open.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from coalition.lexicons.countries import Form, Gazetteer
from coalition.lexicons.mention_rules import (
    ContextRule,
    Effect,
    LineStyle,
    MentionRules,
    Slot,
    SlotClass,
    load_mention_rules,
)
from coalition.lexicons.own import gazetteer_with
from coalition.lexicons.spellings import OPENING, Spellings, collect_spellings, load_spellings
from coalition.pipeline.model import check_language
from coalition.pipeline.parsing import blocks_of

COUNTRIES_KEY = "coalition_countries"
GROUPS_KEY = "coalition_groups"
GROUP_LABEL = "group"
PLACE_ID = "place"

_BREAK = "\n"
_DASHES = frozenset({"-", "–", "—", "--"})
_JOINING_DASHES = frozenset({"-", "–"})
_HYPHEN, _DASH = "-", "–"  # how the rules write them
# The English tokenizer splits "US-led" but leaves "U.S.-led", "U.S./Iran" and "U.K.—backed" whole.
_COMPOUND = re.compile(r"\.[-/–—]")
_LONGEST_TITLE = 25  # tokens; a longer line of capitalised words is a list of names, not a headline
_TITLE_SHARE = 0.7
_LONG_WORD = 4  # letters; headlines leave shorter words in lower case


@dataclass(frozen=True, slots=True)
class Mention:
    """A form of the gazetteer in a text, and what was decided about it.

    ``code`` is None if the form names no country here. ``rule`` is the id of the rule
    that decided, "" if none did. ``is_place`` tells that a capital is named as the place
    of something and does not stand for its government.
    """

    start: int
    end: int
    form: Form
    code: str | None
    rule: str
    is_place: bool


@Language.factory("coalition_countries", assigns=["doc.spans"], default_config={"lexicon": None})
def create_countries(nlp: Language, name: str, lexicon: str | None = None) -> "CountryMentions":  # noqa: ARG001
    """Return the component with the gazetteer and rules of the data files, and the names of a user's ``lexicon``.

    Raises:
        ModelError: The pipeline is not for English.
        LexiconError: The lexicon is missing or wrong.
    """
    check_language(nlp)
    gazetteer, rules = gazetteer_with(lexicon), load_mention_rules()
    spellings = load_spellings() if lexicon is None else collect_spellings(gazetteer, rules)
    return CountryMentions(nlp.make_doc, gazetteer, rules, spellings)


class CountryMentions:
    """Write ``doc.spans[COUNTRIES_KEY]`` and ``doc.spans[GROUPS_KEY]``.

    A span of a country has a ``MentionKind`` as label and the alpha-3 code as
    ``kb_id_``; its ``id_`` is "place" where a capital is only the place of something
    ("met in Vienna"), else "". A span of a group has the label "group" and the id of
    the group as ``kb_id_``. Spans do not overlap and stand in the order of the text.
    In a compound the span is the country's own token ("Iran" in "anti-Iran"); where
    the tokenizer leaves the compound whole ("U.S.-led") it is the compound. Tokens
    outside the blocks of an article, such as page furniture, are no mentions.
    """

    def __init__(
        self, tokenize: Callable[[str], Doc], gazetteer: Gazetteer, rules: MentionRules, spellings: Spellings
    ) -> None:
        self._index = _Index(tokenize, gazetteer, rules, spellings)
        self._rules = rules
        self._rules_of: dict[Form, tuple[ContextRule, ...]] = {}
        self._found: dict[tuple[str, ...], list[_Hit]] = {}  # in the blocks that ``names_in`` has seen

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions of a Doc."""
        words = _read_words(doc)
        hits = list(self._hits(doc, words))
        mentions = self._decide(doc, words, hits)
        doc.spans[COUNTRIES_KEY] = [_to_span(doc, mention) for mention in mentions if mention.code is not None]
        doc.spans[GROUPS_KEY] = [
            Span(doc, hit.start, hit.end, label=GROUP_LABEL, kb_id=hit.group) for hit in hits if hit.group is not None
        ]
        return doc

    def names_in(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the countries and groups that the tokens of a block may name, by code and id, namesakes included."""
        hits = self._found[words] = self._index.find(words)
        named = (hit.form.codes if hit.form is not None else (hit.group,) for hit in hits)
        return frozenset(name for names in named for name in names if name is not None)

    def decide(self, doc: Doc) -> list[Mention]:
        """Return every form found, with the decision about it, in the order of the text."""
        words = _read_words(doc)
        return self._decide(doc, words, list(self._hits(doc, words)))

    def _hits(self, doc: Doc, words: list[str]) -> Iterator["_Hit"]:
        """Yield what stands in the blocks; ``names_in`` has mostly been asked about them before."""
        seen, self._found = self._found, {}
        for block in blocks_of(doc):
            own = tuple(words[block.start : block.end])
            for hit in seen[own] if own in seen else self._index.find(own):
                yield replace(hit, start=hit.start + block.start, end=hit.end + block.start)

    def _decide(self, doc: Doc, words: list[str], hits: list["_Hit"]) -> list[Mention]:
        context = _Context(doc, words, hits, self._rules.contests.keys())
        found = [
            _Found(hit.start, hit.end, hit.form, self._apply_rules(context, hit, hit.form))
            for hit in hits
            if hit.form is not None and (not hit.form.is_prefix or context.joins_country(hit))
        ]
        return list(_Document(context, self._rules, found).resolve())

    def _apply_rules(self, context: "_Context", hit: "_Hit", form: Form) -> ContextRule | None:
        if form.is_prefix:
            return None
        rules = self._rules_of.get(form)
        if rules is None:
            rules = self._rules_of[form] = tuple(rule for rule in self._rules.rules if rule.covers(form))
        return next((rule for rule in rules if context.fits(rule, hit)), None)


def _to_span(doc: Doc, mention: Mention) -> Span:
    span_id = PLACE_ID if mention.is_place else ""
    label = mention.form.kind.value
    return Span(doc, mention.start, mention.end, label=label, kb_id=mention.code or "", span_id=span_id)


@dataclass(frozen=True, slots=True)
class _Hit:
    """An entry found in a text."""

    start: int
    end: int
    form: Form | None
    group: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A form found in a text, and the rule that fits it."""

    start: int
    end: int
    form: Form
    rule: ContextRule | None


class _Index:
    """Finds spellings in the words of a text, as a ``PhraseMatcher`` would.

    That would need a Doc for each of the 7,600 spellings, 0.22 s at each start. Here plain
    ones are looked up as text, and one with marks is cut into tokens when a word comes up
    that begins like it.
    """

    def __init__(
        self, tokenize: Callable[[str], Doc], gazetteer: Gazetteer, rules: MentionRules, spellings: Spellings
    ) -> None:
        self._tokenize = tokenize
        self._phrases, self._aliases, self._forms = rules.phrases, gazetteer.aliases, gazetteer.forms
        self._lengths = spellings.lengths
        self._uncut = dict(spellings.marked)
        self._marks = frozenset(opening[1] for opening in spellings.marked if not opening[1].isalnum())
        self._cut: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)

    def find(self, words: Sequence[str]) -> list[_Hit]:
        """Return the spellings in the words, longest first where they overlap, in text order."""
        return _without_overlaps(list(self._candidates(words)))

    def _candidates(self, words: Sequence[str]) -> Iterator[_Hit]:
        for start, word in enumerate(words):
            if len(word) == 1 or word[:OPENING] in self._uncut:
                self._cut_those_like(word)
            lengths, marked = self._lengths.get(word), self._cut.get(word)
            if lengths is not None or marked is not None:
                found = max(self._plain(words, start, lengths or ()), self._marked(words, start, marked or ()))
                if found[0]:
                    yield self._hit(start, *found)
            elif "." in word:
                yield from self._compounds(start, word)

    def _plain(self, words: Sequence[str], start: int, lengths: Iterable[int]) -> tuple[int, str]:
        """Return the number of words and the text of the longest plain spelling, 0 if there is none."""
        for length in lengths:
            text = " ".join(words[start : start + length])
            if (text in self._phrases or text in self._aliases or text in self._forms) and start + length <= len(words):
                return length, text
        return 0, ""

    def _marked(self, words: Sequence[str], start: int, cut: Iterable[tuple[tuple[str, ...], str]]) -> tuple[int, str]:
        for tokens, text in cut:
            if tuple(words[start : start + len(tokens)]) == tokens:
                return len(tokens), text
        return 0, ""

    def _hit(self, start: int, length: int, text: str) -> _Hit:
        """Return what a spelling is: a phrase that names no country before a group, and that before a country."""
        if text in self._phrases:
            return _Hit(start, start + length, None, None)
        if text in self._aliases:
            return _Hit(start, start + length, None, self._aliases[text])
        return _Hit(start, start + length, self._forms[text], None)

    def _cut_those_like(self, word: str) -> None:
        """Cut the spellings into tokens that may begin with a word, once."""
        openings = [word[:OPENING]] if len(word) > 1 else [word + mark for mark in self._marks]
        for opening in openings:
            for text in self._uncut.pop(opening, ()):
                tokens = tuple(token.text for token in self._tokenize(text))
                self._cut[tokens[0]].append((tokens, text))
                self._cut[tokens[0]].sort(key=lambda pair: -len(pair[0]))

    def _compounds(self, start: int, word: str) -> Iterator[_Hit]:
        match = _COMPOUND.search(word)
        form = self._forms.get(word[: match.end() - 1]) if match else None
        if form:
            yield _Hit(start, start + 1, form, None)


def _without_overlaps(candidates: list[_Hit]) -> list[_Hit]:
    taken: set[int] = set()
    kept = []
    for hit in sorted(candidates, key=lambda hit: (hit.start - hit.end, hit.start)):
        if taken.isdisjoint(range(hit.start, hit.end)):
            taken.update(range(hit.start, hit.end))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _read_words(doc: Doc) -> list[str]:
    """Return the texts of the tokens; those outside the blocks of an article read as line breaks."""
    words = [_BREAK] * len(doc)
    for block in blocks_of(doc):
        words[block.start : block.end] = [token.text for token in block]
    return words


class _Context:
    """What stands beside a hit: the tokens, their lines, and the other hits."""

    def __init__(self, doc: Doc, words: list[str], hits: list[_Hit], doubtful: Set[str]) -> None:
        self._doc = doc
        self.words = words
        countries = [hit for hit in hits if hit.form is not None and not _is_doubtful(hit.form, doubtful)]
        self._end_at = {hit.start: hit.end for hit in countries}
        self._start_at = {hit.end - 1: hit.start for hit in countries}

    def fits(self, rule: ContextRule, hit: _Hit) -> bool:
        """Say whether the words beside the hit, and the style of its line, are what the rule asks for."""
        return (
            self._fits(rule.right, hit.end, 1)
            and self._fits(rule.left, hit.start - 1, -1)
            and (not rule.lines or self.line_style(hit) in rule.lines)
        )

    def joins_country(self, hit: _Hit) -> bool:
        """Say whether a hyphen and another country follow, as in "Sino-American"."""
        return self._word(hit.end) == _HYPHEN and hit.end + 1 in self._end_at

    def line_style(self, hit: _Hit) -> LineStyle:
        """Return how the line of the hit is capitalised; numbers and marks do not count."""
        start, end = hit.start, hit.end
        while not self._is_edge(start - 1):
            start -= 1
        while not self._is_edge(end):
            end += 1
        words = [word for word in self.words[start:end] if word[:1].isalpha()]
        if all(word == word.upper() for word in words):
            return LineStyle.UPPER
        long = [word for word in words if len(word) >= _LONG_WORD]
        capitalised = sum(word[0].isupper() for word in long)
        is_short = end - start <= _LONGEST_TITLE and self.words[end - 1] != "."
        is_title = is_short and capitalised >= _TITLE_SHARE * len(long)
        return LineStyle.TITLE if is_title else LineStyle.SENTENCE

    def _fits(self, slots: tuple[Slot, ...], at: int, step: int) -> bool:
        if not slots:
            return True
        slot, rest = slots[0], slots[1:]
        if slot.negated:
            return not self._lengths(slot, at, step) and self._fits(rest, at, step)
        return self._fits_repeated(slot, rest, at, step, 0)

    def _fits_repeated(self, slot: Slot, rest: tuple[Slot, ...], at: int, step: int, count: int) -> bool:
        if count >= slot.least and self._fits(rest, at, step):
            return True
        if count == slot.most:
            return False
        lengths = self._lengths(slot, at, step)
        return any(self._fits_repeated(slot, rest, at + step * length, step, count + 1) for length in lengths)

    def _lengths(self, slot: Slot, at: int, step: int) -> list[int]:
        """Return how many tokens the alternatives that stand at this place take; an edge takes none."""
        if self._is_edge(at):
            return [0] if SlotClass.EDGE in slot.classes else []
        word = self._word(at)
        lengths = [1] if _names(slot, word) or _is_of(slot.classes, word) else []
        lengths += [len(phrase) for phrase in slot.phrases if self._has_phrase(phrase, at, step)]
        if SlotClass.COUNTRY in slot.classes:
            other = self._end_at.get(at) if step > 0 else self._start_at.get(at)
            lengths += [] if other is None else [abs(other - at) + (step < 0)]
        return lengths

    def _has_phrase(self, phrase: tuple[str, ...], at: int, step: int) -> bool:
        start = at if step > 0 else at - len(phrase) + 1
        if start < 0:
            return False
        words = self.words[start : start + len(phrase)]
        return len(words) == len(phrase) and all(_is_word(*pair) for pair in zip(words, phrase, strict=True))

    def _is_edge(self, at: int) -> bool:
        return not 0 <= at < len(self.words) or _BREAK in self.words[at]

    def _word(self, at: int) -> str:
        """Return the token as the rules write it, which tell a hyphen from a dash; "" outside the text."""
        word = self.words[at] if 0 <= at < len(self.words) else ""
        if word not in _DASHES:
            return word
        is_joining = word in _JOINING_DASHES and at > 0 and not self._doc[at - 1].whitespace_
        return _HYPHEN if is_joining and not self._doc[at].whitespace_ else _DASH


def _names(slot: Slot, word: str) -> bool:
    return word in slot.exact or word.lower() in slot.lower


def _is_word(word: str, wanted: str) -> bool:
    return wanted in (word, word.lower()) or wanted.upper() == word


def _is_of(classes: Set[SlotClass], word: str) -> bool:
    if not classes:
        return False
    is_initial = len(word) == 2 and word[0].isupper() and word[1] == "."
    return (
        (SlotClass.CAPITALISED in classes and word[0].isupper() and len(word) > 1 and not is_initial)
        or (SlotClass.INITIAL in classes and is_initial)
        or (SlotClass.NUMBER in classes and word[0].isdigit())
    )


def _is_doubtful(form: Form, doubtful: Set[str]) -> bool:
    return form.needs_support or form.base in doubtful


class _Document:
    """The decisions that need the whole text."""

    def __init__(self, context: _Context, rules: MentionRules, found: list[_Found]) -> None:
        self._words = frozenset(context.words)
        self._rules = rules
        self._found = found
        self._namesakes = {item.form.base for item in found if item.rule and item.rule.spreads}
        self._support: dict[str, set[str]] = defaultdict(set)
        for item in found:
            if item.rule is not None and item.rule.effect is Effect.KEEP:
                self._support[item.form.codes[0]].add("")
            elif item.rule is None and not self._is_open(item.form):
                self._support[item.form.codes[0]].add(item.form.base)

    def resolve(self) -> Iterator[Mention]:
        """Yield the decided mentions, in the order found."""
        for item in self._found:
            rule, form = item.rule, item.form
            is_place = rule is not None and rule.effect is Effect.PLACE
            is_kept = rule.effect is Effect.KEEP if rule and not is_place else self._counts(form)
            code = self._choose(form) if is_kept else None
            yield Mention(item.start, item.end, form, code, rule.id if rule else "", is_place)

    def _is_open(self, form: Form) -> bool:
        return len(form.codes) > 1 or _is_doubtful(form, self._rules.contests.keys()) or form.base in self._namesakes

    def _counts(self, form: Form) -> bool:
        if any(self._support[code] - {form.base} for code in form.codes):
            return True
        if form.needs_support or form.base in self._namesakes:
            return False
        return self._rules.contests.get(form.base, frozenset()).isdisjoint(self._words)

    def _choose(self, form: Form) -> str:
        """Return the country, for a form of several the one that the text names in another way."""
        codes = self._rules.choices.get(form.base, form.codes)
        return next((code for code in codes if self._support[code]), codes[0])
