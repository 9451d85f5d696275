"""Component ``coalition_quotes``: direct, indirect and mixed quotations with their speakers."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from coalition.lexicons.names import NameLexicon, load_names
from coalition.lexicons.people import OfficeTitles, load_office_titles
from coalition.lexicons.speech import SpeechLexicon, load_speech
from coalition.pipeline.attribution import Page, Stretch
from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.extensions import register_extensions
from coalition.pipeline.marks import Marked, pair_marks
from coalition.pipeline.model import check_language
from coalition.pipeline.names import spans_of
from coalition.pipeline.parsing import blocks_of
from coalition.pipeline.people import PEOPLE_KEY
from coalition.pipeline.quotefinder import Quotation, QuotationSearch
from coalition.pipeline.reports import find_reports
from coalition.pipeline.speakers import SpeakerResolver

QUOTES_KEY = "coalition_quotes"


@Language.factory(
    "coalition_quotes",
    assigns=["doc.spans", "doc._.coalition_quotes"],
    requires=["doc.spans", "doc._.coalition_people", "token.dep", "token.tag", "token.lemma"],
    default_config={"indirect": True},
)
def create_quotes(nlp: Language, name: str, indirect: bool) -> "QuoteFinder":  # noqa: ARG001, FBT001
    """Make the component; ``indirect`` tells whether reported clauses are quotations too.

    Raises:
        ModelError: The pipeline is not for English.
    """
    check_language(nlp)
    return QuoteFinder(load_speech(), load_names(), load_office_titles(), indirect=indirect)


class QuoteFinder:
    """Sets ``doc.spans[QUOTES_KEY]`` and ``doc._.coalition_quotes``, a list of plain dicts in text order.

    Each dict has the characters and tokens of the words ("start_char", "end_char",
    "start", "end"), "direct", the "speaker" as a text with "person" (an index into
    ``doc._.coalition_people``), "country" and "governs", the verb as "cue", and where
    cue and speaker stand. A sentence with fragments in quotation marks gives the
    fragments, not the clause around them. People who speak are marked so.
    """

    def __init__(
        self, speech: SpeechLexicon, names: NameLexicon, titles: OfficeTitles, *, indirect: bool = True
    ) -> None:
        self._speech = speech
        self._names = names
        self._titles = titles
        self._indirect = indirect
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of a Doc; no arrangement of marks makes this fail."""
        page, labels = _read_page(doc, self._speech)
        resolver = SpeakerResolver(
            doc, doc._.coalition_people or [], spans_of(doc, PEOPLE_KEY), spans_of(doc, COUNTRIES_KEY),
            inside=page.inside, speech=self._speech, names=self._names, titles=self._titles,
        )  # fmt: skip
        found = QuotationSearch(page, labels, resolver, indirect=self._indirect).run()
        doc._.coalition_quotes = [_as_dict(doc, quotation) for quotation in found]
        doc.spans[QUOTES_KEY] = [
            Span(doc, q.start, q.end, label="direct" if q.is_direct else "indirect", span_id=str(index))
            for index, q in enumerate(found)
        ]
        _mark_speakers(doc, found)
        return doc


def _as_dict(doc: Doc, quotation: Quotation) -> dict[str, Any]:
    speaker = quotation.speaker
    verb = doc[quotation.verb] if quotation.verb is not None else None
    return {
        "start_char": quotation.start_char,
        "end_char": quotation.end_char,
        "start": quotation.start,
        "end": quotation.end,
        "direct": quotation.is_direct,
        "speaker": speaker.text if speaker else None,
        "person": speaker.person if speaker else None,
        "country": speaker.country if speaker else None,
        "governs": bool(speaker and speaker.governs),
        "cue": verb.text if verb is not None else None,
        "cue_start_char": verb.idx if verb is not None else None,
        "cue_end_char": verb.idx + len(verb) if verb is not None else None,
        "speaker_start": speaker.start if speaker else None,
        "speaker_end": speaker.end if speaker else None,
    }


def _mark_speakers(doc: Doc, found: Sequence[Quotation]) -> None:
    people = doc._.coalition_people or []
    for quotation in found:
        if quotation.speaker and quotation.speaker.person is not None:
            people[quotation.speaker.person]["speaks"] = True


# ---------------------------------------------------------------- the page
def _read_page(doc: Doc, speech: SpeechLexicon) -> tuple[Page, list[str]]:
    """Return the page and the kind of each of its blocks."""
    blocks = list(blocks_of(doc))
    starts = [token.idx for token in doc]
    stretches: list[Stretch] = []
    for marked in pair_marks(doc.text, [(block.start_char, block.end_char) for block in blocks]):
        stretch = _to_stretch(starts, marked, len(stretches) + 1)
        if stretch is not None:
            stretches.append(stretch)
    inside = [0] * len(doc)
    for stretch in stretches:
        inside[stretch.outer_start : stretch.outer_end] = [stretch.number] * (stretch.outer_end - stretch.outer_start)
    persons = {index: span.start for span in spans_of(doc, PEOPLE_KEY) for index in range(span.start, span.end)}
    reports = find_reports(doc, inside, speech, persons)
    page = Page(doc, [(block.start, block.end) for block in blocks], stretches, inside, reports, speech)
    return page, [block.label_ for block in blocks]


def _to_stretch(starts: Sequence[int], marked: Marked, number: int) -> Stretch | None:
    """Return a marked stretch in tokens, None where no token begins in it."""
    start = bisect_right(starts, marked.start) - 1
    end = bisect_left(starts, marked.end)
    if marked.start >= marked.end or start >= end:
        return None
    outer_start = bisect_right(starts, marked.outer_start) - 1
    outer_end = max(end, bisect_left(starts, marked.outer_end))
    return Stretch(
        number, start, end, outer_start, outer_end, marked.block, marked.start, marked.end,
        marked.is_single, marked.is_open, marked.reopens,
    )  # fmt: skip
