"""Names for people and places, drawn at random. Nobody and no place is meant."""

import random
import unicodedata

from kyndig.demo.generator.loading import names

_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ü": "u"})


class Namer:
    """Draws names; no e-mail address and no place comes twice."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._words = names()
        self._mailboxes: dict[str, int] = {}
        self._places = self._shuffled_places()
        self._given_places: dict[str, int] = {}

    def person(self) -> tuple[str, str]:
        """A given name and a surname; one in twelve has two given names."""
        given = self._rng.choice(self._words["given"])
        if self._rng.random() < 0.08:
            given = f"{given} {self._rng.choice(self._words['given'])}"
        return given, self.surname()

    def surname(self) -> str:
        """A surname; one in fourteen is double."""
        surname = self._rng.choice(self._words["surname"])
        if self._rng.random() < 0.07:
            return f"{surname} {self._rng.choice(self._words['surname'])}"
        return surname

    def email(self, given: str, surname: str) -> str:
        """An address at example.no, with a number when the name has been there before."""
        mailbox = f"{_plain(given)}.{_plain(surname)}"
        seen = self._mailboxes[mailbox] = self._mailboxes.get(mailbox, 0) + 1
        return f"{mailbox}{seen if seen > 1 else ''}@example.no"

    def place(self, pattern: str) -> str:
        """The pattern with an invented place in it: never the same twice, numbered when they run out."""
        used = self._given_places.get(pattern, 0)
        self._given_places[pattern] = used + 1
        offset = sum(map(ord, pattern))  # each sort of unit starts elsewhere among the places
        name = self._places[(used + offset) % len(self._places)]
        lap = used // len(self._places)
        return pattern.format(name if not lap else f"{name} {lap + 1}")

    def _shuffled_places(self) -> list[str]:
        words = self._words
        places = [first + last for first in words["place_first"] for last in words["place_last"]]
        places.remove("Solhaug")  # kept for the nursing home that every municipality has
        self._rng.shuffle(places)
        return places


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower().translate(_FOLDED).replace(" ", "."))
    return folded.encode("ascii", "ignore").decode()
