"""What makes a clause conditional: "if the others agree", "should it be asked", "only with a mandate"."""

from itertools import pairwise

from spacy.tokens import Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.clauses import subject_of

CONDITION_REACH = 25  # tokens between a predicate and the condition behind it
ANONYMITY_REACH = 6  # tokens: "on condition that he not be identified"
_MARKS = frozenset({"mark", "advmod", "prep"})
_ADJUNCTS = frozenset({"advcl", "advmod", "mark", "neg", "prep"})


def condition_of(head: Token, grammar: Grammar) -> Token | None:
    """Return the word that makes a clause conditional: "if" in it, in a clause that hangs on it, or in front of it.

    What holds in any case is no condition: "even if the others stay away", "whether or not the court agrees".
    """
    if (only := _restriction(head, grammar) or _is_yet_to_come(head)) is not None:
        return only
    for child in head.children:
        if child.dep_ == "mark" and child.lower_ in grammar.conditionals and not _is_conceded(child, grammar):
            is_first = head.dep_ == "advcl" and child.lower_ == "if" and head.i < head.head.i
            return None if is_first and _is_fact(head, head.head) else child
        if child.dep_ == "advcl":
            mark = next((c for c in child.children if c.lower_ in grammar.conditionals and c.dep_ in _MARKS), None)
            if mark is not None and not _is_conceded(mark, grammar) and not _is_fact(child, head):
                return mark
            if (auxiliary := _inverted(child, grammar)) is not None:
                return auxiliary
        if child.dep_ in ("prep", "advcl") and child.lower_ in grammar.conditional_heads:
            return child
        if child.dep_ == "npadvmod" and child.lower_ in grammar.condition_times and _is_told(child):
            return child  # "would return the day the hostages are freed"
    above = head.head
    if head.dep_ == "ccomp" and above.dep_ in ("prep", "advcl") and above.lower_ in grammar.conditional_heads:
        return above  # the clause itself: "in favour, provided Chad joins"
    return _bargain(head) or _phrase_behind(head, grammar) or _phrase_in_front(head, grammar)


def _is_told(time: Token) -> bool:
    """Tell "the day the border opens", which is not known yet, from "the day before the vote"."""
    clauses = (child for child in time.children if child.dep_ in ("relcl", "acl") and subject_of(child) is not None)
    verbs = (verb for clause in clauses for verb in (clause, *clause.children))
    return any(verb.tag_ in ("VBZ", "VBP") for verb in verbs)


def _restriction(head: Token, grammar: Grammar) -> Token | None:
    """Return "only" of "will only take part under a mandate": it takes part there and nowhere else."""
    only = next((child for child in head.lefts if child.lower_ == "only" and child.dep_ == "advmod"), None)
    links = (child for child in head.rights if child.dep_ in ("prep", "advcl", "advmod"))
    words = {word for link in links for word in (link.lower_, link.left_edge.lower_)}
    return only if only is not None and words & grammar.restrictive_links else None


def _is_yet_to_come(head: Token) -> Token | None:
    """Return "before" of "wants a mandate before it sends ships": nothing is sent; "before it sent them" is past."""
    if head.dep_ != "advcl" or head.tag_ not in ("VBZ", "VBP"):
        return None
    return next((child for child in head.lefts if child.dep_ == "mark" and child.lower_ == "before"), None)


def _bargain(head: Token) -> Token | None:
    """Return the "and" of "Give us a seat and we will join": what is told to do is what it depends on."""
    order = head.head
    if head.dep_ != "conj" or order.tag_ != "VB" or subject_of(order) is not None or subject_of(head) is None:
        return None
    is_order = not any(child.dep_ in ("aux", "neg") for child in order.children) and order.dep_ in ("ROOT", "ccomp")
    is_promise = any(child.dep_ == "aux" and child.tag_ == "MD" for child in head.children)
    links = (child for child in order.children if child.dep_ == "cc" and child.i < head.i)
    return next(links, None) if is_order and is_promise else None


def _is_conceded(mark: Token, grammar: Grammar) -> bool:
    before = mark.doc[mark.i - 1].lower_ if mark.i else ""
    if mark.lower_ == "if":
        return before in grammar.concessions
    behind = [token.lower_ for token in mark.doc[mark.i : mark.head.right_edge.i + 1]]
    return mark.lower_ == "whether" and any(pair == ("or", "not") for pair in pairwise(behind))


