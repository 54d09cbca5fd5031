"""The pages of reminders are tried with the phone and the servers of the household's tests."""

from tests.household.reminders.conftest import box, browser, life, service  # noqa: F401 - fixtures
