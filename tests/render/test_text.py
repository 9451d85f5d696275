"""Article text on a terminal: shown, never obeyed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.render.text import ASCII, UNICODE, flag, plain, to_ascii


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("said [sic] [the deal]", "said [sic] [the deal]", id="brackets stay"),
        pytest.param("[bold]no[/bold] :flag:", "[bold]no[/bold] :flag:", id="markup stays"),
        pytest.param("\x1b[31mred\x1b[0m", "�[31mred�[0m", id="colour"),
        pytest.param("\x1b]0;title\x07", "�]0;title�", id="window title"),
        pytest.param("\x9b2J", "�2J", id="one-character escape"),
        pytest.param("out\b\b\bin", "out���in", id="backspace"),
        pytest.param("is \u202etuo\u202c in", "is tuo in", id="direction override"),
        pytest.param("in\u200bvisi\u00adble", "invisible", id="invisible"),
        pytest.param("two\n  lines\tand\u00a0a\u2028half\r\n", "two lines and a half ", id="one line"),
        pytest.param("a \u200b b", "a b", id="blanks around something invisible"),
        pytest.param("\ud800", "�", id="half a character"),
        pytest.param("Chișinău, Αθήνα, 北京", "Chișinău, Αθήνα, 北京", id="letters stay"),
    ],
)
def test_plain_shows_and_does_not_obey(text: str, shown: str) -> None:
    """Escapes become visible, invisible marks vanish, and everything readable stays."""
    assert plain(text) == shown


@given(st.text(alphabet=st.characters()))
def test_plain_leaves_no_control_and_is_stable(text: str) -> None:
    """No control, format or separator character is left, and doing it twice changes nothing."""
    shown = plain(text)
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert plain(shown) == shown


@pytest.mark.parametrize(
    ("text", "ascii_form"),
    [
        pytest.param("“It’s ‘no’ — so…”", "\"It's 'no' - so...\"", id="punctuation"),
        pytest.param("Côte d’Ivoire, Türkiye, Chișinău", "Cote d'Ivoire, Turkiye, Chisinau", id="accents"),
        pytest.param("Łódź, Ærø, Straße, Đoković", "Lodz, AEro, Strasse, Dokovic", id="letters of their own"),
        pytest.param("e\u0301", "e", id="combining accent"),
        pytest.param("€5 ½", "EUR 5 1/2", id="signs"),
        pytest.param("Киев �", "???? ?", id="no ASCII form"),
    ],
)
def test_to_ascii_writes_the_nearest_form(text: str, ascii_form: str) -> None:
    """A terminal without Unicode still shows which word it is."""
    assert to_ascii(text) == ascii_form


@given(st.text())
def test_to_ascii_is_ascii(text: str) -> None:
    """Whatever comes, such a terminal can show it."""
    assert ASCII.show(text).isascii()


@pytest.mark.parametrize(("code", "sign"), [("PRT", "🇵🇹"), ("TWN", "🇹🇼"), ("PSE", "🇵🇸"), ("XKX", "🇽🇰"), ("XXX", "")])
def test_flag(code: str, sign: str) -> None:
    """Each country has its flag, Kosovo too; an unknown code has none."""
    assert flag(code) == sign


def test_name_has_no_flag_in_ascii() -> None:
    """A flag is a sign beside the name, never instead of it."""
    assert UNICODE.name("CIV", "Côte d’Ivoire") == "🇨🇮 Côte d’Ivoire"
    assert UNICODE.name("XXX", "Nowhere") == "Nowhere"
    assert ASCII.name("CIV", "Côte d’Ivoire") == "Cote d'Ivoire"
