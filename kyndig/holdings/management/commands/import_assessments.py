from kyndig.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Import assessments of people (CSV or XLSX)."
    kind = "assessments"
