"""The WSGI application; refuses to start while production lacks a setting."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyndig.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from kyndig.config.environment import problems

if _missing := problems(settings.ENVIRONMENT):
    sys.exit("Kyndig does not start:\n  " + "\n  ".join(_missing))

application = get_wsgi_application()
