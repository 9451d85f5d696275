"""From the links of a person to a profile: the text first, then the office table, then the paragraph."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Span

from coalition.lexicons.holders import HolderMatch, MatchedBy, OfficeHolders, Tenure
from coalition.lexicons.names import NameLexicon, Organisation, name_words
from coalition.lexicons.people import OfficeKind
from coalition.pipeline.affiliation import LinkReader
from coalition.pipeline.clauses import SUBJECTS
from coalition.pipeline.descriptions import Link, organisation_of
from coalition.pipeline.names import Name
from coalition.pipeline.offices import Hints, find_holder, likely_day
from coalition.pipeline.parsing import blocks_of
from coalition.pipeline.persons import Person, first_names_agree
from coalition.reading.article import BlockKind

MAX_LOOKBACK = 80  # tokens from a title without country back to the country it may belong to


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a person in the end; ``is_inferred`` tells that the country is not from the text."""

    title: str | None = None
    country: str | None = None
    is_inferred: bool = False
    governs: bool = False
    kind: OfficeKind | None = None
    organisation: Organisation | None = None
    is_known: bool = False


class Profiler:
    """Profiles the persons of one Doc."""

    def __init__(
        self, doc: Doc, persons: Sequence[Person], reader: LinkReader, countries: Sequence[Span],
        *, holders: OfficeHolders | None, lexicon: NameLexicon,
    ) -> None:  # fmt: skip
        self._doc = doc
        self._lexicon = lexicon
        self._persons = persons
        self._holders = holders
        self._countries = countries
        self._links = [[link for name in person.names for link in reader.links_of(name)] for person in persons]
        self._person_at = {
            i: p for p, person in enumerate(persons) for n in person.names for i in range(n.start, n.end)
        }
        counts = Counter(span.kb_id_ for span in countries)
        self._named = {code: rank for rank, (code, _) in enumerate(counts.most_common())}
        self._topics = topics_of(doc, countries)
        self._block_starts = [block.start for block in blocks_of(doc)]

    def run(self, day: date | None) -> list[Profile]:
        """Return a profile for each person, in their order."""
        day = day or self._likely_day()
        profiles = [self._from_text(index, day) for index in range(len(self._persons))]
        return [self._completed(index, profile, profiles) for index, profile in enumerate(profiles)]

    # ------------------------------------------------------------ text and table
    def _from_text(self, index: int, day: date | None) -> Profile:
        links = self._links[index]
        link = _best(links)
        stated = next((lk for lk in links if lk.country is not None and not lk.is_weak), None)
        match = self._holder(self._persons[index], link, stated, day)
        organisation = next((lk.organisation for lk in links if lk.organisation is not None), None)
        if stated is None and organisation is None and match is not None and match.holder.organisation is not None:
            organisation = organisation_of(match.holder.organisation)
        profile = Profile(
            title=next((lk.title for lk in ([link] if link else []) + list(links) if lk.title), None),
            kind=_kind(link, match),
            governs=_governs(link, match),
            is_known=match is not None,
        )
        if stated is not None and not (organisation is not None and self._is_official(links)):
            return replace(profile, country=stated.country)
        if organisation is not None:
            return replace(profile, organisation=organisation, governs=False)
        if match is not None and match.holder.country is not None:
            return replace(profile, country=match.holder.country, is_inferred=True)
        return profile

    def _is_official(self, links: Sequence[Link]) -> bool:
        """Tell whether the first thing that the text says of a person is an office in an organisation."""
        first = next(
            (lk for lk in links if (lk.country is not None and not lk.is_weak) or lk.organisation is not None), None
        )
        return first is not None and first.organisation is not None

    def _holder(self, person: Person, link: Link | None, stated: Link | None, day: date | None) -> HolderMatch | None:
        if self._holders is None:
            return None
        hints = Hints(
            day, self._named, stated.country if stated is not None else None,
            link.office.kind if link is not None and link.office is not None else None,
        )  # fmt: skip
        return find_holder(self._holders, self._texts(person), hints, lambda name: self._is_namesake(person, name))

    def _is_namesake(self, person: Person, name: str) -> bool:
        words = name_words(name, self._lexicon)
        return len(person.words) == 1 or (len(words) > 1 and first_names_agree(person.words, words, self._lexicon))

    def _texts(self, person: Person) -> list[str]:
        texts = dict.fromkeys(self._doc[self._start(name) : name.end].text for name in person.names)
        return sorted(texts, key=lambda text: -len(text.split()))[:4]

    def _start(self, name: Name) -> int:
        """Return where a name begins for the table, which has "King Abdullah" and "Pope Francis" as names."""
        return (
            name.start - 1
            if len(name.words) == 1 and name.honorific in self._lexicon.descriptions.regal
            else name.start
        )

    def _likely_day(self) -> date | None:
        if self._holders is None:
            return None
        groups = []
        for person, links in zip(self._persons, self._links, strict=True):
            link = _best(links)
            kind = link.office.kind if link is not None and link.office is not None and not link.is_out else None
            matches = [m for text in self._texts(person) for m in self._holders.find(text)]
            holders = [m.holder for m in matches if kind is None or m.holder.kind is kind]
            if holders and (kind is not None or any(m.matched_by is not MatchedBy.SURNAME for m in matches)):
                groups.append(holders)
        return likely_day(groups)

    # ------------------------------------------------------------ owner, section, paragraph
    def _completed(self, index: int, profile: Profile, profiles: Sequence[Profile]) -> Profile:
        """Fill in a country from the owner of a title ("Macron's spokesman"), the section, or the paragraph."""
        if profile.country is not None or profile.organisation is not None:
            return profile
        links = self._links[index]
        for link in links:
            if link.owner is not None and link.title and (code := self._owner_country(link.owner, index, profiles)):
                return replace(profile, country=code, is_inferred=True)
        weak = next((link.country for link in links if link.is_weak), None)
        if weak is not None and profile.kind not in (OfficeKind.EXPERT, OfficeKind.JOURNALIST):
            return replace(profile, country=weak, is_inferred=True)
        name = self._persons[index].names[0]
        if not profile.governs or any(link.names_body for link in links):
            return replace(profile, governs=False)
        code = self._topics.get(name.start) or self._context(index, name, profiles)
        return replace(profile, country=code, is_inferred=True) if code else replace(profile, governs=False)

    def _owner_country(self, token: int, index: int, profiles: Sequence[Profile]) -> str | None:
        owner = self._person_at.get(token)
        if owner is None and self._doc[token].lower_ not in self._lexicon.descriptions.impersonal:
            owner = self._last_person(token, index)
        if owner is not None:
            return profiles[owner].country
        sent = self._doc[token].sent
        starts = (sent.start, self._block_start(token))
        subjects = (self._spoken_of(start, token, subjects=True) for start in starts)
        return next(filter(None, subjects), None) or self._spoken_of(sent.start, token)

    def _last_person(self, token: int, index: int) -> int | None:
        """Return the person named last before "his" in "his deputy, Sergei Ryabkov"."""
        before = [(i, p) for i, p in self._person_at.items() if i < token and p != index]
        return max(before)[1] if before else None

    def _context(self, index: int, name: Name, profiles: Sequence[Profile]) -> str | None:
        """Return the country that is meant by "Transport Minister X": the one the text before speaks of.

        A spokesman without more speaks for the person named last, if there is one close by.
        """
        if profiles[index].kind is OfficeKind.SPOKESPERSON:
            owner = self._last_person(name.start, index)
            near = owner is not None and any(
                0 < name.start - n.start <= MAX_LOOKBACK for n in self._persons[owner].names
            )
            if owner is not None and near and profiles[owner].country is not None:
                return profiles[owner].country
        end = name.start
        while end > max(0, name.start - MAX_LOOKBACK):
            start = self._block_start(end - 1)
            if code := self._spoken_of(max(start, name.start - MAX_LOOKBACK), end):
                return code
            end = start
        return None

    def _spoken_of(self, start: int, end: int, *, subjects: bool = False) -> str | None:
        """Return the country that a token range speaks of: its last subject, else (unless ``subjects``) the last named.

        What is named inside a quotation comes last: "Brazil does not want to return. 'We will
        train Haitian cadets,' Foreign Minister Lacerda said" is about Brazil's minister.
        """
        spans = [span for span in self._countries if start <= span.start < end and (_is_subject(span) or not subjects)]
        best = max(spans, key=lambda span: (not self._is_quoted(span), _is_subject(span), span.start), default=None)
        return best.kb_id_ if best is not None else None

    def _block_start(self, index: int) -> int:
        place = bisect_right(self._block_starts, index)
        return self._block_starts[place - 1] if place else 0

    def _is_quoted(self, span: Span) -> bool:
        """Tell whether a quotation is open at a span, by the marks of its block."""
        before = self._doc[self._block_start(span.start) : span.start]
        return sum(token.text == '"' for token in before) % 2 == 1


