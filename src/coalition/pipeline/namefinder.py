"""Find the names of persons in a Doc: from the entity recogniser, behind titles, and by known surnames."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.holders import MatchedBy, OfficeHolders
from coalition.lexicons.names import NameLexicon, fold
from coalition.lexicons.people import OfficeKind
from coalition.pipeline.names import (
    MAX_WORDS,
    Name,
    credit_ranges,
    honorific_before,
    is_modifier,
    is_thing,
    name_runs,
    parts_of,
    trim,
    widen,
)
from coalition.pipeline.parsing import blocks_of
from coalition.pipeline.titles import TitleHit
from coalition.reading.article import BlockKind

_HEADINGS = (BlockKind.TITLE.value, BlockKind.HEADING.value)
_PROMINENT = frozenset({OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT, OfficeKind.FOREIGN_MINISTER})
_DOUBTFUL = frozenset({"ORG", "GPE", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "NORP"})
_NOT_PERSON = frozenset({"DATE", "TIME", "NORP", "LANGUAGE", "MONEY", "CARDINAL", "ORDINAL", "EVENT", "LAW"})


def _is_capitalised(ent: Span) -> bool:
    """Tell whether an entity begins and ends like a name, not like an acronym."""
    return all(token.text[:1].isupper() and not token.is_upper for token in (ent[0], ent[-1]))


class NameFinder:
    """Gathers the names of one Doc."""

    def __init__(
        self,
        doc: Doc,
        hits: Sequence[TitleHit],
        countries: Sequence[Span],
        lexicon: NameLexicon,
        holders: OfficeHolders | None,
    ) -> None:
        self._doc = doc
        self._hits = hits
        self._lexicon = lexicon
        self._holders = holders
        self._taken = credit_ranges(doc, lexicon)
        for span in countries:
            if span.label_ != "capital":  # "Jordan" and "Georgia" are settled by the countries, "Paris" is not
                self._taken.add(span.start, span.end)
        for hit in hits:
            if doc[hit.start].text[:1].isupper():
                self._taken.add(hit.start, hit.end)
        self._title_ends = {hit.end for hit in hits}
        self._title_starts = {hit.start for hit in hits}
        self._headings = bytearray(len(doc))
        for block in blocks_of(doc):
            if block.label_ in _HEADINGS:
                self._headings[block.start : block.end] = b"\x01" * (block.end - block.start)

    def find(self) -> list[Name]:
        """Return the names in text order, without overlaps."""
        found: list[Name] = []
        for start, end in (*self._entities(), *self._after_titles(), *self._mislabelled()):
            self._add(found, start, end)
        for start, end in self._known(found):
            self._add(found, start, end)
        return sorted(self._without_headlines(found), key=lambda name: name.start)

    def _add(self, found: list[Name], start: int, end: int) -> None:
        start = self._without_unknown(start, end)
        if start >= end or any(index in self._taken for index in range(start, end)):
            return
        if is_thing(self._doc, start, end, self._lexicon):
            return
        words = parts_of(self._doc[start:end], self._lexicon)
        if (
            end - start == 1
            and self._doc[start].tag_ == "NNPS"
            and not honorific_before(self._doc, start, self._lexicon)
        ):
            return  # "the Houthis"
        if not words or len(words) > MAX_WORDS or len(words[-1]) < 2 or self._is_article_before(start, words):
            return
        self._taken.add(start, end)
        found.append(
            Name(
                start, end, words, honorific_before(self._doc, start, self._lexicon),
                bool(self._headings[start]), is_modifier(self._doc, end, self._lexicon),
            )
        )  # fmt: skip

    def _without_unknown(self, start: int, end: int) -> int:
        """Drop what stands before the name of an office holder: a misspelt title, "Candidate"."""
        for index in range(start + 1, end - 1):
            if self._doc[index].text[:1].isupper() and self._is_holder(self._doc[index:end].text):
                return start if self._is_holder(self._doc[start:end].text) else index
        return start

    def _is_article_before(self, start: int, words: Sequence[str]) -> bool:
        # "the Ahrar al-Sham" is a group; "the Trump administration" stays as a modifier.
        return (
            len(words) > 1
            and start > 0
            and self._doc[start - 1].lower_ == "the"
            and not self._is_holder(" ".join(words))
        )

    def _entities(self) -> Iterator[tuple[int, int]]:
        for ent in self._doc.ents:
            if ent.label_ != "PERSON":
                continue
            for start, end in list(name_runs(ent, self._lexicon, self._taken)):
                start, end = trim(self._doc, start, end, self._lexicon)
                if start < end:
                    yield trim(self._doc, *widen(self._doc, start, end, self._lexicon, self._taken), self._lexicon)

    def _after_titles(self) -> Iterator[tuple[int, int]]:
        """Yield the capitalised words behind a title or an honorific, whatever the recogniser made of them."""
        starts = [hit.end for hit in self._hits if self._announces(hit)]
        starts += [t.i + 1 for t in self._doc if self._is_honorific(t)]
        full = {hit.end + 1 for hit in self._hits if self._introduces(hit)}
        starts += full
        for start in sorted(starts):
            while start < len(self._doc) and self._is_honorific(self._doc[start]):
                start += 1
            end = start
            while end < len(self._doc) and self._is_plain_name(self._doc[end]):
                end += 1
            if end in self._title_starts:  # "spokesman Navy Captain Jeff Davis"
                continue
            if start in full and (end - start < 2 or end >= len(self._doc) or self._doc[end].text != ","):
                continue
            if start < end and fold(self._doc[start].text) not in self._lexicon.not_persons.after:
                yield trim(self._doc, start, end, self._lexicon)

    def _announces(self, hit: TitleHit) -> bool:
        """Tell whether a name may follow a title: not in a headline, not where "official" is an adjective."""
        last = self._doc[hit.end - 1]
        return not self._headings[hit.start] and (last.pos_ in ("NOUN", "PROPN") or last.text == ".")

    def _introduces(self, hit: TitleHit) -> bool:
        """Tell whether a name in full may follow across a comma: "its prime minister, Aviaja Lynge,"."""
        if hit.end + 1 >= len(self._doc) or self._doc[hit.end].text != "," or self._headings[hit.start]:
            return False
        return any(t.dep_ in ("det", "poss") for t in self._doc[hit.end - 1].children)

    def _mislabelled(self) -> Iterator[tuple[int, int]]:
        """Yield entities of other kinds that are persons by the office table or by their first name."""
        for ent in self._doc.ents:
            if ent.label_ not in _DOUBTFUL or not 1 < len(ent) <= MAX_WORDS or not _is_capitalised(ent):
                continue
            known = self._is_holder(ent.text) or self._is_apposed(ent)
            if known or (self._lexicon.gender_of(fold(ent[0].text)) is not None and all(t.tag_ == "NNP" for t in ent)):
                yield trim(self._doc, ent.start, ent.end, self._lexicon)

    def _is_apposed(self, ent: Span) -> bool:
        """Tell whether a title stands beside an entity, across a comma: "its digital minister, [Kadri-Liis Paju],"."""
        start, end = ent.start, ent.end
        if ent.root.dep_ == "appos" and any(
            at in self._title_starts for at in range(ent.root.head.left_edge.i, ent.root.head.i + 1)
        ):
            return True
        if end >= len(self._doc) or self._doc[end].text != ",":
            return False
        if start > 1 and self._doc[start - 1].text == ",":
            return start - 1 in self._title_ends
        return any(at in self._title_starts for at in range(end + 1, min(end + 5, len(self._doc))))

    def _is_honorific(self, token: Token) -> bool:
        return token.text[:1].isupper() and self._lexicon.is_honorific(fold(token.text))

    def _is_plain_name(self, token: Token) -> bool:
        if (
            token.i in self._taken
            or token.ent_type_ in _NOT_PERSON
            or (token.is_sent_start and token.nbor(-1).text == ".")
        ):
            return False
        word = fold(token.text)
        if (
            word in self._lexicon.not_persons.words
            or (token.is_upper and len(word) > 2)
            or not word.replace("-", "").isalpha()
        ):
            return token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_
        return (token.tag_ in ("NNP", "NNPS") and token.text[0].isupper()) or (
            token.text.islower() and word in self._lexicon.particles
        )

    def _known(self, found: Sequence[Name]) -> Iterator[tuple[int, int]]:
        """Yield further places of surnames that the article uses, and of office holders who act."""
        surnames = {name.words[-1] for name in found} | {name.words[0] for name in found}
        for token in self._doc:
            if not token.text[:1].isupper() or token.i in self._taken or token.tag_ not in ("NNP", "NNPS"):
                continue
            if token.ent_type_ in _NOT_PERSON and self._whole(token)[0] == token.i:  # "Theresa May" may be a month
                continue
            word = fold(token.text)
            if word in surnames or (token.dep_ in ("nsubj", "nsubjpass", "poss") and self._is_prominent(token.text)):
                yield self._whole(token)

    def _is_holder(self, name: str) -> bool:
        return self._holders is not None and any(
            m.matched_by is not MatchedBy.SURNAME for m in self._holders.find(name)
        )

    def _is_prominent(self, surname: str) -> bool:
        """Tell whether a bare surname is that of a head of state or government, and no common word."""
        if self._holders is None:
            return False
        matches = self._holders.find(surname)
        return any(not m.is_ambiguous and m.holder.kind in _PROMINENT for m in matches)

    def _whole(self, token: Token) -> tuple[int, int]:
        """Return a surname with the first name before it, where the two make a known name."""
        start = token.i - 1
        has_first = start >= 0 and start not in self._taken and self._doc[start].text[:1].isupper()
        if has_first and self._is_holder(self._doc[start : token.i + 1].text):
            return start, token.i + 1
        return token.i, token.i + 1

    def _without_headlines(self, found: Sequence[Name]) -> list[Name]:
        """Drop the names in headings that the body does not have: a headline capitalises every word."""
        body = {word for name in found if not name.in_heading for word in name.words}
        kept = []
        for name in found:
            if not name.in_heading or all(word in body for word in name.words):
                kept.append(name)
            elif name.words[0] in body and not any(word in body for word in name.words[1:]):
                kept.append(replace(name, end=name.start + 1, words=name.words[:1]))  # "Kerry Opens Door"
        return kept
