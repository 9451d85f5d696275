"""Where the words stand that say who somebody is: before the name, behind it, across a comma."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from coalition.lexicons.names import NameLexicon, fold
from coalition.pipeline.descriptions import DescriptionReader, Link
from coalition.pipeline.names import Name
from coalition.pipeline.titles import TitleHit

MAX_BEFORE = 14  # tokens of a title before a name
MAX_AFTER = 24  # tokens of an apposition behind a name
MAX_RANK = 5  # letters of an abbreviated rank: "Lt.", "Sgt."
MAX_OF = 8  # tokens of "of the Emirati Foreign Ministry"
# "(R-Ohio)", ", D-Calif.,", "(I-Vt.)": members of the US Congress
_US_PARTY = re.compile(r"[\s,]*\(?\s?[RDI]\.?\s?-\s?[A-Z][A-Za-z.]+")
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADV"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({",", ".", ";", ":", '"', "(", ")", "--", "!", "?", "'"})
_LEADING = frozenset({"JJ", "RB", "VBG", "VBN", "IN", "TO"})


class LinkReader:
    """Reads the links of the names of one Doc."""

    def __init__(self, doc: Doc, text: str, reader: DescriptionReader, lexicon: NameLexicon) -> None:
        self._doc = doc
        self._text = text
        self._reader = reader
        self._lexicon = lexicon
        self._words = lexicon.descriptions

    def links_of(self, name: Name) -> Iterator[Link]:
        """Yield what stands before and behind one mention of a person."""
        before = self._before(name)
        if before is not None:
            yield before
        after = self._after(name)
        if after is not None:
            yield after

    # ------------------------------------------------------------ before the name
    def _before(self, name: Name) -> Link | None:
        end = name.start
        while end > 0 and self._lexicon.is_honorific(fold(self._doc[end - 1].text)) and not self._ends_title(end):
            end -= 1
        if end and self._doc[end - 1].text == ",":
            return self._before_comma(name, end - 1)
        start = self._title_start(end, name)
        if start == end:
            return self._american_rank(end, name)
        return self._reader.read(start, end, self._reader.head_hit(start, end, before_name=True), is_apposition=False)

    def _ends_title(self, end: int) -> bool:
        """Tell "First Lady" and "Lord Chancellor" from the honorific."""
        hit = self._reader.hit_ending.get(end)
        return hit is not None and hit.end - hit.start > 1

    def _american_rank(self, start: int, name: Name) -> Link | None:
        """Read a bare "Gov." or "Sen." that is no title of the lexicon."""
        ranks = [self._doc[i].text for i in range(start, name.start) if self._doc[i].lower_ in self._lexicon.american]
        return Link(title=" ".join(ranks), country="USA") if ranks else None

    def _title_start(self, end: int, name: Name) -> int:
        """Return where the title that ends before a name begins: "[Pentagon spokesman Rear Adm.] John Kirby"."""
        start = end
        while start > 0 and end - start < MAX_BEFORE:
            hit = self._reader.hit_ending.get(start)
            if hit is not None:
                start = hit.start
            elif self._extends(start - 1, end, name):
                start -= 1
            elif (longer := self._over_preposition(start, end)) is not None:
                start = longer
            else:
                break
        while start < end and (self._doc[start].tag_ == "POS" or self._doc[start].text == "-" or self._is_link(start)):
            start += 1
        return start

    def _extends(self, index: int, end: int, name: Name) -> bool:
        """Tell whether a token belongs to the title that ends before a name."""
        token = self._doc[index]
        if index in self._reader.names_at:
            return self._doc[index + 1].tag_ == "POS" and index < end - 1
        if token.ent_type_ in ("DATE", "TIME") or token.is_space:
            return False
        if index in self._reader.country_at or token.tag_ == "POS":
            return True
        if token.text == "-":
            return not token.whitespace_
        if index == end - 1 and index not in self._reader.hit_at:
            is_rank = token.text[0].isupper() and token.text.endswith(".") and len(token.text) <= MAX_RANK
            return is_rank or (token.tag_ == "NN" and self._modifies_name(token, name))
        if token.tag_ in ("PRP$", "VBN", "VBG"):
            return token.dep_ in ("amod", "poss", "compound") and index < token.head.i <= end
        return token.pos_ in _INSIDE and not (token.is_sent_start and token.pos_ == "ADV") and token.tag_ != "RB"

    def _modifies_name(self, token: Token, name: Name) -> bool:
        root = self._doc[name.start : name.end].root
        if token.dep_ in ("dobj", "npadvmod", "nsubj") and root.head.i != token.i:
            return False
        return (
            name.start <= token.head.i < name.end or root.head.i == token.i or self._doc[name.start].head.i == token.i
        )

    def _over_preposition(self, start: int, end: int) -> int | None:
        """Step over "to the" in "ambassador to the United Nations Nikki Haley"."""
        if start == end or not self._is_link(start - 1):
            return None
        index = start - 1
        while index > 0 and self._is_link(index - 1):
            index -= 1
        hit = self._reader.hit_ending.get(index)
        return hit.start if hit is not None else None

    def _is_link(self, index: int) -> bool:
        return self._doc[index].lower_ in self._words.links

    def _before_comma(self, name: Name, comma: int) -> Link | None:
        """Read "The Russian foreign minister, Sergei Lavrov, said"."""
        following = self._doc[name.end] if name.end < len(self._doc) else None
        if following is None or not (following.is_punct or following.tag_ in _FINITE or following.is_space):
            return None
        start = comma
        limit = max(0, comma - MAX_BEFORE)
        while start > limit and self._in_description(start - 1):
            start -= 1
        hit = self._reader.head_hit(start, comma)
        if hit is None:
            return self._before_apposition(name, start, comma)
        if not self._is_definite(start, hit):
            return None
        return self._reader.read(start, comma, hit, is_apposition=True)

    def _before_apposition(self, name: Name, start: int, comma: int) -> Link | None:
        """Read "The bishop of Mosul, Behnam Toma," by the parse, where the title is not a known one."""
        root = self._doc[name.start : name.end].root
        if root.dep_ != "appos" or not start <= root.head.i < comma or root.head.tag_ != "NN":
            return None
        return self._reader.read(start, comma, None, is_apposition=True)

    def _in_description(self, index: int) -> bool:
        token = self._doc[index]
        if index in self._reader.names_at and not self._reader.owns(self._reader.names_at[index].end):
            return False
        return token.pos_ in _INSIDE or self._is_link(index) or token.tag_ in ("POS", "PRP$") or token.text == "-"

    def _is_definite(self, start: int, hit: TitleHit) -> bool:
        tokens = self._doc[start : hit.start]
        return any(
            t.lower_ in self._words.openers or t.tag_ in ("POS", "PRP$") or t.i in self._reader.country_at
            for t in tokens
        )

    # ------------------------------------------------------------ behind the name
    def _after(self, name: Name) -> Link | None:
        if name.end >= len(self._doc) or name.is_modifier:
            return None
        last = self._doc[name.end - 1]
        if _US_PARTY.match(self._text, last.idx + len(last)):
            return Link(country="USA")
        token = self._doc[name.end]
        if token.lower_ in ("of", "from"):
            return self._of(name.end)
        if token.text in (",", "(", "-", "--"):
            return self._apposition(name.end + 1)
        return self._copula(name.end) or self._ruling(name.end)

    def _ruling(self, at: int) -> Link | None:
        """Read "has governed Hungary" and ", who leads Chad" behind a name: the country is the one's to speak for."""
        verb = at + 1 if self._doc[at].lemma_ == "have" and at + 1 < len(self._doc) else at
        span = self._reader.country_at.get(verb + 1)
        if span is None or self._doc[verb].lemma_ not in self._lexicon.ruling or span.root.dep_ != "dobj":
            return None
        is_out = verb == at and self._doc[verb].tag_ == "VBD"
        return Link(office=self._reader.leader, country=span.kb_id_, is_out=is_out)

    def _copula(self, at: int) -> Link | None:
        """Read "is the prime minister of Poland" and "had been Nigeria's ambassador"."""
        verb = at + 1 if self._doc[at].lemma_ == "have" and at + 1 < len(self._doc) else at
        if self._doc[verb].lemma_ == "be" and self._opens(verb + 1):
            return self._description(verb + 1)
        return None

    def _opens(self, start: int) -> bool:
        """Tell whether a noun phrase about a person may begin at a token: "a", "the", "Poland's", "president"."""
        if start >= len(self._doc):
            return False
        hit = self._reader.hit_at.get(start)
        return (
            self._doc[start].lower_ in self._words.openers
            or start in self._reader.country_at
            or (hit is not None and hit.start == start)
        )

    def _of(self, at: int) -> Link | None:
        """Read "of Poland" and "of the Emirati Foreign Ministry" behind a name."""
        end = at + 1
        while end < min(len(self._doc), at + MAX_OF) and self._in_description(end) and self._doc[end].lower_ != "to":
            end += 1
        link = self._reader.read(at + 1, end, None, is_apposition=True, is_body=True)
        if link.country is None and link.organisation is None:
            return None
        return Link(country=link.country, organisation=link.organisation)

    def _apposition(self, start: int) -> Link | None:
        if start >= len(self._doc):
            return None
        first = self._doc[start]
        if first.like_num and start + 2 < len(self._doc):  # the age: ", 44, the commander of", "(53), a shepherd"
            start += 2 if self._doc[start + 2].text != "," else 3
            first = self._doc[min(start, len(self._doc) - 1)]
        if first.lower_ == "who":
            return self._relative(start)
        if first.lower_ in ("of", "from"):
            return self._of(start)
        return self._description(start)

    def _relative(self, start: int) -> Link | None:
        """Read "who served as the president's adviser" and, weakly, "who commands the German engineers"."""
        ruling = self._ruling(start + 1) if start + 1 < len(self._doc) else None
        if ruling is not None:
            return ruling
        for index in range(start + 1, min(start + 5, len(self._doc) - 2)):
            verb = self._doc[index]
            if verb.lemma_ not in self._words.role_verbs:
                continue
            link = self._description(index + (2 if self._doc[index + 1].lower_ == "as" else 1))
            if link is not None and link.country is not None:
                return replace(link, is_out=True) if verb.tag_ == "VBD" else link
        return self._reader.mentioned(start, self._clause_end(start))

    def _clause_end(self, start: int) -> int:
        end = start + 1
        limit = min(len(self._doc), start + MAX_AFTER)
        while end < limit and self._doc[end].text not in _STOPS and not self._doc[end].is_space:
            end += 1
        return end

    def _description(self, start: int) -> Link | None:
        """Read "a senior fellow at the Atlantic Council", "Poland's prime minister", "chief of the army"."""
        end = self._description_end(start)
        if end <= start or self._is_list_member(start):
            return None
        hit = self._reader.head_hit(start, end)
        first = self._doc[start]
        if hit is None:
            return self._plain(start, end)
        if not self._opens(start) and first.pos_ not in ("ADJ", "NOUN", "PROPN"):
            return None
        return self._reader.read(start, end, hit, is_apposition=True)

    def _plain(self, start: int, end: int) -> Link | None:
        """Read "a Raqqa resident", and weakly "the first woman to run the Vietnamese central bank"."""
        if not self._is_plain(start, end):
            return None
        link = self._reader.read(start, end, None, is_apposition=True)
        if link.country is not None or link.organisation is not None:
            return link
        weak = self._reader.mentioned(start, end)
        return replace(link, country=weak.country, is_weak=True) if weak is not None else link

    def _is_list_member(self, start: int) -> bool:
        """Tell "Merkel, Macron and Tusk" and "Hagel, Defense Secretary Jim Mattis" from a description."""
        if start in self._reader.names_at:
            return not self._reader.owns(self._reader.names_at[start].end)
        index = start
        while index < len(self._doc) and index < start + MAX_BEFORE and self._doc[index].text not in _STOPS:
            if index in self._reader.names_at:
                return (
                    self._reader.hit_ending.get(index) is not None
                    and self._doc[start].lower_ not in self._words.articles
                )
            index += 1
        return False

    def _is_plain(self, start: int, end: int) -> bool:
        """Tell "a Raqqa resident" from other phrases: an article and a singular common noun."""
        if self._doc[start].lower_ not in self._words.articles:
            return False
        return any(self._doc[i].tag_ == "NN" for i in range(start, end))

    def _description_end(self, start: int) -> int:
        end = start
        limit = min(len(self._doc), start + MAX_AFTER)
        while end < limit and not self._ends_description(self._doc[end], is_first=end == start):
            end += 1
        return end

    def _ends_description(self, token: Token, *, is_first: bool) -> bool:
        if token.is_space or token.tag_ in _FINITE or token.tag_ in ("WP", "WDT"):
            return True
        if token.text in _STOPS and token.tag_ != "POS":
            return True
        if token.text == "-" and token.whitespace_:  # a dash; the hyphen of a compound has no space
            return True
        return token.tag_ in ("VBG", "VBD", "VBN") and token.dep_ not in ("amod", "compound") and not is_first
