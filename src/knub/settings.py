"""All settings, read from the environment; a wrong or missing value stops the start with a sentence."""

import os
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent
PROJECT = PACKAGE.parent.parent


DATABASE_OPTIONS = "-c lock_timeout=3s -c random_page_cost=1.1 -c client_min_messages=warning"


def env_bool(name: str, default: bool = False) -> bool:  # noqa: FBT001, FBT002
    """Read a yes or no; anything else stops the start."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "1"}:
        return default if value == "" else value == "1"
    raise ImproperlyConfigured(f"{name} is {value!r}. Write 1 for yes or 0 for no.")


def env_int(name: str, default: int) -> int:
    """Read a whole number; anything else stops the start."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a whole number.")
    return int(value)


def env_list(name: str, default: str) -> list[str]:
    """Read a list separated by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def address(name: str, default: str, *, schemes: tuple[str, ...]) -> SplitResult:
    """Read the address of a server; one of a kind that is not known, or a port that is none, stops the start."""
    try:
        parts = urlsplit(os.environ.get(name) or default)
        known = parts.scheme in schemes and (parts.port or True)
    except ValueError:
        known = False
    if not known:
        wanted = " or ".join(f"{one}://host:port" for one in schemes)
        raise ImproperlyConfigured(f"{name} is no address. Write {wanted}.")
    return parts


def database(parts: SplitResult) -> dict[str, object]:
    """Turn postgresql://user:password@host:port/name?host=/socket&sslmode=require into Django's form."""
    pairs = (pair.partition("=") for pair in parts.query.split("&") if pair)
    query = {key: unquote(value) for key, _, value in pairs}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "knub",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": query.pop("port", "") or str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**query, "options": f"{query.get('options', '')} {DATABASE_OPTIONS}".strip()},
    }


LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
DEMO = env_bool("KNUB_DEMO")
DEBUG = False
SECRET_KEY = os.environ.get("KNUB_SECRET_KEY", "")
DATA = Path(os.environ.get("KNUB_DATA", PROJECT / "var" / "data"))
DATABASES = {"default": database(address("KNUB_DATABASE_URL", "postgresql:", schemes=("postgresql", "postgres")))}
ALLOWED_HOSTS = env_list("KNUB_HOSTS", ",".join(LOCAL_HOSTS))
if DEMO and not set(ALLOWED_HOSTS) <= set(LOCAL_HOSTS):
    raise ImproperlyConfigured(
        f"KNUB_DEMO is 1, and KNUB_HOSTS names {', '.join(ALLOWED_HOSTS)}. In the demo everybody can log in as "
        f"anybody: it answers only on {', '.join(LOCAL_HOSTS)}. Leave KNUB_HOSTS out, or set KNUB_DEMO to 0."
    )
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("KNUB_HOSTS is *. Name the hosts: any other could be put into links by a stranger.")
CSRF_TRUSTED_ORIGINS = env_list("KNUB_ORIGINS", "")
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("KNUB_PROXIES", 0)
OPERATOR_NAME = os.environ.get("KNUB_OPERATOR", "")
CONTACT_MAIL = os.environ.get("KNUB_CONTACT_MAIL", "sekretariatet@example.org")
CONTACT_PHONE = os.environ.get("KNUB_CONTACT_PHONE", "")
WAS_URL = os.environ.get("KNUB_WAS_URL", "")
EMAIL_SERVER = address("KNUB_EMAIL_URL", "smtp://localhost:25", schemes=("smtp", "smtp+tls"))
EMAIL_BACKEND = "knub.notify.transport.MailboxBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = EMAIL_SERVER.hostname or "localhost"
EMAIL_PORT = EMAIL_SERVER.port or 25
EMAIL_HOST_USER = unquote(EMAIL_SERVER.username or "")
EMAIL_HOST_PASSWORD = unquote(EMAIL_SERVER.password or "")
EMAIL_USE_TLS = EMAIL_SERVER.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("KNUB_FROM_MAIL", "Netværk om Udsatte Boligområder <knub@example.org>")
SITE_URL = os.environ.get("KNUB_SITE_URL", "http://localhost:8000").rstrip("/")
BUILD = PROJECT / "build"

