"""Django's settings, read from the environment, with safe defaults for this machine alone.

``docs/reference/site.md`` lists every setting. Readers get no cookies: sessions exist
for the liaison's login and are not begun by any public page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from compendium.web import environment
from compendium.web.postbox import addresses, mail_leaves, mail_settings

HOME = environment.path("COMPENDIUM_HOME") or Path.cwd() / "var"
"""Where rows that change are kept."""

EDITION = environment.path("COMPENDIUM_EDITION")
"""One edition file to serve; wins over the shelf."""

SHELF = environment.path("COMPENDIUM_SHELF")
"""A directory of editions with a note of the current one."""

TODAY = environment.day("COMPENDIUM_TODAY")
"""A day to take for today, for tests and demonstrations; unset, the clock decides."""

KEEP_PAGES = environment.flag("COMPENDIUM_KEEP_PAGES", default=True)
"""Whether pages of other days are kept between changes; off, each is rendered anew."""

ADDRESS = environment.text("COMPENDIUM_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
"""The site's public address, for permanent links, the sitemap and mail."""

SECRET_KEY = environment.secret("COMPENDIUM_SECRET")
DEBUG = False
ALLOWED_HOSTS = [
    *("127.0.0.1", "localhost", "[::1]", urlsplit(ADDRESS).hostname or "localhost"),
    *environment.listed("COMPENDIUM_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS.startswith("https://") else []

ROOT_URLCONF = "compendium.web.urls"
WSGI_APPLICATION = "compendium.web.wsgi.application"
APPEND_SLASH = False
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "compendium.web.consultation",
    "compendium.web.alerts",
]
MIDDLEWARE = [
    "compendium.web.headers.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "compendium.web.headers.compressed",
    "compendium.web.asof.standing_somewhere",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"environment": "compendium.web.markup.environment"},
    }
]

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/Los_Angeles"
USE_I18N = False
USE_TZ = True

_SECURE = ADDRESS.startswith("https://")
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_REFERRER_POLICY = "no-referrer"
BEHIND_PROXY = environment.flag("COMPENDIUM_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = _SECURE
SESSION_COOKIE_SAMESITE = "Lax"  # a link in the liaison's mail leads to the queue
CSRF_COOKIE_SECURE = _SECURE
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "compendium.web.errors.forged"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_097_152  # a check travels in its own form
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # eight counties, each line apart

LIAISON = addresses("COMPENDIUM_LIAISON", environment.listed("COMPENDIUM_LIAISON"))
"""Who is told of requests to the Advisory Board. Nobody: the form is off."""

EDITORS = addresses("COMPENDIUM_EDITORS", environment.listed("COMPENDIUM_EDITORS")) or LIAISON
"""Who is told of problems with a page; unset, the liaison."""

CONTACT = environment.text("COMPENDIUM_CONTACT")
"""Where people turn while the forms are off; unset, the Advisory Board's own page."""

KEEP_DAYS = environment.number("COMPENDIUM_KEEP_DAYS", 365)
"""Days after which what people sent is deleted."""

vars().update(mail_settings(environment.text("COMPENDIUM_MAIL")))
MAIL_LEAVES = mail_leaves(environment.text("COMPENDIUM_MAIL"))
"""Whether mail goes anywhere but into the log: alerts take no address otherwise."""

DEFAULT_FROM_EMAIL = environment.text(
    "COMPENDIUM_MAIL_FROM", f"compendium@{urlsplit(ADDRESS).hostname or 'localhost'}"
)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "/consultation/queue/sign-in"
LOGIN_REDIRECT_URL = "/consultation/queue"
SESSION_COOKIE_PATH = "/consultation/queue"
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_PATH = "/consultation/queue"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Requests for what is not there are no event, and their addresses are nobody's business.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
