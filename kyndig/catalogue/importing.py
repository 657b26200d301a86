"""The catalogue's file: a known code changes that competence, any other makes one."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from kyndig.accounts.models import User
from kyndig.catalogue import legal, levels
from kyndig.catalogue.models import Alias, Area, Competence
from kyndig.imports import parsers
from kyndig.imports.columns import Column, ParsedRow, ParsedTable
from kyndig.imports.errors import Unreadable
from kyndig.imports.importers import Importer, Progress
from kyndig.imports.parsers import Parser
from kyndig.imports.plan import Change, Detail, Options, Plan, Status, in_words, make_plan

LANGUAGES = ("nb", "nn", "en")
LEVELS = range(4)
BATCH = 500

_KINDS = {
    "knowledge": "kunnskap knowledge",
    "skill": "ferdighet ferdigheit skill",
    "ability": "evne ability",
    "attitude": "holdning haldning attitude",
}
_SCOPES = {
    "general": "generell general",
    "organisation": "organisasjonsspesifikk organisation organisation-specific organization",
}
_SPECIFICITIES = {"basic": "basis basic", "specialist": "spiss specialist"}
_FORMS = {"formal": "formell formal", "real": "realkompetanse real"}
_SCALES = {"levels": "levels nivåer", "held": "held har"}
_CHOICES: dict[str, type[TextChoices]] = {
    "kind": Competence.Kind,
    "scope": Competence.Scope,
    "specificity": Competence.Specificity,
    "form": Competence.Form,
    "scale": Competence.Scale,
}


def _address(value: str) -> str:
    if not value.startswith(("http://", "https://")) or len(value) > 200:
        raise Unreadable(_("Dette er ikke en nettadresse."), _("Skriv en adresse som begynner med http."))
    return value


def _aliases(value: str) -> tuple[str, ...]:
    found = tuple(sorted({alias.strip() for alias in value.split("|")} - {""}))
    if any(len(alias) > 200 for alias in found):
        raise Unreadable(_("Et av ordene er lengre enn 200 tegn."), _("Skill ordene med |."))
    return found


def _legal_basis(value: str) -> list[legal.Basis]:
    try:
        return legal.read_all(value.split("|"))
    except legal.NotABasis as line:
        raise Unreadable(
            _("«%(line)s» mangler paragraf.") % {"line": line},
            _("Skriv loven, komma og paragrafen. Skill flere med |."),
        ) from line


_LEVEL_COLUMNS = {
    f"level_{level}_{language}": (str(level), language) for level in LEVELS for language in LANGUAGES
}
COLUMNS = (
    Column("code", parsers.code(60), required=True),
    Column("name_nb", parsers.text(200), required=True),
    Column("name_nn", parsers.text(200)),
    Column("name_en", parsers.text(200)),
    Column("area", parsers.text(200), required=True),
    Column("kind", parsers.choice(_KINDS), required=True),
    Column("scope", parsers.choice(_SCOPES), required=True),
    Column("specificity", parsers.choice(_SPECIFICITIES), required=True),
    Column("form", parsers.choice(_FORMS), required=True),
    Column("scale", parsers.choice(_SCALES), required=True),
    Column("validity_months", parsers.integer(1, 1200)),
    Column("esco_uri", Parser(_address, blank="")),
    Column("aliases", Parser(_aliases, blank=(), plain=False)),
    Column("legal_basis", Parser(_legal_basis, blank=[], plain=False)),
    *(Column(f"description_{language}", parsers.text(10_000)) for language in LANGUAGES),
    *(Column(name, parsers.text(2_000)) for name in _LEVEL_COLUMNS),
)
_FIELDS = [column.field for column in COLUMNS if column.field not in _LEVEL_COLUMNS]


def plan(rows: ParsedTable, options: Options, second: ParsedTable | None = None) -> Plan:
    """Which competences the file makes and changes. A column that the file lacks changes nothing."""
    known = {each.code: each for each in Competence.objects.select_related("area")}
    aliases = _aliases_by_competence()
    _reject_repeated(rows)
    changes, wanted = [], []
    for row in rows.good:
        competence = known.get(row["code"])
        before = _values(competence, aliases.get(competence.pk, ())) if competence else {}
        after = {**(before or _nothing()), **_said(row)}
        if competence and before["scale"] != after["scale"] and competence.is_in_facts():
            row.reject("scale", _("Skalaen kan ikke endres når noen er vurdert eller det er satt krav."))
            continue
        change = _change(row, before, after)
        changes.append(change)
        if change.status != Status.UNCHANGED:
            wanted.append((competence, after))
    return make_plan("catalogue", options, [rows], changes, payload=wanted)


def _reject_repeated(rows: ParsedTable) -> None:
    first: dict[str, int] = {}
    for row in rows.good:
        line = first.setdefault(row["code"], row.line)
        if line != row.line:
            row.reject("code", _("Koden står også i rad %(line)d.") % {"line": line})


def _aliases_by_competence() -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for competence, text in Alias.objects.values_list("competence_id", "text"):
        found.setdefault(competence, []).append(text)
    return {competence: tuple(sorted(texts)) for competence, texts in found.items()}


def _values(competence: Competence, aliases: tuple[str, ...]) -> dict[str, Any]:
    """What the columns would say of the competence as it is."""
    values = {name: getattr(competence, name) for name in _FIELDS if name not in ("area", "aliases")}
    levels = {
        name: competence.level_texts.get(level, {}).get(language, "")
        for name, (level, language) in _LEVEL_COLUMNS.items()
    }
    return {**values, **levels, "area": competence.area.name_nb, "aliases": aliases}


def _nothing() -> dict[str, Any]:
    return {column.field: column.parser.blank for column in COLUMNS}


def _said(row: ParsedRow) -> dict[str, Any]:
    return {column.field: row[column.field] for column in COLUMNS if row.table.has(column.field)}


def _change(row: ParsedRow, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    details = tuple(_details(before, after))
    status = Status.NEW if not before else Status.CHANGED if details else Status.UNCHANGED
    return Change(status, row.line, row["code"], after["name_nb"], (before, after), details.__iter__)


def _details(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Detail]:
    for name, value in after.items():
        if name != "code" and before.get(name) != value and (before or value):
            yield Detail(name, _said_of(name, before[name]) if before else None, _said_of(name, value))


def _said_of(name: str, value: Any) -> Any:
    """A list as one text, a choice in words; the rest as it is."""
    if isinstance(value, list):
        return "; ".join(map(legal.written, value))
    return ", ".join(value) if isinstance(value, tuple) else in_words(value, _CHOICES.get(name))


def apply(plan: Plan, *, by: User | None, progress: Progress) -> None:
    """Write the competences, their aliases, and the earlier values."""
    areas = {area.name_nb: area for area in Area.objects.all()}
    made: list[Competence] = []
    changed: list[Competence] = []
    aliases = []
    for competence, values in plan.payload:
        target = competence or Competence()
        _fill(target, values, areas)
        (changed if competence else made).append(target)
        aliases.append((target, values["aliases"]))
    bulk_create_with_history(made, Competence, batch_size=BATCH, default_user=by)
    fields = [name for name in _FIELDS if name not in ("code", "aliases")]
    bulk_update_with_history(changed, Competence, [*fields, "level_texts"], batch_size=BATCH, default_user=by)
    _write_aliases(aliases)
    progress(len(plan.payload), len(plan.payload))


def _fill(target: Competence, values: Mapping[str, Any], areas: dict[str, Area]) -> None:
    for name in _FIELDS:
        if name not in ("area", "aliases"):
            setattr(target, name, values[name])
    name = values["area"]
    target.area = areas.get(name) or areas.setdefault(name, Area.objects.create(name_nb=name))
    texts: dict[str, dict[str, str]] = {}
    for column, (level, language) in _LEVEL_COLUMNS.items():
        if values[column]:
            texts.setdefault(level, {})[language] = values[column]
    target.level_texts = texts


def _write_aliases(wanted: list[tuple[Competence, tuple[str, ...]]]) -> None:
    Alias.objects.filter(competence__in=[competence.pk for competence, _texts in wanted]).delete()
    Alias.objects.bulk_create(
        [Alias(competence=competence, text=text) for competence, texts in wanted for text in texts]
    )


def importer() -> Importer:
    """The catalogue's import."""
    return Importer(
        kind="catalogue",
        slug="katalog",
        title=gettext_lazy("Import av kompetansekatalogen"),
        columns=COLUMNS,
        plan=plan,
        apply=apply,
        labels=_labels(),
        row_label=gettext_lazy("Kompetanse"),
        order=20,
    )


def _in_practice(level: str, language: str) -> str:
    return levels.in_practice(level, language).lower()


def _labels() -> dict[str, Any]:
    called = {each.name: each.verbose_name for each in Competence._meta.fields if each.name in _FIELDS}
    in_practice = {name: lazy(_in_practice, str)(*which) for name, which in _LEVEL_COLUMNS.items()}
    return {**called, **in_practice, "aliases": gettext_lazy("andre ord")}
