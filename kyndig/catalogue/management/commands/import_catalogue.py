from kyndig.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Import the competence catalogue (CSV or XLSX)."
    kind = "catalogue"
