"""Refusals and effects in words: what is wrong is named, in the reader's language."""

import pytest
from django.utils import translation

from kyndig.analysis.whatif import RefusedError
from kyndig.gaps import kept
from kyndig.gaps.places import Words
from kyndig.gaps.scenarios import wording
from kyndig.gaps.scenarios.comparing import Falls
from kyndig.gaps.scenarios.wording import Names, Told
from tests.cast import Cast

CODES: dict[str, dict[str, str | int]] = {
    "ended": {"number": "1", "earlier": "leave:1"},
    "closed": {"unit": "SOLA", "earlier": "leave:1"},
    "not_working": {"number": "1"},
    "several_positions": {"number": "1", "count": 2},
    "moves_several": {},
    "no_unit": {"unit": "NOPE"},
    "no_competence": {"competence": "NOPE"},
    "bad_level": {"level": "4", "competence": "PVK", "highest": 3},
    "no_role": {"role": "NOPE"},
    "bad_age": {"age": "gammel"},
    "nothing_to_drop": {},
    "unknown_change": {},
}
NAMED = {
    "ended": ("Kari flytter", "Kari slutter", "Kari"),
    "closed": ("Kari flytter", "Kari slutter", "Solhaug A"),
    "not_working": ("Kari",),
    "several_positions": ("Kari", "2"),
    "no_unit": ("NOPE",),
    "no_competence": ("NOPE",),
    "bad_level": ("4", "venekateter", "3"),
    "no_role": ("NOPE",),
    "bad_age": ("gammel",),
    "nothing_to_drop": ("Kari flytter",),
    "unknown_change": ("Kari flytter",),
    "moves_several": (),
}


def told(cast: Cast) -> Told:
    names = Names(Words(kept.of_municipality(cast.today, looks_back=True).snapshot))
    return Told({"move:1:SOLA": "Kari flytter", "leave:1": "Kari slutter"}, {"1": "Kari"}, names)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("code", CODES)
def test_a_refusal_names_what_is_wrong_in_every_language(cast: Cast, code: str, language: str) -> None:
    error = RefusedError("in English", code, "move:1:SOLA", **CODES[code])
    with translation.override(language):
        said = wording.refusal(error, told(cast))

    assert said.endswith(".")
    for each in NAMED[code]:
        assert each in said


@pytest.mark.parametrize(
    ("falls", "short", "differing", "said"),
    [
        (Falls(under=2, deeper=1), 5, 9, "2 kompetanser faller under krav i Solhaug"),
        (Falls(deeper=1, nearer=1), 0, 9, "1 kompetanse kommer lenger under kravet i Solhaug"),
        (Falls(nearer=1), 0, 9, "1 kompetanse kommer nærmere kravet i Solhaug"),
        (Falls(), 1, 1, "1 rute mer er under krav eller utløpt i Solhaug"),
        (Falls(), -3, 1, "3 ruter mindre er under krav eller utløpt i Solhaug"),
        (Falls(), 0, 1, "Ingen kompetanse faller under krav i Solhaug, men noe blir annerledes"),
        (Falls(), 0, 0, "Ingenting endrer seg i Solhaug"),
    ],
)
def test_the_effect_is_one_sentence_with_the_worst(
    falls: Falls, short: int, differing: int, said: str
) -> None:
    assert wording.effect("Solhaug", falls, short, differing) == said
