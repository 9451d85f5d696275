"""English is told from other languages, and lists of names pass."""

import pytest

from coalition.errors import ArticleError
from coalition.reading import article_from_text
from coalition.reading.language import is_english
from coalition.reading.normal import normalise

OTHERS = {
    "german": "Polen wird keine Soldaten schicken, sagte der Ministerpräsident am Montag in "
    "Warschau. Das Land werde die "
    "Truppe aber unterstützen, wenn die anderen Staaten das wollen. In Berlin ist noch nichts entschieden.",
    "french": "La Pologne n’enverra pas de soldats, a déclaré lundi le Premier ministre à Varsovie. Le pays apportera "
    "toutefois un soutien à la force, si les autres États le souhaitent. À Berlin, rien n’est encore décidé.",
    "spanish": "Polonia no enviará soldados, dijo el lunes en Varsovia el primer ministro. El país apoyará a la fuerza "
    "si los otros Estados lo desean. En Berlín dicen que todavía no se ha decidido nada sobre la participación.",
    "italian": "La Polonia non invierà soldati, ha detto lunedì a Varsavia il primo ministro. Il "
    "paese sosterrà però la "
    "forza se gli altri Stati lo vorranno. A Berlino dicono che non è stato ancora deciso nulla, per ora.",
    "dutch": "Polen zal geen soldaten sturen, zei de premier maandag in Warschau. Het land zal de "
    "macht wel steunen als "
    "de andere staten dat willen. In Berlijn is nog niets besloten over deelname aan de missie.",
    "turkish": "Polonya asker göndermeyecek, dedi başbakan pazartesi günü Varşova da. Ülke diğer "
    "devletler isterse güce "
    "lojistik destek verecek. Berlin de ise henüz bir karar alınmadığı söyleniyor ve bekleniyor, diye yazdı gazete.",
    "finnish": "Puola ei lähetä sotilaita, sanoi pääministeri maanantaina Varsovassa. Maa tukee "
    "kuitenkin joukkoja, jos "
    "muut valtiot niin haluavat. Berliinissä sanotaan, että mitään ei ole vielä päätetty asiasta tällä viikolla.",
    "russian": "Польша не отправит солдат, заявил в понедельник в Варшаве премьер-министр.",
    "chinese": "波兰总理周一在华沙表示，波兰不会派遣士兵。",
    "arabic": "قال رئيس الوزراء البولندي إن بولندا لن ترسل جنودا",
    "greek": "Η Πολωνία δεν θα στείλει στρατιώτες, δήλωσε ο πρωθυπουργός.",
    "short german": "Polen schickt keine Soldaten und wartet auf die Entscheidung der anderen.",
    "short french": "La Pologne refuse d’envoyer des soldats",
}

ENGLISH = {
    "sentence": "Poland says no.",
    "list": "Signatories\n\nFrance\nEl Salvador\nCosta Rica\nCôte d’Ivoire\nLa Paz group\n"
    "São Tomé and Príncipe\nTürkiye",
    "names": "Ministers who came\n\nJosé de la Cruz, Maria del Carmen Ruiz, Klaus von der Heide and "
    "Ana da Silva met in Rio.",
    "roll call": "\n".join(
        f"{name}\tYes" for name in ("Germany", "France", "Italia", "Österreich", "España", "Polska")
    ),
    "french quotation": "The minister said “la Pologne ne peut pas envoyer des soldats dans une "
    "guerre qui n’est pas la "
    "sienne” and left. The other ministers were not sure of what to make of it, and said so to the reporters.",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_other_languages_are_refused(text: str) -> None:
    """A text in another language is refused, also a short one."""
    assert not is_english(normalise(text))
    with pytest.raises(ArticleError, match=r"^x\.txt: is not in English; give "):
        article_from_text(text, path="x.txt")


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH.keys())
def test_english_passes(text: str) -> None:
    """Lists, names and foreign quotations do not make an English text foreign."""
    assert is_english(normalise(text))
