from django.apps import AppConfig


class HoldingsConfig(AppConfig):
    name = "kyndig.holdings"
