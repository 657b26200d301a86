from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "kyndig.organisation"

    def ready(self) -> None:
        from kyndig.imports import importers  # noqa: PLC0415 - models are ready only now
        from kyndig.organisation import access_declarations, importing  # noqa: PLC0415

        importers.register(importing.IMPORTER)
        access_declarations.register()
