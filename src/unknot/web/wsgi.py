"""The door for a WSGI server. It does not open while any route is without an access policy."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
application = get_wsgi_application()

from unknot.web.page.access import refuse_undeclared_routes  # noqa: E402

refuse_undeclared_routes()
