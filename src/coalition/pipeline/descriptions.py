"""Read a description of a person: "Poland's prime minister", "a senior fellow at the Atlantic Council"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from coalition.lexicons.names import NameLexicon, Organisation
from coalition.lexicons.people import ModifierEffect, OfficeKind, OfficeTitle, OfficeTitles
from coalition.pipeline.names import Name
from coalition.pipeline.titles import TitleHit

_NOUNS = frozenset({"NOUN", "PROPN"})
_OUT = frozenset({ModifierEffect.FORMER, ModifierEffect.FUTURE, ModifierEffect.OPPOSING})
_ABOUT = frozenset({OfficeKind.EXPERT, OfficeKind.JOURNALIST, None})  # "Syria expert", "Iran hawk"
_ENVOYS = frozenset({OfficeKind.AMBASSADOR, OfficeKind.UN_AMBASSADOR})
# "a shopkeeper in Gaza" and "the foreign minister in Honiara" belong there, a correspondent does not.
_PLACED = frozenset(
    {OfficeKind.OTHER, None, OfficeKind.SPOKESPERSON, OfficeKind.OFFICIAL, OfficeKind.HEAD_OF_GOVERNMENT}
    | {OfficeKind.HEAD_OF_STATE, OfficeKind.FOREIGN_MINISTER, OfficeKind.DEFENCE_MINISTER, OfficeKind.OTHER_MINISTER}
)
_TOLD_APART = frozenset(member.value for member in Organisation)
_SERVING = frozenset({OfficeKind.OFFICIAL, OfficeKind.OTHER, OfficeKind.EXPERT, OfficeKind.MILITARY})
_HEADS = frozenset({OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT})
_MAX_PLAIN = 6  # tokens of a description without a known title that is still short enough to show


@dataclass(frozen=True, slots=True)
class Link:
    """One statement of the text on who somebody is.

    ``country`` is an ISO code that the text gives, ``owner`` a token of whoever the
    person belongs to ("*Macron*'s spokesman", "*his* deputy"), to be resolved by the
    caller. ``is_out`` marks former, future and opposing holders; ``names_body`` a title
    with a body of its own ("director of Global Zero"), which no context may replace.
    ``is_weak`` marks a country that is only named in what is said of the person ("who
    advised the Chinese delegation"): the last resort.
    """

    title: str | None = None
    office: OfficeTitle | None = None
    country: str | None = None
    owner: int | None = None
    organisation: Organisation | None = None
    is_out: bool = False
    names_body: bool = False
    is_weak: bool = False


def organisation_of(name: str) -> Organisation:
    """Return the organisation of a name in the data files, OTHER for those that are not told apart here."""
    return Organisation(name) if name in _TOLD_APART else Organisation.OTHER


def _is_international(office: OfficeTitle | None) -> bool:
    return office is not None and (office.organisation is not None or office.kind is OfficeKind.ORGANISATION)


class DescriptionReader:
    """Reads descriptions in one Doc, given the titles, countries and names found in it."""

    def __init__(
        self, doc: Doc, hits: Sequence[TitleHit], countries: Sequence[Span], names_at: Mapping[int, Name],
        *, lexicon: NameLexicon, titles: OfficeTitles,
    ) -> None:  # fmt: skip
        self._doc = doc
        self._lexicon = lexicon
        self._words = lexicon.descriptions
        self._titles = titles
        self.names_at = names_at
        self.hit_ending = {hit.end: hit for hit in hits}
        self.hit_at = {i: hit for hit in hits for i in range(hit.start, hit.end)}
        self.country_at = {i: span for span in countries for i in range(span.start, span.end)}

    @property
    def leader(self) -> OfficeTitle:
        """The office of whoever rules a country, whatever it is called there."""
        return self._titles.phrases["leader"]

    def owns(self, end: int) -> bool:
        """Tell whether a possessive "'s" stands at a token index, behind what ends there."""
        return end < len(self._doc) and self._doc[end].tag_ == "POS"

    def head_hit(self, start: int, end: int, *, before_name: bool = False) -> TitleHit | None:
        """Return the title that counts in a range: the first, before a name the last that is no mere rank.

        "spokesman Rear Adm." is a spokesman; in a caption, "Secretary of State Sen." of
        two people in a row, the second belongs to the name. Plurals are of nobody alone.
        """
        hits = dict.fromkeys(self.hit_at[i] for i in range(start, end) if i in self.hit_at)
        singular = [hit for hit in hits if self._is_of_one(hit)]
        offices = [hit for hit in singular if hit.office.kind is not OfficeKind.MILITARY]
        if before_name and offices:
            return offices[-1]
        return singular[0] if singular else None

    def _is_of_one(self, hit: TitleHit) -> bool:
        """Tell a title of one person from a plural, and from "major" and "general" as adjectives."""
        tag = self._doc[hit.end - 1].tag_
        return tag != "NNS" and not (hit.office.beside_name and tag == "JJ")

    def read(self, start: int, end: int, hit: TitleHit | None, *, is_apposition: bool, is_body: bool = False) -> Link:
        """Return what a token range says of a person.

        Args:
            start: The first token of the description.
            end: The token behind it.
            hit: The title in it, if there is one.
            is_apposition: Whether it stands apart from the name, with more than the title.
            is_body: Whether it names what the person belongs to ("of the Amman chamber of trade").
        """
        country = self._country(start, end, hit, is_body=is_body)
        office = self._office(start, end, hit, country) if hit is not None else None
        organisation = self._organisation(start, end, office) if country is None or _is_international(office) else None
        country = country if organisation is None else None
        own_country = self._own_country(start, end, hit) if country is None and organisation is None else None
        return Link(
            title=self._title_text(start, end, hit, country, is_apposition=is_apposition),
            office=office,
            country=country.kb_id_ if country is not None else own_country,
            owner=self._owner(start, end) if country is None else None,
            organisation=organisation,
            is_out=self._is_out(start, hit.end + 2 if hit is not None else end),
            names_body=hit is not None and self._names_body(hit, end),
        )

    def _office(self, start: int, end: int, hit: TitleHit, country: Span | None) -> OfficeTitle:
        """Return the office, without power where it is that of a party or a company ("Labour leader")."""
        office = hit.office
        if office.kind not in _HEADS or not office.governs:
            return office
        before = self._doc[hit.start - 1] if hit.start > start else None
        is_leader = self._doc[hit.end - 1].lower_ in ("leader", "leadership")
        is_of_body = (
            before is not None
            and hit.start - 1 not in self.country_at
            and hit.start - 1 not in self.hit_at  # "Supreme Leader Ayatollah" is one office
            and (
                before.pos_ == "PROPN"
                or (is_leader and before.pos_ in ("NOUN", "ADJ") and self._titles.effect_of(before.lower_) is None)
            )
        )
        if is_of_body or (country is None and self._names_body(hit, end)):
            return office.model_copy(
                update={"kind": OfficeKind.OPPOSITION if is_leader else OfficeKind.OTHER, "governs": False}
            )
        return office

    # ------------------------------------------------------------ the country
    def _country(self, start: int, end: int, hit: TitleHit | None, *, is_body: bool) -> Span | None:
        """Return the country a description belongs to: "*German* envoy to Kenya", "ambassador of *Turkey*"."""
        kind = hit.office.kind if hit is not None else None
        head = hit.end if hit is not None else next((i for i in range(start, end) if self._doc[i].tag_ == "NN"), end)
        preposition = ""
        is_sent = hit is not None and self._is_sent(hit)
        for index in range(start, end):
            lower = self._doc[index].lower_
            if (
                index >= head
                and (lower in self._words.own or lower in self._words.foreign)
                and self._doc[index].dep_ != "aux"
            ):
                preposition = lower
            span = self.country_at.get(index)
            if span is None or index != span.start or self._is_compound(span):
                continue
            if index >= head and self._is_foreign(preposition, kind, is_sent=is_sent):
                continue
            if index < head and not is_body and self._is_subject_matter(span, kind, is_sent=is_sent):
                continue
            if index < head and is_sent and (nearer := self._last_before(index + 1, head)) is not None:
                return nearer  # "Iran's new French ambassador"
            return span
        return None

    def _last_before(self, start: int, end: int) -> Span | None:
        spans = [self.country_at[i] for i in range(start, end) if i in self.country_at]
        return spans[-1] if spans and spans[-1].label_ == "adjective" else None

    def _is_sent(self, hit: TitleHit) -> bool:
        """Tell whether an office is named after where its holder is sent: "envoy for Syria"."""
        return hit.office.kind in _ENVOYS or any(
            self._doc[i].lower_ in self._lexicon.sent for i in range(hit.start, hit.end)
        )

    def _is_compound(self, span: Span) -> bool:
        """Tell "Islamabad-based" and "U.S.-led", which say nothing of the person."""
        end = span.end
        if "-" in self._doc[end - 1].text:
            return True
        return end + 1 < len(self._doc) and self._doc[end].text == "-" and self._doc[end + 1].text.islower()

    def _is_foreign(self, preposition: str, kind: OfficeKind | None, *, is_sent: bool) -> bool:
        if preposition == "in":
            return is_sent or kind not in _PLACED
        if preposition == "to" and not is_sent and kind in _SERVING:
            return False  # "an adviser to the Israeli prime minister"
        return preposition in self._words.foreign or (is_sent and preposition in self._words.sent)

    def _is_subject_matter(self, span: Span, kind: OfficeKind | None, *, is_sent: bool) -> bool:
        """Tell "Syria expert" and "Iran envoy", where the country is what the work is about."""
        if span.label_ not in ("name", "capital") or self.owns(span.end):
            return False
        return kind in _ABOUT or is_sent

    def _own_country(self, start: int, end: int, hit: TitleHit | None) -> str | None:
        """Return the country of a title that belongs to one: "taoiseach", "Sen.", "Joint Chiefs chairman"."""
        if hit is None:
            return None
        if hit.office.country is not None:
            return hit.office.country
        words = [self._doc[i].lower_ for i in range(start, end)]
        phrase = self._doc[hit.start : hit.end].text.lower()
        is_american = phrase in self._lexicon.american or self._lexicon.names_american_body(words)
        return "USA" if is_american else None

    def _organisation(self, start: int, end: int, office: OfficeTitle | None) -> Organisation | None:
        if office is not None and office.organisation is not None:
            return organisation_of(office.organisation)
        if office is not None and office.kind in _ENVOYS:  # "U.N. ambassador": sent there, not from there
            return None
        words = []
        for index in range(start, end):
            if self._doc[index].lower_ in self._words.foreign:
                break
            words.append(self._doc[index].lower_)
        return self._lexicon.organisation_in(words)

    def _owner(self, start: int, end: int) -> int | None:
        for index in range(start, end):
            if self._doc[index].lower_ in self._words.possessives:
                return index
            name = self.names_at.get(index)
            if name is not None and self.owns(name.end):
                return index
        return None

    def mentioned(self, start: int, end: int) -> Link | None:
        """Return a weak link to a country that a phrase about a person names as an adjective or an owner."""
        for index in range(start, end):
            span = self.country_at.get(index)
            if span is None or index != span.start or self._is_compound(span):
                continue
            is_owner = span.label_ in ("adjective", "abbreviation") or self.owns(span.end)
            if is_owner or span.root.dep_ == "compound" or self._is_placed(span):
                return Link(country=span.kb_id_, is_weak=True)
        return None

    def _is_placed(self, span: Span) -> bool:
        return span.root.dep_ == "pobj" and span.root.head.lower_ in self._words.placed

    # ------------------------------------------------------------ the title
    def _is_out(self, start: int, end: int) -> bool:
        first = start - 2 if start > 1 and self._doc[start - 1].text == "-" else start - 1  # "then-President"
        words = [self._doc[i].lower_ for i in range(max(0, first), min(end, len(self._doc)))]
        return any(self._titles.effect_of(word) in _OUT or word in self._lexicon.aspiring for word in words)

    def _names_body(self, hit: TitleHit, end: int) -> bool:
        rest = self._doc[hit.end : end]
        return len(rest) > 1 and rest[0].lower_ in self._words.of_body and any(t.pos_ == "PROPN" for t in rest)

    def _title_text(
        self, start: int, end: int, hit: TitleHit | None, country: Span | None, *, is_apposition: bool
    ) -> str | None:
        if hit is None:
            return self._plain(start, end, country) if not is_apposition or end - start <= _MAX_PLAIN else None
        if not is_apposition:
            return self._plain(start, end, country)
        return self._plain(max(start, self._compound_start(start, hit.start)), hit.end, country)

    def _compound_start(self, start: int, at: int) -> int:
        """Return where the words begin that a title needs: "[Foreign Office] spokesperson", "[senior] fellow"."""
        while at > start and self._doc[at - 1].pos_ in (*_NOUNS, "ADJ") and self._doc[at - 1].ent_type_ != "PERSON":
            at -= 1
        return at

    def _plain(self, start: int, end: int, country: Span | None) -> str | None:
        """Return a title without article, owner and country; an institution stays ("White House spokesman")."""
        keeps = country is not None and country.label_ == "seat"
        while start < end:
            token = self._doc[start]
            if country is not None and not keeps and country.start <= start < country.end:
                start = country.end
            elif token.tag_ in ("DT", "PRP$", "POS", "IN", "TO") or token.is_punct or start in self.names_at:
                start += 1
            else:
                break
        return self._doc[start:end].text.strip(" ,-'") or None
