"""Django's settings, and the only reader of the environment.

    UNKNOT_HOME           the data folder
    UNKNOT_DATABASE_URL   a PostgreSQL database instead of the encrypted file in the data folder
    UNKNOT_KEY_FILE       the master key, if it is not in the config folder or a systemd credential
    UNKNOT_SMTP_URL       a mail server for reminders, as smtps://name:password@host (smtp:// turns TLS on first)
    UNKNOT_MAIL_FROM      the address that mail comes from
    UNKNOT_NTFY_URL       an ntfy server for reminders
    UNKNOT_PUSH_SERVICES  origins of push services besides those of the known browsers, with commas
    UNKNOT_URL            the address a declared proxy serves us at; only then is X-Forwarded-* believed

`unknot serve` and `unknot demo` add two of their own for the process that answers requests:
UNKNOT_SERVED_AT, the addresses it listens at, and UNKNOT_DEMO_KEY, the key of a made-up journal.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from unknot.store import homes
from unknot.web import languages, machine_zone, sign_offs

HOME = homes.home(os.environ)
PROXY = os.environ.get("UNKNOT_URL", "")
SERVED_AT = [at for at in os.environ.get("UNKNOT_SERVED_AT", "http://localhost:8420").split(",") if at]
MADE_UP = "UNKNOT_DEMO_KEY" in os.environ
PACKAGE = Path(__file__).parent

MASTER_KEY, DATABASES = homes.database(os.environ)
SECRET_KEY = MASTER_KEY.derive("django").hex()

# ---------------------------------------------------------------- what is installed

DEBUG = False
ROOT_URLCONF = "unknot.web.urls"
WSGI_APPLICATION = "unknot.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "unknot.store",
    "unknot.household.people",
    "unknot.household.sharing",
    "unknot.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

# Access comes before the form token, so that who may not come in is never shown their form again.
MIDDLEWARE = [
    "unknot.web.page.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "unknot.web.page.errors.PlainErrorsMiddleware",
    "unknot.web.page.sessions.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "unknot.web.access_middleware.DoorMiddleware",
    "unknot.web.page.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "unknot.web.page.template_context.page",
            ],
        },
    }
]

LOG_CARDS = [
    "unknot.web.offline.cards.cards",
    "unknot.web.medicines.cards.cards",
    "unknot.web.treatment.cards.cards",
    "unknot.web.patterns.cards.cards",
    "unknot.web.diary.cards.cards",
    "unknot.web.access_list.cards.cards",
    "unknot.web.visits.cards.cards",
    "unknot.web.emergency_card.log_card.cards",
    "unknot.web.sharing.reply_card.cards",
]
"""What features put on Log, in this order within each place (see `page.cards`)."""
OFFLINE_DATA = ["unknot.web.medicines.offline_doses.offline", "unknot.web.treatment.offline_treatments.offline"]
"""What a device needs of features to log without a network (see `offline.offline_data`)."""

# ---------------------------------------------------------------- where it is reached

_origins = [urlsplit(origin) for origin in ([PROXY] if PROXY else []) + SERVED_AT]
ALLOWED_HOSTS = sorted({origin.hostname or "" for origin in _origins} | {"localhost", "127.0.0.1", "[::1]"})
SECURE_CONTEXT = all(origin.scheme == "https" or origin.hostname in ("localhost", "127.0.0.1") for origin in _origins)
TLS = all(origin.scheme == "https" for origin in _origins) or PROXY.startswith("https:")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY.startswith("https:") else None
CSRF_TRUSTED_ORIGINS = [PROXY.rstrip("/")] if PROXY else []
APPEND_SLASH = False

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_NAME = "__Host-unknot" if TLS else "unknot"
CSRF_COOKIE_NAME = "__Host-unknot-form" if TLS else "unknot-form"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_FAILURE_VIEW = "unknot.web.page.errors.form_token_failed"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# An attached file is held in memory until it is encrypted: nothing of it lies readable in a temporary folder.
FILE_UPLOAD_MAX_MEMORY_SIZE = 21_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# ---------------------------------------------------------------- where reminders go out

SMTP_URL = os.environ.get("UNKNOT_SMTP_URL", "")
MAIL_FROM = os.environ.get("UNKNOT_MAIL_FROM", "")
NTFY_URL = os.environ.get("UNKNOT_NTFY_URL", "")
PUSH_SERVICES = [origin for origin in os.environ.get("UNKNOT_PUSH_SERVICES", "").split(",") if origin]
# What a notice links to, as a browser reaches it.
ADDRESS = (PROXY or SERVED_AT[0]).rstrip("/")

# ---------------------------------------------------------------- who signs in

AUTH_USER_MODEL = "web.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "log"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ADAPTER = "unknot.web.auth.passkeys.Adapter"


# ---------------------------------------------------------------- words, files, logs

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
# The zone of this machine, for a journal that has not said its own.
HOME_ZONE = machine_zone.machine_zone(os.environ)

SIGN_OFFS = sign_offs.of_home(HOME)
"""Which rules a clinician of this place has read and signed: shown with the rule."""
LOCALE_PATHS = [PACKAGE.parent / "locale"]
LANGUAGES = languages.offered(LOCALE_PATHS[0])

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "unknot.web.static_files.HashedStorage"},
}
STATICFILES_DIRS = [PACKAGE / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_INDEX_FILE = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What went wrong, never what was asked for or written: see `logs`.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "unknot.web.logs.PlainFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"level": "ERROR", "handlers": [], "propagate": True}},
}
