from kyndig.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Import people, employments and the unit tree from the payroll system's export."
    kind = "hr"
