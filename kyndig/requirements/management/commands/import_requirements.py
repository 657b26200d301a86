from kyndig.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Import what roles require (CSV or XLSX)."
    kind = "requirements"
