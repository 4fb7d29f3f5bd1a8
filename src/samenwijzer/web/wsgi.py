"""The application as a WSGI server sees it."""

import os

from django.core.wsgi import get_wsgi_application

from samenwijzer.learning.groups.solver import prepare

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenwijzer.web.settings")
application = get_wsgi_application()
prepare()
