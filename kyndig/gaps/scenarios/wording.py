"""Changes, refusals and effects as sentences: each a whole text, equal changes giving an equal one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.analysis.whatif import RefusedError
from kyndig.gaps.models import ChangeKind
from kyndig.gaps.places import Known, Words
from kyndig.gaps.scenarios.comparing import Falls
from kyndig.gaps.scenarios.stated import Stated


class Names:
    """What codes are called on the day; a code that is in use no more stands as it is."""

    def __init__(self, words: Words) -> None:
        self._units = {each.code: each.name for each in words.places.values()}
        self._roles = {each.code: each.title for each in words.positions.values()}
        self.competences: dict[str, Known] = {each.code: each for each in words.competences.values()}

    def unit(self, code: str) -> str:
        return self._units.get(code, code)

    def role(self, code: str) -> str:
        return self._roles.get(code, code)

    def competence(self, code: str) -> str:
        known = self.competences.get(code)
        return known.name if known else code

    def level(self, code: str, level: int) -> str:
        """The level's number and word."""
        known = self.competences.get(code)
        return f"{level} {known.level_word(level)}" if known else str(level)


def change(it: Stated, names: Names) -> str:
    """What somebody thinks could happen. Those whom the reader may not see are counted, not named."""
    said = _SENTENCES[ChangeKind(it.change.kind)]
    return said(it, names)


def _who(it: Stated) -> str:
    """The name of the only one it is about, where the reader may see it."""
    return it.people[0].name if it.seen and len(it.people) == 1 else ""


def _leaves(it: Stated, names: Names) -> str:
    if who := _who(it):
        return _("%(name)s slutter") % {"name": who}
    count = len(it.people)
    return ngettext("%(count)s ansatt slutter", "%(count)s ansatte slutter", count) % {"count": count}


def _retires(it: Stated, names: Names) -> str:
    return _("Alle som er %(age)s år eller eldre, går av") % {"age": it.change.age}


def _moves(it: Stated, names: Names) -> str:
    unit = names.unit(it.change.unit.code) if it.change.unit else ""
    if who := _who(it):
        return _("%(name)s flytter til %(unit)s") % {"name": who, "unit": unit}
    count = len(it.people)
    said = ngettext("%(count)s ansatt flytter til %(unit)s", "%(count)s ansatte flytter til %(unit)s", count)
    return said % {"count": count, "unit": unit}


def _learns(it: Stated, names: Names) -> str:
    values = _asked(it, names)
    if who := _who(it):
        return _("Kurs i %(competence)s til nivå %(level)s for %(name)s") % {**values, "name": who}
    count = len(it.people)
    said = ngettext(
        "Kurs i %(competence)s til nivå %(level)s for %(count)s ansatt",
        "Kurs i %(competence)s til nivå %(level)s for %(count)s ansatte",
        count,
    )
    return said % {**values, "count": count}


def _requires(it: Stated, names: Names) -> str:
    values = _asked(it, names) | {"role": _role(it, names)}
    if it.change.unit is None:
        return _("%(role)s må ha %(competence)s på nivå %(level)s i hele kommunen") % values
    values["unit"] = names.unit(it.change.unit.code)
    return _("%(role)s må ha %(competence)s på nivå %(level)s i %(unit)s") % values


def _drops(it: Stated, names: Names) -> str:
    values = {"role": _role(it, names), "competence": _asked(it, names)["competence"]}
    return _("%(role)s trenger ikke lenger %(competence)s") % values


def _closes(it: Stated, names: Names) -> str:
    return _("%(unit)s legges ned") % {"unit": names.unit(it.change.unit.code) if it.change.unit else ""}


def _role(it: Stated, names: Names) -> str:
    return names.role(it.change.role.code) if it.change.role else ""


def _asked(it: Stated, names: Names) -> dict[str, str]:
    code = it.change.competence.code if it.change.competence else ""
    return {
        "competence": names.competence(code),
        "level": names.level(code, it.change.level) if it.change.level is not None else "",
    }


_SENTENCES: Mapping[ChangeKind, Callable[[Stated, Names], str]] = {
    ChangeKind.LEAVE: _leaves,
    ChangeKind.RETIRE: _retires,
    ChangeKind.MOVE: _moves,
    ChangeKind.TRAIN: _learns,
    ChangeKind.REQUIRE: _requires,
    ChangeKind.DROP: _drops,
    ChangeKind.CLOSE: _closes,
}