def _is_fact(clause: Token, head: Token) -> bool:
    """Tell whether an if-clause takes for granted what it says: "if Hungary voted no, it was not alone"."""
    is_past = all(verb.tag_ == "VBD" and not any(c.tag_ == "MD" for c in verb.children) for verb in (clause, head))
    return is_past and head.dep_ != "ccomp"


def _inverted(clause: Token, grammar: Grammar) -> Token | None:
    """Return the auxiliary that stands for "if": "should it be asked", "had it been asked"."""
    first = clause.left_edge
    subject = subject_of(clause)
    is_inverted = first.lower_ in grammar.inverters and clause.i in (first.i, first.head.i) and subject is not None
    return first if is_inverted and subject is not None and subject.i > first.i else None


def _phrase_behind(head: Token, grammar: Grammar) -> Token | None:
    """Return the first word of "only with", "on condition that", "as long as" behind a head, before the next clause."""
    for token in head.doc[head.i + 1 : head.i + CONDITION_REACH]:
        if token.is_sent_start or token.text in (";", ":") or (token.dep_ == "conj" and subject_of(token) is not None):
            return None
        if _opens_condition(token, grammar) and not _describes(token, head):
            return token
    return None


def _describes(phrase: Token, head: Token) -> bool:
    """Tell whether a phrase says more of a noun: "joined the pact, which limits its fleet in return for loans"."""
    above = (token for token in phrase.ancestors if token.i > head.i and not token.is_ancestor(head))
    return any(token.dep_ == "relcl" for token in above)


def _phrase_in_front(head: Token, grammar: Grammar) -> Token | None:
    """Return the first word of "in the event of", "not until", "only after" in what stands before a head."""
    for child in head.lefts:
        if child.dep_ in _ADJUNCTS and _opens_condition(child.left_edge, grammar):
            return child.left_edge
    return None


def _opens_condition(token: Token, grammar: Grammar) -> bool:
    """Tell whether a token opens a phrase like "on condition"; one of anonymity is the source's and no country's."""
    for words in grammar.condition_phrases.get(token.lower_, ()):
        end = token.i + len(words)
        if [t.lower_ for t in token.doc[token.i : end]] == list(words):
            is_duration = token.i > 0 and token.nbor(-1).lower_ == "for"  # "for as long as it takes"
            return not is_duration and not any(
                t.lower_ in grammar.anonymity for t in token.doc[end : end + ANONYMITY_REACH]
            )
    return False


def awaited(verb: Token, grammar: Grammar, *, is_negated: bool) -> Token | None:
    """Return "until" in "will not sign until its port is safe", "without" in "cannot join without a mandate", or None.

    A date is no condition: "will not sail until May". Nor is what has happened: "did not sign until the king had".
    """
    if not is_open_ended(verb):
        return None
    for child in verb.children:
        if child.dep_ == "advcl" and subject_of(child) is not None:
            link = next((c for c in child.lefts if c.dep_ == "mark"), None)
        else:
            link = child if child.dep_ == "prep" and _awaits(child) else None
        if link is not None and (link.lower_ == "until" or (is_negated and link.lower_ in grammar.awaiting_words)):
            return link
    return None


def _awaits(link: Token) -> bool:
    if link.lower_ == "before":
        return False  # "will not sign before the summit" tells when
    things = [c for c in link.children if c.dep_ in ("pobj", "pcomp", "prep")]
    return any(thing.ent_type_ not in ("DATE", "TIME") for thing in things)


def is_given_fact(clause: Token, grammar: Grammar) -> bool:
    """Tell whether an adverbial clause tells what has happened: nobody wishes it in "hopes to stay after Chad left"."""
    is_past = clause.tag_ == "VBD" or any(c.lower_ in grammar.have_forms and c.dep_ == "aux" for c in clause.children)
    is_adverbial = clause.dep_ == "advcl" and is_past and subject_of(clause) is not None
    return is_adverbial and condition_of(clause, grammar) is None


def is_open_ended(head: Token) -> bool:
    """Tell whether a condition can bear on a head: what has happened has no condition any more."""
    modals = any(child.tag_ == "MD" for child in head.children)
    is_past = head.tag_ in ("VBD", "VBN") or any(child.lower_ == "did" for child in head.children)
    return modals or not is_past or any(child.lower_ == "to" for child in head.children)
