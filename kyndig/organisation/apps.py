from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "kyndig.organisation"

    def ready(self) -> None:
        from kyndig.imports import importers
        from kyndig.imports import policies as imports_policies
        from kyndig.organisation import (
            access_declarations,
            directory,
            importing,
            policies,
            transfers,
            tree_entry,
        )

        importers.register(importing.IMPORTER)
        imports_policies.tell(may_import=policies.can_act_as_hr, may_see_history=policies.can_run_the_system)
        transfers.register(transfers.grants_transferable())
        tree_entry.register()
        access_declarations.register()
        directory.register()
