"""From files to a plan: read, look for identity numbers, match columns, read cells, plan."""

from dataclasses import dataclass
from pathlib import Path

from kyndig.imports.columns import ParsedTable, parse
from kyndig.imports.identity_numbers import file_name_without, refuse_identity_numbers
from kyndig.imports.importers import Importer
from kyndig.imports.plan import Options, Plan
from kyndig.imports.reading import Table, read
from kyndig.imports.rejected import rejected_csv


@dataclass(frozen=True)
class Source:
    """A delivered file: what it is called and where its bytes lie."""

    name: str
    path: Path

    def read(self) -> Table:
        """The file as a table without identity numbers. Raises Refused."""
        table = read(self.path.read_bytes(), file_name_without(self.name))
        refuse_identity_numbers(table)
        return table


@dataclass(frozen=True)
class Sources:
    """What came in: the file and, for imports that take one, the second."""

    first: Source
    second: Source | None = None


@dataclass(frozen=True)
class Prepared:
    """Parsed files, ready to be planned once."""

    importer: Importer
    rows: ParsedTable
    second: ParsedTable | None
    options: Options

    def plan(self) -> Plan:
        """What the files would change now. Raises Refused."""
        return self.importer.plan(self.rows, self.options, self.second)

    def rejected_files(self) -> dict[str, str]:
        """The rejected rows as CSV by the name of the file they came from; files without any are left out."""
        read = [table for table in (self.rows, self.second) if table and table.rejected]
        return {table.table.name: rejected_csv(table) for table in read}


def prepare(importer: Importer, sources: Sources, options: Options) -> Prepared:
    """Read and parse the files. Raises Refused."""
    second_table = sources.second.read() if sources.second else None
    first_table = sources.first.read()
    two = second_table is not None
    rows = parse(first_table, importer.columns, first_table.name if two else "")
    second = None
    if second_table is not None and importer.second is not None:
        second = parse(second_table, importer.second.columns, second_table.name)
    return Prepared(importer, rows, second, options)
