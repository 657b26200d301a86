"""A competence as plain values, the same from the library and from the catalogue, so that they compare.

Values are what JSON holds: what was adopted is kept as it was.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from kyndig.catalogue import legal, levels
from kyndig.catalogue import models as catalogue
from kyndig.library import entries
from kyndig.library.entries import LANGUAGES

Values = dict[str, Any]
# Fields that are read as they are. The scale is not among them: levels already given depend on it.
_PLAIN = (
    *("name_nb", "name_nn", "name_en", "kind", "scope", "specificity", "form", "validity_months"),
    *("description_nb", "description_nn", "description_en", "legal_basis"),
)
_LEVELS = {f"level_{level}_{language}": (level, language) for level in range(4) for language in LANGUAGES}


def of_entry(entry: entries.Competence) -> Values:
    """What the library says of a competence."""
    said: Values = {
        **{f"name_{language}": entry.name.of(language) for language in LANGUAGES},
        **{f"description_{language}": entry.description.of(language) for language in LANGUAGES},
        "area": entry.area.name.nb,
        "kind": entry.kind,
        "scope": entry.scope,
        "specificity": entry.specificity,
        "form": entry.form,
        "validity_months": entry.validity_months,
        "aliases": sorted(set(entry.aliases)),
        "legal_basis": [{"act": each.act, "paragraph": each.paragraph} for each in entry.law],
    }
    for name, (level, language) in _LEVELS.items():
        said[name] = entry.levels[level].of(language) if level < len(entry.levels) else ""
    return said


def of_competence(competence: catalogue.Competence, aliases: Iterable[str]) -> Values:
    """What the catalogue says of one of its own."""
    said: Values = {name: getattr(competence, name) for name in _PLAIN}
    for name, (level, language) in _LEVELS.items():
        said[name] = competence.level_texts.get(str(level), {}).get(language, "")
    return {**said, "area": competence.area.name_nb, "aliases": sorted(aliases)}


def fill(competence: catalogue.Competence, wanted: Values) -> None:
    """Give the competence those of the values that there are, aliases aside; it is not saved."""
    for name in _PLAIN:
        if name in wanted:
            setattr(competence, name, wanted[name])
    texts = {level: dict(each) for level, each in competence.level_texts.items()}
    for name, (level, language) in _LEVELS.items():
        if wanted.get(name):
            texts.setdefault(str(level), {})[language] = wanted[name]
        elif name in wanted:
            texts.get(str(level), {}).pop(language, None)
    competence.level_texts = {level: each for level, each in texts.items() if each}


def blanks(values: Values) -> Values:
    """Those that say nothing: whatever the library says there takes nothing away."""
    return {name: value for name, value in values.items() if value in (None, "", [])}


def label(name: str) -> str:
    """What a field is called, lower case."""
    if name in _LEVELS:
        return levels.in_practice(*_LEVELS[name]).lower()
    if name == "aliases":
        return _("andre ord")
    return str(catalogue.Competence._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # a column of ours


def shown(name: str, value: Any) -> str:
    """A value as people read it; blank for nothing."""
    if name == "aliases":
        return ", ".join(value or ())
    if name == "legal_basis":
        return "; ".join(map(legal.written, value or ()))
    if name in ("kind", "scope", "specificity", "form"):
        field: Any = catalogue.Competence._meta.get_field(name)
        return str(dict(field.flatchoices).get(value, value))
    return "" if value is None else str(value)
