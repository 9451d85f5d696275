"""Syntax of one clause: who is its subject, is it negated, which auxiliaries colour it.

Everything here reads a dependency parse in the CLEAR/ClearNLP labels of spaCy's English
models and answers in tokens. Word lists of function words that only grammar defines (the
auxiliaries, the negators, the subordinators) stand in ``data/grammar.toml``.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from coalition.lexicons.grammar import Grammar
from coalition.stance import Certainty

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
NOUN_TAGS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
LONGEST_LIST = 250  # members that are walked along, more than there are countries, so that time stays linear


def subject_of(head: Token) -> Token | None:
    """Return the subject token of a clause head, or None."""
    return next((child for child in head.children if child.dep_ in SUBJECTS), None)


def postponed_clause(word: Token) -> Token | None:
    """Return the clause that an empty "it" stands for: "leave" in "it was wrong to leave the pact".

    An infinitive of a verb is its own: "it helps to pay for the pact".
    """
    is_verb = word.pos_ == "VERB"
    holders = (word, word.head) if word.dep_ in ("acomp", "attr", "oprd", "dobj") else (word,)
    for child in (child for holder in holders for child in holder.children if child.i > word.i):
        is_infinitive = (
            child.tag_ == "VB" and child.dep_ in ("xcomp", "advcl") and not (is_verb and child.dep_ == "xcomp")
        )
        is_that = child.dep_ in ("ccomp", "csubj") and child.pos_ in ("VERB", "AUX") and not is_verb
        if is_infinitive or is_that:
            return child
    return None


def passive_subject_of(head: Token) -> Token | None:
    """Return the subject of a passive, shared by coordination: "was welcomed by Israel and deplored by Slovenia"."""
    while (subject := subject_of(head)) is None and head.dep_ == "conj":
        if head.head.tag_ != head.tag_ and not any(child.dep_ == "auxpass" for child in head.children):
            return None
        head = head.head
    return subject


def is_passive(head: Token) -> bool:
    """Tell whether a verb is passive: "was joined", "a force led by"."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in head.children):
        return True
    return head.tag_ == "VBN" and head.dep_ in ("acl", "relcl", "advcl", "conj") and not _has_aux(head, "have")


def _has_aux(head: Token, lemma: str) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == lemma for child in head.children)


def has_be(head: Token) -> bool:
    """Tell whether a form of "be" carries this predicate ("is expected", "was against")."""
    if any(child.dep_ in ("aux", "auxpass") and child.lemma_ in ("be", "get") for child in head.children):
        return True
    if head.dep_ in ("acomp", "attr", "prep", "oprd", "advmod") and head.head.pos_ in ("AUX", "VERB"):
        return True
    is_bare = head.tag_ == "VBN" and not _has_aux(head, "have")  # "has guarded it" is no passive
    return is_bare and head.dep_ in ("acl", "relcl", "advcl", "conj", "ROOT", "amod")


def negations(head: Token, grammar: Grammar) -> list[Token]:
    """Return the tokens that negate a head: "not", "never", "no longer", "neither", "no" on a noun."""
    found = [child for child in head.children if child.dep_ == "neg" or child.lower_ in grammar.negators]
    found = [child for child in found if not _denies_next(child, head)]
    if head.dep_ == "conj" and (link := _nor_before(head)) is not None:
        found.append(link)
    found += [
        inner
        for child in head.children
        if child.dep_ == "advmod" and child.lower_ in ("longer", "more")
        for inner in child.children
        if inner.lower_ in ("no", "n't", "not")
    ]
    if head.pos_ in NOUN_TAGS:
        found += [child for child in head.children if child.dep_ == "det" and child.lower_ in ("no", "neither")]
    if head.dep_ == "pcomp" and head.head.head.lower_ in grammar.distances:
        found.append(head.head.head)  # "far from resisting the tax"
    if head.i > 1 and head.nbor(-1).lower_ == "than" and head.nbor(-2).lower_ in grammar.preferences:
        found.append(head.nbor(-2))  # "left the club rather than accept the rules"
    subject = subject_of(head)
    if subject is not None:
        found += [child for child in (subject, *subject.children) if child.lower_ in grammar.negative_subjects]
        opening = head.doc[subject.left_edge.i : subject.i]
        found += [t for t in opening[:1] if t.lower_ == "not" and opening[1:2].text.lower() in ("one", "a", "single")]
    return _unique(token for token in found if not _is_pseudo_negation(token))


def _denies_next(link: Token, head: Token) -> bool:
    """Tell the "nor" behind a head, which negates the next verb: "has neither signed nor ratified it"."""
    return link.dep_ == "cc" and link.lower_ == "nor" and link.i > head.i


