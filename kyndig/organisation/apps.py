from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "kyndig.organisation"

    def ready(self) -> None:
        from kyndig.organisation import access_declarations  # noqa: PLC0415 - models are ready only now

        access_declarations.register()
