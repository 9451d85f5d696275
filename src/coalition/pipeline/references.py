"""References: pronouns and descriptions that stand for a country named elsewhere in the article.

Each link made here is an inference, is marked as one, and costs confidence. A wrong link puts
a country on the wrong side, so wherever two readings are open there is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.names import Gender, load_names
from coalition.lexicons.people import OfficeTitles
from coalition.lexicons.references import ReferenceLexicon, load_references
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.antecedents import (
    PLURALS,
    Antecedent,
    Discourse,
    Fits,
    Place,
    Reader,
    Sort,
    nearest_described,
    nearest_group,
    nearest_person,
    nearest_subject,
)
from coalition.pipeline.clauses import SUBJECTS
from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.gatherings import Gatherings
from coalition.pipeline.parsing import blocks_of
from coalition.pipeline.people import PEOPLE_KEY
from coalition.pipeline.referring import (
    as_reference,
    first_persons,
    has_relative,
    is_empty,
    key_of,
    make_actor,
    make_topic,
    modifiers_of,
    of_owner,
    refer,
    speakers_of,
)
from coalition.reading.article import BlockKind

# Sentences that a word may look back; read off the labelled training articles.
_REACH_PERSON = 3
_REACH_NATION = 2
_REACH_REGION = 4
_REACH_GROUP = 2
_REACH_OFFICE = 6

_NATION_SORTS = frozenset({Sort.NATION})
_GROUP_SORTS = frozenset({Sort.GROUP})
_NEVER_REFERS = frozenset({"PUNCT", "SPACE", "SYM", "AUX", "ADP", "PART"})  # parts of speech
_PLACE_ROLES = frozenset({"pobj", "npadvmod", "compound", "nmod"})


def find_references(doc: Doc, actors: Sequence[Actor], titles: OfficeTitles, topics: Mapping[int, str]) -> list[Actor]:
    """Return actors for pronouns and descriptions that refer to a country.

    Args:
        doc: The parsed article, with people and quotations.
        actors: The actors that are named, in text order.
        titles: The lexicon of offices and institutions.
        topics: Country codes by block index, where a heading makes a country the topic.
    """
    lexicon = load_references()
    found = list(_Resolver.of(doc, actors, titles, topics, lexicon).run())
    by_head: dict[int, list[Actor]] = {}
    for actor in (*actors, *found):
        by_head.setdefault(actor.head, []).append(actor)
    return [*found, *first_persons(doc, titles, lexicon, by_head)]


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Reads one article from its first word to its last and resolves what refers back."""

    doc: Doc
    titles: OfficeTitles
    topics: Mapping[int, str]
    lexicon: ReferenceLexicon
    reader: Reader
    quotes: Sequence[Mapping[str, Any]]
    taken: frozenset[int]
    discourse: Discourse
    gatherings: Gatherings
    defined: dict[tuple[str, ...], Actor] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        doc: Doc,
        actors: Sequence[Actor],
        titles: OfficeTitles,
        topics: Mapping[int, str],
        lexicon: ReferenceLexicon,
    ) -> "_Resolver":
        """Make the resolver of one article."""
        quotes = doc._.coalition_quotes or []
        named: dict[int, list[Actor]] = {}
        owners: dict[int, list[Actor]] = {}
        for actor in actors:
            by_head = owners if actor.authority is Authority.MODIFIER else named
            by_head.setdefault(actor.head, []).append(actor)
        zones = [-1] * len(doc)
        for number, quote in enumerate(quotes):
            if quote["direct"]:
                zones[quote["start"] : quote["end"]] = [number] * (quote["end"] - quote["start"])
        block_of = {i: number for number, block in enumerate(blocks_of(doc)) for i in range(block.start, block.end)}
        persons = {span.root.i: int(span.id_) for span in doc.spans.get(PEOPLE_KEY, ())}
        reader = Reader(
            doc,
            titles,
            load_names(),
            lexicon,
            zones,
            block_of,
            named,
            persons,
            owners,
            speakers_of(doc, quotes, titles),
            {token.head.i for token in doc if token.dep_ == "appos"},
        )
        taken = frozenset(i for actor in actors for i in (actor.head, *range(actor.start, actor.end)))
        discourse = Discourse()
        gatherings = Gatherings(titles, lexicon, discourse)
        return cls(doc, titles, topics, lexicon, reader, quotes, taken, discourse, gatherings)

    def run(self) -> Iterator[Actor]:
        """Yield the references in text order."""
        for number, (sent, block, topic) in enumerate(self._sentences()):
            for token in sent:  # first, since "if it joins" comes before its "Peru will pay"
                self._note(token, number)
            for token in sent:
                if token.i in self.taken:
                    yield from self._of_person(token) if token.dep_ == "poss" else ()
                elif token.pos_ not in _NEVER_REFERS:
                    place = Place(token, number, block, self.reader.zones[token.i])
                    found = self._resolve(place, topic)
                    self._remember(place, found)
                    yield from found

    def _sentences(self) -> Iterator[tuple[Span, int, str | None]]:
        sents: dict[int, list[Span]] = {}
        for sent in self.doc.sents:
            sents.setdefault(self.reader.block_of.get(sent.start, -1), []).append(sent)
        for number, block in enumerate(blocks_of(self.doc)):
            topic = self.topics.get(int(block.id_)) if block.id_ else None
            if block.label_ not in (BlockKind.HEADING.value, BlockKind.TITLE.value):
                for sent in sents.get(number, ()):
                    yield sent, number, topic

    def _remember(self, place: Place, found: Sequence[Actor]) -> None:
        token = place.token
        here = tuple(actor for actor in found if actor.head == token.i)
        if here:
            words = self.lexicon.pronouns
            is_person = token.lower_ in words.person or here[0].person is not None
            is_group = len({actor.code for actor in here}) > 1 or token.lower_ in words.group
            sort = Sort.GROUP if is_group else Sort.PERSON if is_person else Sort.NATION
            self.discourse.add(self.reader.make(token, place.sentence, sort, here))

    def _note(self, token: Token, sentence: int) -> None:
        antecedent = self.reader.read(token, sentence)
        if antecedent is not None:
            self.discourse.add(antecedent)
            self._define(token, antecedent)

    # ------------------------------------------------------------ by the kind of word
    def _resolve(self, place: Place, topic: str | None) -> list[Actor]:
        token, words = place.token, self.lexicon.pronouns
        word, role = token.lower_, token.dep_
        is_subject = role in SUBJECTS
        if is_subject and word in words.person:
            return self._person(place, topic)
        if role == "poss" and word in words.person_owner:
            return self._owned(place, self._person_meant(place))
        if is_subject and word in words.nation and not is_empty(token, self.lexicon):
            return refer(nearest_subject(self.discourse, place, _NATION_SORTS), token)
        if role == "poss" and word in words.nation_owner:
            return self._owned(place, self._owner(place))
        if role == "pobj" and word in words.person_object and token.head.lower_ in self.lexicon.companionship:
            return refer(self._reporter(place), token)
        if is_subject and word in words.person_own:
            return refer(self._person_meant(place), token)
        if is_subject and word in words.group:
            return refer(nearest_subject(self.discourse, place, _GROUP_SORTS), token)
        if role == "poss" and word in words.group_owner:
            return self._owned(place, nearest_subject(self.discourse, place, _GROUP_SORTS))
        several = self.gatherings.gathered(place) or self.gatherings.others(place)
        if several:
            return several
        if word in self.lexicon.orders:
            return self.gatherings.ordered(place)
        if token.pos_ in ("NOUN", "PROPN"):
            return self._described(place, topic)
        return []

    # ------------------------------------------------------------ persons
    def _person(self, place: Place, topic: str | None) -> list[Actor]:
        speaker = self._speaker_at(place.token)
        if speaker is not None:
            return [speaker]
        found = self._person_meant(place)
        if found is not None:
            return refer(found, place.token)
        nobody = not any(a.sort is Sort.PERSON and a.block == place.block for a in self.discourse.before(place.token))
        return [make_topic(topic, place.token)] if topic and nobody and place.zone < 0 else []

    def _person_meant(self, place: Place) -> Antecedent | None:
        gender = Gender.FEMALE if place.token.lower_ in self.lexicon.pronouns.female else Gender.MALE
        speaker = self.quotes[place.zone]["person"] if place.zone >= 0 else None

        def fits(antecedent: Antecedent) -> bool:
            persons = {actor.person for actor in antecedent.actors}
            return antecedent.gender in (None, gender) and (speaker is None or speaker not in persons)

        each = self._each(place) if place.token.dep_ == "poss" else None
        asked = each or self._asked(place, fits)
        return asked or nearest_person(self.discourse, place, fits, _REACH_PERSON)

    def _reporter(self, place: Place) -> Antecedent | None:
        """Return the minister who says that others had voted "with him"; another "him" takes no part."""
        above = (a for a in self.discourse.dominating(place.token) if a is not None and a.sort is Sort.PERSON)
        return next(above, None)

    def _each(self, place: Place) -> Antecedent | None:
        """Return the group in "each said that *his* country would"."""
        above = next(self.discourse.dominating(place.token), None)
        is_each = above is not None and self.doc[above.head].lower_ in self.lexicon.gatherers.each
        return above if is_each else None

    def _asked(self, place: Place, fits: Fits) -> Antecedent | None:
        """Return the minister in "asked the minister whether he would"."""
        clause = place.token.head
        if clause.dep_ != "ccomp" or clause.head.lemma_ not in self.lexicon.questioning:
            return None
        heads = [c.i for c in clause.head.children if c.dep_ in ("dobj", "dative", "nsubjpass")]
        asked = [a for i in heads if (a := self.discourse.by_head.get(i)) and a.sort is Sort.PERSON and fits(a)]
        return asked[0] if asked else None

    def _speaker_at(self, token: Token) -> Actor | None:
        """Return whom the quotation that a "he said" belongs to has for its speaker."""
        for quote in self.quotes:
            if quote["speaker_start"] == token.i and quote["country"]:
                authority = Authority.GOVERNMENT if quote["governs"] else Authority.OTHER
                return make_actor(quote["country"], token, authority, person=quote["person"])
        return None

    # ------------------------------------------------------------ owners
    def _owner(self, place: Place) -> Antecedent | None:
        """Return whose "its" is: the country in subject position in its own clause, above it or before it."""
        found = nearest_subject(self.discourse, place, _NATION_SORTS)
        return found if found is None or found.actors else None

    def _owned(self, place: Place, owner: Antecedent | None) -> list[Actor]:
        """Return "his country", "its government" as actors of the owner's country; "its allies" are others."""
        if owner is None or not owner.actors:
            return []
        noun = place.token.head.lemma_.lower()
        if len(owner.codes) > 1:  # "their governments", and "his country" where each says so
            acts = noun in self.lexicon.selves or self.titles.is_government(noun)
            made = [a for actor in owner.actors for a in of_owner(actor, place.token, self.titles, self.lexicon)]
            return made if acts else []
        if noun in self.lexicon.hosts:
            return self._host(place, owner)
        if noun in self.lexicon.companions:
            return self._companion(place, owner)
        return of_owner(owner.actors[0], place.token, self.titles, self.lexicon)

    def _host(self, place: Place, guest: Antecedent) -> list[Actor]:
        """Return the country where a guest is: "Kalnins flew to *London*. His hosts lead the coalition"."""
        for sentence in [self.discourse.in_sentence(place, place.sentence), *self.discourse.back(place, 1)]:
            places = {a.code: a for found in sentence if found.is_place for a in found.actors}
            if places:
                others = [a for code, a in places.items() if code not in guest.codes]
                return [replace(as_reference(a, place.token.head), start=place.token.i) for a in others[-1:]]
        return []

    def _of_person(self, token: Token) -> list[Actor]:
        """Return "Obama's administration" and "Abe's refusal to" as actors of the person's country."""
        if token.head.i in self.reader.named:
            return []
        persons = [actor for actor in self.reader.named.get(token.i, ()) if actor.kind == "person"]
        return of_owner(persons[0], token, self.titles, self.lexicon) if persons else []

    def _companion(self, place: Place, owner: Antecedent) -> list[Actor]:
        """Return the other of two countries for "its partner", where no name stands beside it."""
        noun = place.token.head
        if noun.dep_ not in SUBJECTS or noun.tag_ in PLURALS or any(c.dep_ == "appos" for c in noun.children):
            return []
        found = nearest_group(self.discourse, place, 2, _REACH_GROUP)
        actors = found.actors if isinstance(found, Antecedent) else found
        if not owner.codes & {actor.code for actor in actors}:
            return []
        return [replace(as_reference(a, noun), start=place.token.i) for a in actors if a.code not in owner.codes]

    # ------------------------------------------------------------ descriptions
    def _described(self, place: Place, topic: str | None) -> list[Actor]:
        token = place.token
        if has_relative(token) or not self._is_definite(token):
            return []
        phrase = f"{modifiers_of(token)} {token.lemma_.lower()}".strip()
        is_owned = any(child.dep_ == "poss" for child in token.lefts)
        if self.lexicon.is_nation(token.lemma_.lower()) and token.tag_ == "NN":
            actor = self._nation(place, topic)
        elif self._is_office(phrase) and token.tag_ == "NN" and not is_owned:
            actor = self._officer(place, phrase, topic)
        elif self.titles.is_government(phrase) and not is_owned:
            actor = self._body(place, topic)
        else:
            known = self.defined.get(key_of(token))
            actor = as_reference(known, token) if known is not None and token.dep_ in SUBJECTS else None
        if actor is None:
            return []
        return of_owner(actor, token, self.titles, self.lexicon) if token.dep_ == "poss" else [actor]

    def _is_definite(self, token: Token) -> bool:
        """Tell "the ministry" from "a ministry" and "their ministry"; a place ("in the country") is no actor."""
        if token.dep_ in _PLACE_ROLES and token.head.lower_ != "by":
            return False
        determiners = [c for c in token.lefts if c.dep_ in ("det", "poss")]
        if len(determiners) != 1 or any(c.dep_ in ("prep", "appos", "acl", "nummod") for c in token.children):
            return False
        first = determiners[0]
        return first.lower_ == "the" or (first.dep_ == "poss" and first.pos_ != "PRON")

    def _nation(self, place: Place, topic: str | None) -> Actor | None:
        """Resolve "the country", "the kingdom", "the Nordic country"; an unknown adjective leaves it open."""
        token, modifiers = place.token, modifiers_of(place.token)
        codes = self.lexicon.codes_of_noun(token.lemma_.lower())
        if modifiers:
            region = self.lexicon.codes_of_region(modifiers)
            if region is None:
                known = self.defined.get(key_of(token))
                return as_reference(known, token) if known is not None else None
            codes = region if codes is None else codes & region or region & region
        if codes is None and topic:
            return make_topic(topic, token)

        def fits(_: Antecedent, actor: Actor) -> bool:
            return codes is None or actor.code in codes

        found = nearest_described(self.discourse, place, fits, _REACH_NATION if codes is None else _REACH_REGION)
        return replace(as_reference(found, token), authority=Authority.NATION) if found else None

    def _is_office(self, phrase: str) -> bool:
        title = self.titles.phrases.get(phrase)
        return title is not None and title.governs and not title.beside_name

    def _officer(self, place: Place, phrase: str, topic: str | None) -> Actor | None:
        """Resolve "the prime minister": who bears the title nearby, the section's country, the only one in the text."""
        token = place.token
        if token.i + 1 < len(self.doc) and self.doc[token.i + 1].pos_ == "PROPN":
            return None
        speaker = self._speaker_in(token)
        if speaker is not None:
            return speaker
        people = [a for a in self.discourse.before(token) if a.sort is Sort.PERSON and a.actors]
        bearers = [a for a in people if self._bears(a, phrase)]
        near = [a for a in bearers if a.sentence >= place.sentence - _REACH_OFFICE]
        if len({a.codes for a in near}) > 1:
            near = [a for a in near if a.is_subject and a.zone == place.zone]
        if near:
            return as_reference(near[-1].actors[0], token)
        if topic:
            return make_topic(topic, token)
        codes = {code for a in bearers for code in a.codes}
        return as_reference(bearers[-1].actors[0], token) if len(codes) == 1 else None

    def _bears(self, antecedent: Antecedent, phrase: str) -> bool:
        """Tell whether somebody was introduced by a title: "Prime Minister Nowak", "the Danish prime minister"."""
        index = antecedent.actors[0].person
        if index is not None:
            title = str(self.doc._.coalition_people[index]["title"] or "").lower()
            return title == phrase or title.endswith(f" {phrase}")
        head = self.doc[antecedent.head]
        words = f"{modifiers_of(head)} {head.lemma_.lower()}".strip()
        return words == phrase or words.endswith(f" {phrase}")

    def _body(self, place: Place, topic: str | None) -> Actor | None:
        """Resolve "the government", "the foreign ministry": the section's country or that of the paragraph so far."""
        token = place.token
        speaker = self._speaker_in(token)
        if speaker is not None or topic or token.tag_ != "NN":
            return speaker or (make_topic(topic, token) if topic and token.tag_ == "NN" else None)

        def fits(antecedent: Antecedent, _: Actor) -> bool:
            return antecedent.block == place.block and not antecedent.is_place

        found = nearest_described(self.discourse, place, fits, _REACH_NATION)
        if found is not None:
            return replace(as_reference(found, token), authority=Authority.GOVERNMENT)
        code = self._only_country(place) if place.zone < 0 else None
        return make_actor(code, token, Authority.GOVERNMENT) if code else None

    def _only_country(self, place: Place) -> str | None:
        """Return the one country that the paragraph so far names in any way: "A *Norwegian* trade union objects"."""
        block = next(islice(blocks_of(self.doc), place.block, None))
        before = [s for s in self.doc.spans[COUNTRIES_KEY] if block.start <= s.start < place.token.i]
        codes = {span.kb_id_ for span in before}
        is_elsewhere = any(s.root.dep_ == "pobj" and s.root.head.lower_ in self.lexicon.places for s in before)
        return codes.pop() if len(codes) == 1 and not is_elsewhere else None

    def _speaker_in(self, token: Token) -> Actor | None:
        for quote in self.quotes:
            start, end = quote["speaker_start"], quote["speaker_end"]
            if quote["country"] and quote["governs"] and start is not None and start <= token.i < end:
                return make_actor(quote["country"], token, Authority.GOVERNMENT, person=quote["person"])
        return None

    # ------------------------------------------------------------ what the text defines
    def _define(self, token: Token, antecedent: Antecedent) -> None:
        """Note "Germany, the bloc's largest economy," and "Germany is the bloc's largest economy"."""
        if len(antecedent.codes) != 1 or antecedent.sort is not Sort.NATION:
            return
        nouns = [c for c in token.children if c.dep_ == "appos"]
        if token.dep_ in SUBJECTS and token.head.lemma_ == "be":
            nouns += [c for c in token.head.children if c.dep_ == "attr"]
        for noun in nouns:
            if noun.pos_ == "NOUN" and any(c.tag_ in ("JJS", "RBS") for c in noun.subtree if c.i < noun.i):
                self.defined.setdefault(key_of(noun), antecedent.actors[0])