def _nor_before(conjunct: Token) -> Token | None:
    """Return the "nor" that opens a conjunct, wherever the parser hangs it."""
    start = conjunct.left_edge
    before = start.nbor(-1) if start.i else start
    return before if before.lower_ == "nor" else None


def denied_beside(head: Token) -> Token | None:
    """Return what is denied in one breath with a head: "refused" in "has neither signed nor refused to", and back."""
    second = head
    if head.dep_ != "conj" or _nor_before(head) is None:
        second = next((c for c in head.children if c.dep_ == "conj" and _nor_before(c) is not None), head)
    if second.dep_ != "conj" or _nor_before(second) is None or subject_of(second) is not None:
        return None
    return second.head if second.i == head.i else second


def empty_object(target: Token, grammar: Grammar) -> list[Token]:
    """Return the word that empties an object: "no" in "sent no troops", "nobody" in "will send nobody"."""
    following = target.nbor().lower_ if target.i + 1 < len(target.doc) else ""
    if target.lower_ in grammar.empty_objects:
        return [] if following in grammar.empty_exceptions else [target]  # "nothing but praise"
    return [child for child in target.lefts if child.dep_ in _EMPTYING and child.lower_ in grammar.negative_determiners]


_EMPTYING = frozenset({"det", "preconj", "cc"})  # "no ships", "neither ships nor planes"


def tells_an_end(negators: Iterable[Token], grammar: Grammar) -> bool:
    """Tell whether a negation says the contrary is so: "no longer opposes", "far from opposing"."""
    words = (word for token in negators for word in (token, token.head, *token.head.children))
    return any(word.lower_ in grammar.endings for word in words)


def _is_pseudo_negation(token: Token) -> bool:
    # "not only", "not just" and "no doubt" add; they do not negate.
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return (token.lower_, following) in {("not", "only"), ("not", "just"), ("no", "doubt"), ("not", "merely")}


def _unique(tokens: Iterator[Token] | list[Token]) -> list[Token]:
    return sorted({token.i: token for token in tokens}.values(), key=lambda t: t.i)


def modality(head: Token, grammar: Grammar) -> tuple[Certainty, Token | None]:
    """Return how firmly the auxiliaries and adverbs of one head put it, with the token that says so.

    "will" pledges, "could" and "perhaps" hedge, "would have sent" did not come to pass; a bare verb is asserted.
    """
    modal = next((child for child in head.children if child.dep_ == "aux" and child.tag_ == "MD"), None)
    if modal is not None and modal.lower_ in grammar.unreal_modals and head.tag_ == "VBN" and _has_aux(head, "have"):
        return Certainty.HYPOTHETICAL, modal
    best, cue = Certainty.ASSERTED, None
    for child in head.children:
        if child.dep_ == "amod" and head.pos_ == "NOUN" and child.lower_ in grammar.modal_adjectives:
            return grammar.modal_adjectives[child.lower_], child  # "possible partners"
        if child.dep_ == "aux" or (child.dep_ == "advmod" and head.pos_ not in NOUN_TAGS):
            if child.dep_ == "advmod" and child.i + 1 < len(child.doc) and child.nbor().dep_ == "det":
                continue  # "perhaps the most outspoken critic" is a critic
            certainty = grammar.modals.get(child.lower_) if child.dep_ == "aux" else grammar.adverbs.get(child.lower_)
            if child.lower_ == _PAST_ABILITY and any(c.dep_ == "neg" for c in head.children):
                continue  # "could not accept the date" refuses, as "cannot" does
            if certainty is not None and certainty.rank > best.rank:
                best, cue = certainty, child
    return best, cue


_PAST_ABILITY = "could"


def conjuncts_of(head: Token) -> Iterator[Token]:
    """Yield the verbs that share a head's subject: "signed and (then) ratified", "came, saw".

    In "will let it go ahead but will not join" the parser joins the second verb to "go", which has no auxiliary,
    in "was the first to attend and voted against it" to "attend", which is no past tense.
    """
    for child in head.children:
        if child.dep_ == "conj" and subject_of(child) is None:
            yield child
            yield from conjuncts_of(child)
        elif child.dep_ == "ccomp" and child.tag_ == "VB" and child.i > head.i and not _has_modal(child):
            yield from (verb for verb in conjuncts_of(child) if _has_modal(verb))
        elif head.tag_ in _FINITE and child.dep_ in _HOLDERS:
            below = (child, *(child.children if child.dep_ in ("acomp", "attr") else ()))
            infinitives = (verb for verb in below if verb.tag_ == "VB" and verb.dep_ in _INFINITIVES)
            yield from (verb for low in infinitives for verb in conjuncts_of(low) if verb.tag_ == head.tag_)


