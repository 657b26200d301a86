"""A plan as lines of text, for commands."""

from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kyndig.imports.importers import Importer
from kyndig.imports.plan import Change, Detail, Plan, Status, shown


def lines(importer: Importer, plan: Plan, *, at_most: int | None = None) -> Iterator[str]:
    """The counts, then every change (of each status `at_most`), then what else there is to know."""
    labels = {name: str(label) for name, label in importer.labels.items()}
    yield _("%(title)s per %(day)s") % {
        "title": importer.title,
        "day": date_format(plan.as_of, "DATE_FORMAT"),
    }
    for status in Status:
        yield f"  {status.label}: {plan.counts[status.value]}"
    yield from _brought_along(importer, plan)
    for status in Status:
        changes = [each for each in plan.changes if each.status is status]
        if changes and status != Status.UNCHANGED:
            yield ""
            yield f"{status.label}:"
            yield from (_line(labels, each) for each in changes[:at_most])
            if at_most and len(changes) > at_most:
                yield _("… og %(n)d til. Kjør med --dry-run for å se alle.") % {"n": len(changes) - at_most}
    for warning in plan.warnings:
        yield ""
        yield warning


def _brought_along(importer: Importer, plan: Plan) -> Iterator[str]:
    """Counts of what comes with the rows: units and roles."""
    for about, label in importer.brought_along.items():
        counts = [(status.label, plan.counts.get(f"{about} {status.value}", 0)) for status in Status]
        said = ", ".join(f"{name} {number}" for name, number in counts if number)
        if said:
            yield f"  {label}: {said}"


def _line(labels: Mapping[str, str], change: Change) -> str:
    place = _("rad %(line)d") % {"line": change.line} if change.line else ""
    head = "  ".join(filter(None, ["", change.label, change.key, place]))
    details = "; ".join(_detail(labels, each) for each in change.details)
    begins = (
        _("fra %(day)s") % {"day": date_format(change.valid_from, "DATE_FORMAT")} if change.valid_from else ""
    )
    return ": ".join(filter(None, [head, ", ".join(filter(None, [details, begins]))]))


def _detail(labels: Mapping[str, str], detail: Detail) -> str:
    label = labels.get(detail.field, detail.field)
    if detail.before is None or detail.after is None:
        return f"{label} {shown(detail.before)}{shown(detail.after)}"
    return f"{label} {shown(detail.before)} → {shown(detail.after)}"
