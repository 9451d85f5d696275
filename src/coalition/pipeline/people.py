"""Component ``coalition_people``: the persons of an article, their titles, countries and power."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from coalition.errors import CoalitionError
from coalition.lexicons.holders import OfficeHolders
from coalition.lexicons.names import NameLexicon, Organisation, load_names
from coalition.lexicons.own import holders_with
from coalition.lexicons.people import load_office_titles
from coalition.lexicons.speech import SpeechLexicon, load_speech
from coalition.pipeline.affiliation import LinkReader
from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.descriptions import DescriptionReader
from coalition.pipeline.extensions import register_extensions
from coalition.pipeline.model import check_language
from coalition.pipeline.namefinder import NameFinder
from coalition.pipeline.names import Name, spans_of
from coalition.pipeline.persons import Person, group_names
from coalition.pipeline.profiles import Profile, Profiler
from coalition.pipeline.titles import find_titles

PEOPLE_KEY = "coalition_people"
DATE_KEY = "coalition_date"
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
MAX_LOOKAHEAD = 40  # tokens from a name without title to the "he said" that makes its bearer a speaker


@Language.factory(
    "coalition_people",
    assigns=["doc.spans", "doc._.coalition_people"],
    requires=["doc.ents", "doc.spans", "token.dep", "token.tag", "token.ent_type"],
    default_config={"use_offices": True, "lexicon": None},
)
def create_people(nlp: Language, name: str, use_offices: bool, lexicon: str | None = None) -> "PeopleFinder":  # noqa: ARG001, FBT001
    """Make the component.

    ``use_offices`` tells whether the office table, with that of a user's ``lexicon``, may
    speak where the text is silent.

    Raises:
        ModelError: The pipeline is not for English.
        LexiconError: The lexicon is missing or wrong.
    """
    check_language(nlp)
    return PeopleFinder(holders_with(lexicon) if use_offices else None)


class PeopleFinder:
    """Sets ``doc.spans[PEOPLE_KEY]`` and ``doc._.coalition_people``, a list of plain dicts by first mention.

    Reads the countries of ``coalition_countries`` and ``doc.user_data[DATE_KEY]``, the
    article's date in ISO form. "speaks" is filled in by ``coalition_quotes``.
    """

    def __init__(self, holders: OfficeHolders | None) -> None:
        self._lexicon = load_names()
        self._speech = load_speech()
        self._titles = load_office_titles()
        self._holders = holders
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of a Doc.

        Raises:
            CoalitionError: ``doc.user_data[DATE_KEY]`` is no day in ISO form.
        """
        hits = find_titles(doc, self._titles, self._lexicon)
        countries = spans_of(doc, COUNTRIES_KEY)
        names = NameFinder(doc, hits, countries, self._lexicon, self._holders).find()
        persons = group_names(names, self._lexicon, self._same_holder)
        names_at = {i: name for name in names for i in range(name.start, name.end)}
        reader = DescriptionReader(doc, hits, countries, names_at, lexicon=self._lexicon, titles=self._titles)
        links = LinkReader(doc, doc.text, reader, self._lexicon)
        profiles = Profiler(doc, persons, links, countries, holders=self._holders, lexicon=self._lexicon).run(
            _date_of(doc)
        )
        judge = _Judge(doc, self._speech, self._lexicon)
        kept = [(p, profile) for p, profile in zip(persons, profiles, strict=True) if judge.is_person(p, profile)]
        _store(doc, kept)
        return doc

    def _same_holder(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        if self._holders is None:
            return False
        first, second = self._holders.find(" ".join(one)), self._holders.find(" ".join(other))
        return bool(first and second) and first[0].holder.name == second[0].holder.name


def _date_of(doc: Doc) -> date | None:
    value = doc.user_data.get(DATE_KEY)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:  # a Doc with a date object could not be kept or sent
        raise CoalitionError(f"doc.user_data[{DATE_KEY!r}] is {value!r}; give a day such as '2027-02-11'") from error


def _store(doc: Doc, kept: Sequence[tuple[Person, Profile]]) -> None:
    people, spans = [], []
    for index, (person, profile) in enumerate(kept):
        mentions = [name for name in person.names if not name.is_modifier] or person.names
        people.append(_as_dict(doc, person, profile, mentions))
        for name in mentions:
            label = "full" if len(name.words) > 1 else "surname"
            spans.append(Span(doc, name.start, name.end, label=label, kb_id=profile.country or "", span_id=str(index)))
    doc._.coalition_people = people
    doc.spans[PEOPLE_KEY] = sorted(spans, key=lambda span: span.start)


def _as_dict(doc: Doc, person: Person, profile: Profile, mentions: Sequence[Name]) -> dict[str, Any]:
    name, organisation = person.fullest, profile.organisation
    return {
        "name": " ".join(doc[name.start : name.end].text.split()),
        "title": profile.title,
        "country": profile.country,
        "inferred": profile.is_inferred,
        "governs": profile.governs,
        "kind": profile.kind.value if profile.kind is not None else None,
        "organisation": None if organisation in (None, Organisation.OTHER) else organisation.value,
        "mentions": [[mention.start, mention.end] for mention in mentions],
        "speaks": False,
    }


class _Judge:
    """Decides which names are persons of the story: tied to a country or organisation, or speaking."""

    def __init__(self, doc: Doc, speech: SpeechLexicon, lexicon: NameLexicon) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._speech = speech

    def is_person(self, person: Person, profile: Profile) -> bool:
        """Tell whether a name is listed.

        A single word needs evidence that it is a name (a title, an honorific, a verb of
        saying, the office table); every person needs a tie to the story.
        """
        if all(name.is_modifier for name in person.names):
            return False
        speaks = any(self._speaks(name) for name in person.names)
        speaks = speaks or (len(person.words) > 1 and self._speaks_next(person.names[0]))
        if self._lexicon.is_historical(person.words) and not speaks:
            return False
        is_tied = profile.country is not None or profile.organisation is not None
        if len(person.words) > 1:
            return is_tied or speaks or profile.kind is not None
        is_named = (
            profile.is_known or speaks or profile.kind is not None or any(name.honorific for name in person.names)
        )
        return is_named and (is_tied or speaks)

    def _speaks_next(self, name: Name) -> bool:
        """Tell whether a "he said" follows closely, so that a person without title may be its speaker."""
        for token in self._doc[name.end : name.end + MAX_LOOKAHEAD]:
            if token.lower_ in ("he", "she") and token.dep_ == "nsubj":
                return self._speech.is_speech(token.head.lower_, token.head.lemma_)
        return False

    def _speaks(self, name: Name) -> bool:
        if name.is_modifier:
            return False
        following = next((t for t in self._doc[name.end : name.end + 2] if t.text != ","), None)
        if (
            following is not None
            and following.tag_ in _FINITE
            and self._speech.is_speech(following.lower_, following.lemma_)
        ):
            return True
        root = self._doc[name.start : name.end].root
        if root.dep_ == "appos":
            root = root.head
        verb = root.head
        if root.dep_ in ("nsubj", "npadvmod") and self._speech.is_speech(verb.lower_, verb.lemma_):
            return True
        if root.dep_ in ("dobj", "nsubjpass") and self._speech.is_quoting(verb.lemma_):
            return True
        return verb.lower_ == "to" and verb.i > 0 and self._doc[verb.i - 1].lower_ == "according"