_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_INFINITIVES = frozenset({"advcl", "xcomp", "relcl", "acl"})
_HOLDERS = frozenset({"advcl", "xcomp", "acomp", "attr"})


def _has_modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)


def is_clause(token: Token) -> bool:
    """Tell whether a token heads a finite or non-finite clause."""
    return token.pos_ in ("VERB", "AUX")


def first_conjunct(token: Token) -> Token:
    """Climb to the first member of a coordination: Latvia in "Latvia, Estonia and Finland"."""
    for _ in range(LONGEST_LIST):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return token


def is_ellipsis(head: Token, grammar: Grammar) -> bool:
    """Tell whether an auxiliary stands alone for a clause before it: "So did Laos", "Myanmar did not".

    "May do so" is a predicate of its own, with a modal of its own.
    """
    if head.lemma_ not in grammar.pro_verbs or head.dep_ in ("aux", "auxpass"):
        return False
    if any(child.lower_ in ("so", "in", "out") for child in head.rights):
        return False  # nor does "Chile is out"
    contents = [c for c in head.children if c.dep_ in _CONTENTS and not (c.dep_ == "ccomp" and c.i < head.i)]
    return all(_gives_reason(clause, grammar) for clause in contents)


def _gives_reason(clause: Token, grammar: Grammar) -> bool:
    """Tell what follows a verb that was left out: "Laos has not, because it objects to the fees"."""
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in grammar.reasons for c in clause.lefts)


_CONTENTS = frozenset({"dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "prep", "agent", "acl", "expl", "advcl"})


def is_ranked(head: Token, grammar: Grammar) -> bool:
    """Tell "the first party to leave it", where not the party counts, but what it does."""
    has_infinitive = any(c.dep_ == "relcl" and any(t.lower_ == "to" for t in c.lefts) for c in head.children)
    is_superlative = any(c.tag_ == "JJS" or c.lower_ in grammar.rank_words for c in head.lefts)
    return is_superlative and (has_infinitive or bool(infinitive_behind(head)))


def is_bare_rank(head: Token, grammar: Grammar) -> bool:
    """Tell "were the first in Europe" and "was the only one from Africa", where the act stands in the clause before."""
    is_attribute = head.dep_ in ("attr", "acomp") and head.head.lemma_ == "be"
    words = [child for child in head.children if child.dep_ != "punct" and not _is_where(child)]
    ranks = [word for word in (head, *words) if word.lower_ in grammar.rank_words]
    is_plain = all(word.lower_ in grammar.rank_words or word.lower_ == "the" for word in words)
    return is_attribute and bool(ranks) and is_plain and any(word.lower_ == "the" for word in words)


def _is_where(link: Token) -> bool:
    """Tell "in Europe" and "from Africa"."""
    return link.dep_ == "prep" and all(inner.ent_type_ in ("GPE", "LOC") for inner in link.children)


def infinitive_behind(head: Token) -> list[Token]:
    """Return "sign" in "the last member to sign it", wherever the parser hangs it; empty without an infinitive."""
    to = head.nbor() if head.i + 1 < len(head.doc) else head
    return [to.head] if to.tag_ == "TO" and is_clause(to.head) and to.head.i > to.i else []


def tells_of(clause: Token, grammar: Grammar) -> bool:
    """Tell whether a clause has the noun it hangs on for its subject."""
    is_passive_participle = clause.tag_ == "VBN" and not any(c.dep_ == "aux" for c in clause.children)
    if clause.dep_ not in ("relcl", "acl") or is_passive_participle:
        return False
    subject = subject_of(clause)
    return subject is None or subject.lower_ in grammar.relative_pronouns


def relative_clause_above(verb: Token) -> list[Token]:
    """Return the verb over the group of a relative clause: "was" of "was among those that signed"; else empty."""
    noun = verb.head
    if verb.dep_ != "relcl":
        return []
    while noun.dep_ in ("pobj", "prep", "attr") and not is_clause(noun):
        noun = noun.head
    return [noun] if noun.lemma_ == "be" else []


def is_quoted_below(subject: Token, verb: int) -> bool:
    """Tell whether a clause is another's words in full: '"They have joined," he said' is not of him."""
    between = subject.doc[min(subject.i, verb) : max(subject.i, verb)]
    return sum(token.text == '"' for token in between) % 2 == 1


def is_alone(head: Token) -> bool:
    """Tell whether a verb has no complement: "Chad is staying"."""
    return not any(child.dep_ in ("acomp", "attr", "oprd", "prep", "dobj", "xcomp") for child in head.children)
