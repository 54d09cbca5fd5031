"""The households, browsers and the clock of the web's tests."""

from tests.web.conftest import *  # noqa: F403
from tests.web.conftest import _kept_in, _no_tries_yet  # noqa: F401
