"""Find the names of countries and capitals that the model takes for other words: what data/stand_ins.toml lists.

    python -m benchmarks.misread_names

Each name of one word that means one country stands in twelve short sentences; it is misread
where it is no proper noun or is not in its place in the tree. Prints the names that are
misread at least twice, with how often, and the same with their stand-ins.
"""

from spacy.language import Language

from coalition.lexicons.countries import Form, MentionKind, load_gazetteer
from coalition.lexicons.stand_ins import load_stand_ins
from coalition.pipeline.model import load_model

SENTENCES = (
    ("{}, however, has balked at the pact.", "nsubj"),
    ("{}, long a holdout, signed the pact.", "nsubj"),
    ("{} said it would join the force.", "nsubj"),
    ("On Tuesday, {} refused to take part.", "nsubj"),
    ("Talks with {} ended on Friday.", "pobj"),
    ("The deal was rejected by {}.", "pobj"),
    ("{} has not decided.", "nsubj"),
    ("Only {} voted against the motion.", "nsubj"),
    ("Ministers from {} and France met.", "pobj"),
    ("Officials said {} would send ships.", "nsubj"),
    ("{} and Chile will sign the treaty.", "nsubj"),
    ("Norway, {} and Chile will sign the treaty.", "conj"),
)
LEAST = 2  # sentences of twelve in which a name is misread
KINDS = frozenset({MentionKind.NAME, MentionKind.CAPITAL})


def misread(name: str, nlp: Language) -> int:
    """Return in how many of the sentences the model misreads a name."""
    count = 0
    for sentence, place in SENTENCES:
        start = sentence.index("{}")
        word = nlp(sentence.format(name)).char_span(start, start + len(name))
        count += word is None or word.root.tag_ not in ("NNP", "NNPS") or word.root.dep_ != place
    return count


def is_plain(form: Form) -> bool:
    """Tell whether a form is one capitalised word for one country."""
    is_word = form.text.isalpha() and form.text.istitle()
    return is_word and form.kind in KINDS and len(form.codes) == 1 and not form.needs_support


def main() -> None:
    """Measure and print."""
    nlp = load_model(None)
    stand_ins = load_stand_ins()
    for name in sorted(form.text for form in load_gazetteer().forms.values() if is_plain(form)):
        count = misread(name, nlp)
        if count >= LEAST or name in stand_ins:
            print(f"{name:16}{count:3}  {stand_ins.get(name, '-')}")
    for word in sorted(set(stand_ins.values())):
        print(f"{word:16}{misread(word, nlp):3}  stands in")


if __name__ == "__main__":
    main()