INSTALLED_APPS = [
    "knub.audit",
    "knub.files",
    "knub.ui",
    "knub.notify",
    "knub.search",
    "knub.people",
    "knub.memberships",
    "knub.areas",
    "knub.duties",
    "knub.knowledge",
    "knub.meetings",
    "knub.sparring",
    "knub.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "knub.ui.middleware.LanguageMiddleware",
    "knub.ui.middleware.SoundRequestMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "knub.people.http.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "knub.ui.middleware.BusyMiddleware",
]
ROOT_URLCONF = "knub.urls"
WSGI_APPLICATION = "knub.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "knub.ui.context_processors.house",
            ],
        },
    }
]
FORM_RENDERER = "knub.ui.forms.DesignSystemRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "knub.people.login.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"request_login_code": "knub.people.forms.LoginCodeForm"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_ADAPTER = "knub.people.login.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "collected"
STATICFILES_DIRS = [BUILD / "static"] if (BUILD / "static").is_dir() else []
# Uploads lie outside the web root and are handed over by knub.files.views.serve; no address leads into the folder.
FILES = DATA / "files"
FILE_UPLOAD_HANDLERS = ["knub.files.uploading.BoundedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 10
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# "default" is shared (rate limits); "pages" holds parts of open pages in each process, by keys that change with them.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}
# How many days personal data is kept: the tasks that delete it and the page on privacy read it here.
KEPT_DAYS = {"mails": 365, "sessions": 14, "deleted_files": 30, "invitations": 90, "access_requests": 90}
KEPT_DAYS["news_sources"] = 365
KEPT_DAYS["misses"] = 365
KEPT_DAYS["seen"] = 90
KEPT_DAYS["needs"] = 14
KEPT_DAYS["approvers"] = 365
KEPT_DAYS["evaluations"] = 30  # after it has closed: who was asked, and what was held back
KEPT_DAYS["writers"] = 30  # after a meeting: who wrote a line of a group, or asked a question with her name
KEPT_DAYS["owners"] = 365  # after a meeting: who said yes to try something; her municipality stays
KEPT_DAYS["wishers"] = 365  # after the network year: who proposed a theme, and whose list of wishes it was
ANSWERS_TO_SHOW = 5  # the fewest answers of an evaluation whose totals are shown
SESSION_COOKIE_AGE = KEPT_DAYS["sessions"] * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = not DEMO
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# The menu: label, URL name, and who sees it where it is not for everybody. An entry appears with its room.
MENU_AUDIENCES = "knub.memberships.access.audiences"
MENU = [
    (_("Meetings"), "meetings:list", None),
    (_("Areas"), "areas:find", None),
    (_("Rules"), "duties:list", None),
    (_("Knowledge"), "knowledge:list", None),
    (_("Sparring"), "sparring:list", None),
    (_("Your municipality"), "home:own_municipality", "municipality"),
    (_("Secretariat"), "home:secretariat", "secretariat"),
]
# What stands in the footer before the links that are on every page.
FOOTER = [
    (_("The network"), "home:network", None),
    (_("Is the network for you?"), "home:is_it_for_you", None),
    (_("Contacts"), "memberships:contacts", "shared"),
]

# The mails one chooses: key, name, when it comes, and the ways there are, of which the first is the default.
# A room adds a line for its own kind and asks knub.people.queries.wanting who wants it.
MAIL_KINDS = [
    (
        "access_requests",
        _("Somebody asks for access"),
        _("To contact people. Without the mail it stands on “People and roles”."),
        ("at_once", "never"),
    ),
    (
        "colleagues",
        _("A colleague has answered your invitation with “It is not me”"),
        _("To whoever sent the invitation."),
        ("at_once", "never"),
    ),
    (
        "still_here",
        _("Who is still here? Twice a year"),
        _("To contact people, with a list of colleagues to look through."),
        ("at_once", "never"),
    ),
    (
        "sparring_answers",
        _("An answer to your question in Sparring"),
        _("With the text of the answer."),
        ("at_once", "daily", "weekly", "monthly", "never"),
    ),
    (
        "sparring_asked",
        _("A colleague asks you to answer a question"),
        _("Without the mail it stands on the front page."),
        ("at_once", "never"),
    ),
    (
        "following",
        _("News about what you follow in Sparring"),
        _("New questions about your topics, areas and municipalities, and new answers to questions you follow."),
        ("weekly", "monthly", "daily", "at_once", "never"),
    ),
    (
        "knowledge",
        _("New pages in Viden"),
        _("Pages you may read, when they are published."),
        ("monthly", "weekly", "daily", "at_once", "never"),
    ),
    (
        "news",
        _("News in Nyt"),
        _("From the state, municipalities and the secretariat, when they are released."),
        ("weekly", "monthly", "daily", "at_once", "never"),
    ),
]
# Where the default is another for a role: the kind, the role, how often. docs/howto/notices.md has the table.
MAIL_DEFAULTS = {
    "knowledge": {"coordinator": "weekly", "secretariat": "never", "finance": "never"},
    "news": {"manager": "monthly", "secretariat": "never", "finance": "never"},
    "following": {"secretariat": "daily"},
}
