"""Names of people, teams and the organization, as they may be kept and shown anywhere."""

import unicodedata

from turnout.core.lib.fulltext import fold

# Letters that are taken for one another, all small: Cyrillic and Greek ones that look Latin, and what looks
# like an o or an l.
ALIKE = str.maketrans(
    "аеорсухіјѕкмтвнԁһӏԛԝαορνυκιτεηχ01|iıł",
    "aeopcyxljskmtbhdhlqwaopvukltenxolllll",
)


def tidy(name: str) -> str:
    """On one line, without characters that can't be seen but turn or hide the words around them."""
    visible = "".join(letter if _is_shown(letter) else " " for letter in unicodedata.normalize("NFC", name))
    return " ".join(visible.split())


def _is_shown(letter: str) -> bool:
    # Joiners are part of some scripts' spelling; the other format characters (bidi overrides …) are tricks.
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"} or letter in "\u200c\u200d"


def likeness(name: str) -> str:
    """What two names have in common that people would take for one: case, accents, spaces, signs, invisible
    characters and letters of other scripts that look the same count for nothing."""
    letters = fold(unicodedata.normalize("NFKC", name)).translate(ALIKE)
    return "".join(each for each in letters if each.isalnum())[:200]