def not_asked(it: Stated) -> str:
    """Why a change takes no part in the reader's answer; empty where it does."""
    if not it.seen:
        return _("Ikke regnet med, fordi du ikke leder alle den gjelder.")
    if it.is_about_nobody:
        return _("Ikke regnet med, fordi de den gjaldt, er slettet.")
    return ""


@dataclass(frozen=True)
class Told:
    """What a refusal is told with: the sentences of changes by text, people's names by number, and words."""

    sentences: Mapping[str, str]
    people: Mapping[str, str]
    names: Names


def refusal(error: RefusedError, told: Told) -> str:
    """Why a change can't be made, naming what is wrong; two that contradict each other are both named."""
    values = _refused_values(error, told)
    texts = {
        "ended": _("«%(change)s» kan ikke komme etter «%(earlier)s», for da er %(person)s ikke her lenger."),
        "closed": _("«%(change)s» kan ikke komme etter «%(earlier)s», for da finnes ikke %(unit)s lenger."),
        "not_working": _("%(person)s har ikke noe arbeidsforhold denne dagen."),
        "several_positions": _(
            "%(person)s har %(count)s arbeidsforhold, så vi vet ikke hvilket som skal flyttes."
        ),
        "moves_several": _("Flytt én ansatt om gangen."),
        "no_unit": _("Enheten %(unit)s finnes ikke denne dagen."),
        "no_competence": _("Kompetansen %(competence)s finnes ikke i katalogen."),
        "bad_level": _("%(level)s er ikke et nivå i %(competence)s. Nivåene går fra 0 til %(highest)s."),
        "no_role": _("Ingen er ansatt som %(role)s, og ingen krav gjelder stillingen."),
        "bad_age": _("%(age)s er ikke en alder i hele år."),
        "nothing_to_drop": _("Det finnes ikke noe slikt krav: «%(change)s»."),
    }
    return texts.get(error.code, _("Vi forstår ikke endringen «%(change)s».")) % values


def _refused_values(error: RefusedError, told: Told) -> dict[str, str]:
    given = {name: str(value) for name, value in error.values.items()}
    unit, competence, role = (given.get(name, "") for name in ("unit", "competence", "role"))
    number, earlier = given.get("number", ""), given.get("earlier", "")
    return given | {
        "change": told.sentences.get(error.text, error.text),
        "earlier": told.sentences.get(earlier, earlier),
        "person": told.people.get(number, number),
        "unit": told.names.unit(unit) if unit else _("kommunen"),
        "competence": told.names.competence(competence),
        "role": told.names.role(role),
    }


def effect(unit: str, found: Falls, short: int, differing: int) -> str:
    """What the changes do, in one sentence: too few people first, then single requirements.

    Args: `short` is how many more requirements are below or expired; `differing` how many rows differ.
    """
    if found.under:
        said = ngettext(
            "%(count)s kompetanse faller under krav i %(unit)s",
            "%(count)s kompetanser faller under krav i %(unit)s",
            found.under,
        )
        return said % {"count": number_format(found.under), "unit": unit}
    if found.deeper:
        said = ngettext(
            "%(count)s kompetanse kommer lenger under kravet i %(unit)s",
            "%(count)s kompetanser kommer lenger under kravet i %(unit)s",
            found.deeper,
        )
        return said % {"count": number_format(found.deeper), "unit": unit}
    if found.nearer:
        said = ngettext(
            "%(count)s kompetanse kommer nærmere kravet i %(unit)s",
            "%(count)s kompetanser kommer nærmere kravet i %(unit)s",
            found.nearer,
        )
        return said % {"count": number_format(found.nearer), "unit": unit}
    return _effect_on_single(unit, short, differing)


def _effect_on_single(unit: str, short: int, differing: int) -> str:
    if short > 0:
        said = ngettext(
            "%(count)s rute mer er under krav eller utløpt i %(unit)s",
            "%(count)s ruter mer er under krav eller utløpt i %(unit)s",
            short,
        )
        return said % {"count": number_format(short), "unit": unit}
    if short < 0:
        said = ngettext(
            "%(count)s rute mindre er under krav eller utløpt i %(unit)s",
            "%(count)s ruter mindre er under krav eller utløpt i %(unit)s",
            -short,
        )
        return said % {"count": number_format(-short), "unit": unit}
    if differing:
        return _("Ingen kompetanse faller under krav i %(unit)s, men noe blir annerledes") % {"unit": unit}
    return _("Ingenting endrer seg i %(unit)s") % {"unit": unit}
