"""The plain form has exactly the same length."""

from hypothesis import given
from hypothesis import strategies as st

from coalition.reading.normal import normalise, unify_newlines

MARKS = "“”„‟«»″‘’‚‛′´`ʼ–—‐‑‒―−\u00a0\u2009\u200b\u202f\u3000\ufeff\u2060…\t\n\r\u2028\u0085 aé\"'-"


def test_marks() -> None:
    """Quotation marks, apostrophes, dashes and spaces get one form; an ellipsis and a tab stay."""
    assert normalise("“We won’t”\u00a0— «non» ‘so’ 5−2… a\tb\u200b") == '"We won\'t" - "non" \'so\' 5-2… a\tb '


@given(st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters())))
def test_laws(text: str) -> None:
    """The length stays, a second time changes nothing, and no mark with a plain form is left."""
    normal = normalise(text)
    assert len(normal) == len(text)
    assert normalise(normal) == normal
    assert not set(normal) & set("“”„«»‘’‚′`–—−\u00a0\u200b\ufeff")
    assert all(a == b for a, b in zip(text, normal, strict=True) if a.isalnum())


@given(st.text(alphabet=st.sampled_from("ab\r\n\u2028\u2029\u0085 ")))
def test_newlines(text: str) -> None:
    r"""Only ``\n`` is left, with as many lines as before."""
    unified = unify_newlines(text)
    assert not set(unified) & set("\r\u2028\u2029\u0085")
    assert unify_newlines(unified) == unified
    assert len(unified.split("\n")) == len(
        text.replace("\r\n", "\n").translate(dict.fromkeys(map(ord, "\r\u2028\u2029\u0085"), "\n")).split("\n")
    )