def _is_subject(span: Span) -> bool:
    """Tell whether a country is what a clause is about, itself or by its people: "the American team left"."""
    root = span.root
    return (root.head if root.dep_ in ("amod", "compound", "poss") else root).dep_ in SUBJECTS


def _best(links: Sequence[Link]) -> Link | None:
    """Return the link that says most of an office: one in power, with a country, the first of them."""
    with_office = [link for link in links if link.office is not None]
    if not with_office:
        return next((link for link in links if link.title is not None), None)
    return max(with_office, key=lambda link: (_link_governs(link), link.country is not None, not link.is_out))


def _kind(link: Link | None, match: HolderMatch | None) -> OfficeKind | None:
    if link is not None and link.office is not None:
        return link.office.kind
    return match.holder.kind if match is not None else None


def _link_governs(link: Link) -> bool:
    return link.office is not None and link.office.governs and not link.is_out


def _governs(link: Link | None, match: HolderMatch | None) -> bool:
    """Tell whether a person's word is the government's, by the text and by whether the term runs.

    The press keeps calling a former president "President": where the table knows the
    office and its term is over, the title in the text does not count.
    """
    is_over = match is not None and match.tenure in (Tenure.FORMER, Tenure.FUTURE)
    if link is not None and link.office is not None:
        return _link_governs(link) and not (is_over and match is not None and match.holder.kind is link.office.kind)
    if (link is not None and link.is_out) or match is None:
        return False
    return match.holder.governs and not is_over


def topics_of(doc: Doc, countries: Sequence[Span]) -> Mapping[int, str]:
    """Map the tokens below a heading that is a country's name to that country's code."""
    topics: dict[int, str] = {}
    topic: str | None = None
    by_start = {span.start: span for span in countries}
    for block in blocks_of(doc):
        if block.label_ == BlockKind.HEADING.value:
            span = by_start.get(block.start)
            topic = span.kb_id_ if span is not None and span.end >= block.end - 1 else None
        elif topic is not None:
            topics.update(dict.fromkeys(range(block.start, block.end), topic))
    return topics
