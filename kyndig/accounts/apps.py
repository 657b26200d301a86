from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class AccountsConfig(AppConfig):
    name = "kyndig.accounts"

    def ready(self) -> None:
        # Each app's `declarations.py` says what it holds about people, from the top layer down.
        for config in apps.get_app_configs():
            ours = config.name.startswith("kyndig.")
            if ours and config.module and module_has_submodule(config.module, "declarations"):
                import_module(f"{config.name}.declarations").register()
