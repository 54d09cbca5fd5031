"""The household is tried with the people, browsers and clock of the web's own tests, on both databases."""

from tests.web.conftest import (  # noqa: F401 - fixtures and hooks
    _kept_in,
    _no_tries_yet,
    clock,
    home,
    neighbours,
    new_browser,
    person,
    pytest_generate_tests,
    settle,
    stranger,
)
