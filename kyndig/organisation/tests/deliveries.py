"""Small HR deliveries for tests, run through the command as outsiders would."""

import io
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import CommandError

from kyndig.organisation.models import Employment

UNITS = """code;name;parent_code;kind;valid_from;valid_to
K;Eksempelvik;;kommune;;
S;Helse;K;sektor;;
A;Solhaug;S;enhet;;
B;Elvebredden;S;enhet;;
"""
HEADER = (
    "Ansattnr;Fornavn;Etternavn;Fødselsdato;E-post;Stillingsnr;Stillingskode;Stillingstittel;STYRK;"
    "Stillingsprosent;Ansettelsesform;Ansatt fra;Ansatt til;Orgkode;Nærmeste leder"
)
FIELDS = {
    "number": "1",
    "first": "Kari",
    "last": "Berg",
    "born": "01.02.1980",
    "email": "kari@example.no",
    "position": "10",
    "role": "SPL",
    "title": "Sykepleier",
    "styrk": "2223",
    "fte": "100",
    "type": "Fast",
    "start": "01.01.2020",
    "end": "31.12.9999",
    "unit": "A",
    "leader": "",
}


def row(**changes: str) -> str:
    """A row of a delivery: Kari's, with some fields changed."""
    return ";".join({**FIELDS, **changes}.values())


def others(count: int = 19) -> list[str]:
    """Rows of other people, so that one who leaves is no tenth."""
    return [row(number=str(100 + each), position=str(1000 + each)) for each in range(count)]


@dataclass
class Answer:
    """What the command said, and how it ended."""

    out: str
    err: str
    code: int

    def count(self, label: str) -> int:
        """The number after a label of the summary."""
        line = next(each for each in self.out.splitlines() if each.strip().startswith(f"{label}:"))
        return int(line.rpartition(":")[2])


@dataclass
class Deliveries:
    """Runs deliveries from a directory."""

    folder: Path

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def run(
        self,
        *rows: str,
        as_of: str = "2026-08-01",
        units: str | None = None,
        header: str = HEADER,
        **options: object,
    ) -> Answer:
        """Import these rows; `units` is a units file's text."""
        path = self.write("hr.csv", "\n".join([header, *rows]) + "\n")
        if units is not None:
            options["units"] = self.write("units.csv", units)
        out, err, code = io.StringIO(), io.StringIO(), 0
        try:
            call_command(
                "import_hr", str(path), as_of=date.fromisoformat(as_of), stdout=out, stderr=err, **options
            )
        except CommandError as error:
            err.write(str(error))
            code = error.returncode
        return Answer(out.getvalue(), err.getvalue(), code)

    def rejected(self) -> str:
        """FILE.rejected.csv, or nothing."""
        with suppress(FileNotFoundError):
            return (self.folder / "hr.csv.rejected.csv").read_text("utf-8-sig")
        return ""


def periods(number: str = "1") -> list[tuple[str, str, float, str, str | None]]:
    """(unit, role, percentage, from, to) of somebody's periods that are not cancelled, oldest first."""
    found = Employment.objects.filter(person__employee_number=number, cancelled_at=None).order_by(
        "start_date"
    )
    return [
        (
            each.unit.code,
            each.role.code,
            float(each.fte_percent),
            each.start_date.isoformat(),
            each.end_date.isoformat() if each.end_date else None,
        )
        for each in found.select_related("unit", "role")
    ]
