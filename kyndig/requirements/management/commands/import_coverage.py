from kyndig.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Import how many people units must have (CSV or XLSX)."
    kind = "coverage"
