"""Words as they are searched: without accents, and brought back to their stem with Snowball (Dutch, English)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import snowballstemmer

#: Snowball's algorithm for each language we stem; a text in another language is only folded.
ALGORITHMS = {"nl": "dutch", "en": "english"}
LONGEST = 60
WORD = re.compile(r"[^\W_]+")


class Stemmer:
    """Stems many texts; one a task, because Snowball keeps the word at hand in itself."""

    def __init__(self) -> None:
        self._snowballs = {language: snowballstemmer.stemmer(name) for language, name in ALGORITHMS.items()}

    def stems(self, text: str, language: str) -> list[str]:
        """Return the stem of each word of ``text``, in order."""
        words = WORD.findall(fold(text))
        snowball = self._snowballs.get(language[:2])
        stemmed = snowball.stemWords(words) if snowball else words
        return [stem[:LONGEST] for stem in stemmed]

    def column(self, *, codes: Iterable[str], texts: Iterable[Mapping[str, str]]) -> str:
        """Return what is stored beside a goal: codes whole, then the stems of ``texts``, each once, blanks around each.

        What tells most comes first.
        """
        found = [word for code in codes for word in (fold(code).replace(" ", ""), *WORD.findall(fold(code))) if word]
        for text in texts:
            for language, words in sorted(text.items(), reverse=True):
                found += self.stems(words, language)
        return f" {' '.join(dict.fromkeys(found))} "

    def asked(self, query: str) -> Iterator[frozenset[str]]:
        """Yield for each word of ``query`` the forms under which it may be stored; a code with digits is one word."""
        for piece in fold(query).split():
            words = WORD.findall(piece)
            if len(words) > 1 and any(letter.isdigit() for letter in piece):
                yield frozenset({piece})
            else:
                for word in words:
                    yield frozenset({word, *(self.stems(word, language)[0] for language in ALGORITHMS)})


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
