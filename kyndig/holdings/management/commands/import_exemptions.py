from kyndig.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Import exemptions from requirements (CSV or XLSX)."
    kind = "exemptions"
