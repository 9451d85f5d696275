"""Words for several countries at once, or for one of several: "both", "the two leaders", "the latter", "the others"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from coalition.lexicons.people import OfficeTitles
from coalition.lexicons.references import ReferenceLexicon
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.antecedents import PLURALS, Antecedent, Discourse, Place, nearest_group, rest_of_group
from coalition.pipeline.clauses import SUBJECTS
from coalition.pipeline.referring import as_reference, has_relative, modifiers_of

_REACH_GROUP = 2  # sentences, as in references.py
_REACH_REGION = 4
_ARTICLES = (["the"], ["all"], ["all", "the"])
_PLACE_ROLES = frozenset({"pobj", "npadvmod", "compound", "nmod"})


@dataclass(frozen=True, slots=True)
class Gatherings:
    """Resolves the words of one article that gather or divide countries named before."""

    titles: OfficeTitles
    lexicon: ReferenceLexicon
    discourse: Discourse

    def gathered(self, place: Place) -> list[Actor]:
        """Resolve "both", "the trio", "all four countries", "the two leaders", "the Baltic states"."""
        token = place.token
        if (token.dep_ in _PLACE_ROLES and token.head.lower_ != "by") or has_relative(token):
            return []
        region = self._region_of_group(token)
        if region is not None:
            return self._of_region(place, region)
        size = self._size(token)
        if size == 0:
            return []
        actors = _actors_of(nearest_group(self.discourse, place, size, _REACH_GROUP if size else 1))
        if self._means_people(token) and any(a.authority is not Authority.GOVERNMENT for a in actors):
            return []  # "France and Chad" are no "two men"
        is_body = self.titles.is_government(token.lemma_.lower())
        return [
            replace(made, authority=Authority.GOVERNMENT) if is_body else made
            for made in (as_reference(actor, token) for actor in actors)
        ]

    def _size(self, token: Token) -> int | None:
        """Return how many countries a word gathers, None for "these countries", 0 where it gathers none."""
        words, counts = self.lexicon.gatherers, self.lexicon.counts
        stands_alone = token.dep_ in SUBJECTS and any(
            token.lower_ in alone for alone in (words.each, words.alone, words.behind_article)
        )
        if not stands_alone and (token.n_lefts == 0 or not self._may_gather(token)):
            return 0
        left = [
            child.lower_ for child in token.lefts if child.dep_ != "punct" and child.dep_ not in ("amod", "compound")
        ]
        if any(child.dep_ in ("prep", "appos") and not self._repeats(child) for child in token.children):
            return 0
        if token.dep_ in SUBJECTS and token.lower_ in words.each and not left:
            return None
        if token.dep_ in SUBJECTS and token.lower_ in words.alone:
            return counts[token.lower_]
        if token.dep_ in SUBJECTS and token.lower_ in words.behind_article and left in _ARTICLES:
            return counts[token.lower_]
        known = words.determiners | counts.keys() | {"the"}
        if not self._may_gather(token) or not left or any(word not in known for word in left):
            return 0
        sizes = [counts[word] for word in left if word in counts]
        if token.tag_ in PLURALS and (sizes or set(left) & {"these", "those"}):
            return sizes[0] if sizes else None
        return sizes[0] if sizes and left[0] in words.determiners else 0

    def _repeats(self, child: Token) -> bool:
        """Tell the "of them" in "both of them", which adds nothing."""
        return child.lower_ == "of" and all(noun.lower_ == "them" for noun in child.children)

    def _may_gather(self, token: Token) -> bool:
        """Tell "the two nations" and "both foreign ministers" from "the two frigates"; other adjectives tell apart."""
        lemma, modifiers = token.lemma_.lower(), modifiers_of(token)
        if not modifiers:
            lexicon = self.lexicon
            return any(lemma in nouns for nouns in (lexicon.nations, lexicon.members, lexicon.humans)) or (
                self.titles.is_person(lemma)
            )
        return self.titles.is_person(f"{modifiers} {lemma}") or self.titles.is_person(f"{modifiers} {token.lower_}")

    def _means_people(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        return token.tag_ in PLURALS and (self.titles.is_person(lemma) or lemma in self.lexicon.humans)

    def _region_of_group(self, token: Token) -> frozenset[str] | None:
        if token.tag_ not in PLURALS:
            return None
        people = self.lexicon.codes_of_people(token.lower_)
        if people is not None:
            return people
        if not {token.lemma_.lower(), token.lower_.removesuffix("s")} & (self.lexicon.nations | {"state"}):
            return None
        return self.lexicon.codes_of_region(modifiers_of(token))

    def _of_region(self, place: Place, region: frozenset[str]) -> list[Actor]:
        """Return the countries of a region that the text named shortly before, if they are several."""
        first = place.sentence - _REACH_REGION
        named = {
            actor.code: actor
            for a in self.discourse.before(place.token)
            if a.sentence >= first and a.zone == place.zone
            for actor in a.actors
            if actor.code in region
        }
        counted = [self.lexicon.counts[c.lower_] for c in place.token.lefts if c.lower_ in self.lexicon.counts]
        if len(named) < 2 or any(count != len(named) for count in counted):
            return []
        return [as_reference(actor, place.token) for actor in named.values()]

    # ------------------------------------------------------------ one of them, the rest of them
    def ordered(self, place: Place) -> list[Actor]:
        """Resolve "the former", "the second" and "the last of the four" to one of several countries."""
        token = place.token
        following = token.nbor() if token.i + 1 < len(token.doc) else token
        size = self._counted_by(following)
        is_alone = token.dep_ in SUBJECTS and (size > 0 or following.pos_ not in ("NOUN", "PROPN", "ADJ", "ADP"))
        if not is_alone or [c.lower_ for c in token.lefts if c.dep_ == "det"] != ["the"]:
            return []
        found = nearest_group(self.discourse, place, size or 2, _REACH_GROUP)
        actors = sorted(_actors_of(found), key=lambda a: a.start)
        is_listed = size > 0 or isinstance(found, Antecedent) or token.lower_ in self.lexicon.gatherers.pair
        if len(actors) != (size or 2) or not is_listed or self.lexicon.orders[token.lower_] >= len(actors):
            return []
        return [as_reference(actors[self.lexicon.orders[token.lower_]], token)]

    def _counted_by(self, preposition: Token) -> int:
        """Return the number in "of the four", 0 without one."""
        nouns = list(preposition.children) if preposition.lower_ == "of" else []
        return next((self.lexicon.counts[n.lower_] for n in nouns if n.lower_ in self.lexicon.counts), 0)

    def others(self, place: Place) -> list[Actor]:
        """Resolve "the other two" and "the others" to those of a list that the text has not told of since."""
        token = place.token
        if token.dep_ not in SUBJECTS:
            return []
        left = [child.lower_ for child in token.lefts]
        words = [*left, token.lemma_.lower() if token.lower_ == "others" else token.lower_]
        nouns = self.lexicon.nations | self.lexicon.members
        if left[:1] != ["the"] or "other" not in words or has_relative(token):
            return []
        sizes = [self.lexicon.counts[word] for word in words if word in self.lexicon.counts]
        rest = [w for w in words if w not in ("the", "other") and w not in self.lexicon.counts]
        if rest and (len(rest) > 1 or token.lemma_.lower() not in nouns):
            return []
        actors = rest_of_group(self.discourse, place, _REACH_GROUP)
        size = sizes[0] if sizes else 1 if token.tag_ not in PLURALS and token.lower_ != "others" else len(actors)
        return [as_reference(actor, token) for actor in actors] if len(actors) == size else []


def _actors_of(found: Antecedent | Sequence[Actor]) -> tuple[Actor, ...]:
    return found.actors if isinstance(found, Antecedent) else tuple(found)
