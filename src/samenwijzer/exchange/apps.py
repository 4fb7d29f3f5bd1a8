"""Django app exchange."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Standards and files, in and out."""

    name = "samenwijzer.exchange"
    label = "exchange"
