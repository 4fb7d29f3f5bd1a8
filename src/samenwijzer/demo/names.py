"""Names for people who do not exist: given and family names as heard in Flemish schools, paired by lot."""

import unicodedata

import numpy as np

CHILDREN = (
    "Aaliyah", "Abel", "Achraf", "Alice", "Amelie", "Amina", "Anas", "Anton", "Arda", "Arne", "Arthur", "Ayla", "Aya",
    "Basiel", "Bo", "Bram", "Camille", "Casper", "Chloé", "Cas", "Dina", "Ebru", "Elena", "Ella", "Elise", "Emiel",
    "Emre", "Enes", "Esra", "Farah", "Felix", "Fien", "Flor", "Floor", "Gabriël", "Hafsa", "Hamza", "Hanne", "Helena",
    "Hugo", "Ibrahim", "Imane", "Ines", "Jade", "Jasper", "Jinte", "Joëlle", "Jules", "Juliette", "Kaat", "Kerem",
    "Kobe", "Lander", "Layla", "Leon", "Liam", "Lien", "Lieke", "Lore", "Lotta", "Lucas", "Luna", "Maité", "Malak",
    "Malik", "Marie", "Maryam", "Matteo", "Mauro", "Maya", "Mehdi", "Merel", "Mona", "Nadia", "Nand", "Nathan", "Nina",
    "Nora", "Odin", "Olivia", "Oscar", "Pauline", "Rania", "Remi", "Rune", "Rayan", "Roos", "Safiya", "Salma", "Sami",
    "Seppe", "Senne", "Siebe", "Sil", "Stella", "Tess", "Thibo", "Timur", "Tristan", "Vic", "Wassim", "Wannes", "Warre",
    "Yasmin", "Yassin", "Younes", "Zeynep", "Zita", "Zoë", "Zosia",
)  # fmt: skip
ADULTS = (
    "Ahmet", "An", "Annelies", "Bart", "Bieke", "Carine", "Dirk", "Dries", "Els", "Fatima", "Filip", "Goedele", "Griet",
    "Hassan", "Heidi", "Hilde", "Ilse", "Inge", "Ivo", "Jan", "Joke", "Karim", "Katrien", "Koen", "Kristof", "Leen",
    "Leila", "Lieve", "Luc", "Marleen", "Mieke", "Mustafa", "Naima", "Nele", "Olga", "Petra", "Piotr", "Rita",
    "Saïda", "Stijn", "Svetlana", "Sven", "Tamara", "Tine", "Veerle", "Wendy", "Wim", "Yusuf", "Zahra",
)  # fmt: skip
FAMILIES = (
    "Aerts", "Akkaya", "Amrani", "Baeten", "Baert", "Bakkali", "Beckers", "Belkacem", "Benali", "Bogaert", "Boonen",
    "Bosmans", "Bouzid", "Brouwers", "Callens", "Carlier", "Celik", "Ceulemans", "Christiaens", "Claes", "Coenen",
    "Cools", "Coppens", "Cornelis", "Daelemans", "Daems", "De Backer", "De Bie", "De Clercq", "De Coninck", "De Graef",
    "De Groote", "De Meyer", "De Pauw", "De Ridder", "De Smet", "De Vos", "De Wilde", "Deckers", "Declerck", "Demir",
    "Desmet", "Dhondt", "Diallo", "Dierckx", "El Idrissi", "Engelen", "Erdogmus", "Fonteyne", "Geens", "Geerts",
    "Gielen", "Goossens", "Haddadi", "Hendrickx", "Hermans", "Heylen", "Hoste", "Ilunga", "Jacobs", "Jansen", "Kabongo",
    "Kaddouri", "Kaplan", "Kowalczyk", "Lambrecht", "Lauwers", "Lemmens", "Lenaerts", "Leysen", "Lievens", "Luyten",
    "Maes", "Mahieu", "Mampaey", "Martens", "Mbala", "Mertens", "Michiels", "Moens", "Mortier", "Nijs", "Nowicki",
    "Okafor", "Ozkan", "Pauwels", "Peeters", "Petrescu", "Pieters", "Popa", "Raes", "Rahimi", "Rombouts", "Sahin",
    "Saidi", "Schepers", "Segers", "Sels", "Simons", "Smets", "Stevens", "Swinnen", "Tahiri", "Thijs", "Timmermans",
    "Van Acker", "Van Damme", "Van den Bossche", "Van Hecke", "Van Hoof", "Vandenberghe", "Vercauteren", "Verhaegen",
    "Verlinden", "Vermeiren", "Verstraete", "Wauters", "Willems", "Wouters", "Wuyts", "Yildiz", "Zaoui", "Ziani",
)  # fmt: skip


class Names:
    """Deals full names, none of them twice, and the user names that go with them."""

    def __init__(self) -> None:
        self._dealt: set[tuple[str, str]] = set()
        self._usernames: set[str] = set()

    def deal(self, count: int, *, given: tuple[str, ...], rng: np.random.Generator) -> list[tuple[str, str]]:
        """Return ``count`` new (given, family) names; no given name twice as long as there are enough of them."""
        rounds = -(-count // len(given))
        givens = [str(name) for _ in range(rounds) for name in rng.permutation(given)][:count]
        return [self._pair(name, rng) for name in givens]

    def reserve(self, given: str, family: str) -> tuple[str, str]:
        """Take one particular name."""
        self._dealt.add((given, family))
        return given, family

    def username(self, given: str, family: str) -> str:
        """Return ``given.family`` in plain letters, with a number where that is taken."""
        plain = ".".join(_plain(part) for part in (given, family))
        name = plain
        number = 2
        while name in self._usernames:
            name, number = f"{plain}{number}", number + 1
        self._usernames.add(name)
        return name

    def _pair(self, given: str, rng: np.random.Generator) -> tuple[str, str]:
        family = next(name for name in map(str, rng.permutation(FAMILIES)) if (given, name) not in self._dealt)
        return self.reserve(given, family)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in decomposed if letter.isalnum() and letter.isascii())
