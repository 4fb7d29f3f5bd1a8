"""Django settings, read from the environment; every variable stands in docs/developers/settings.md."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from samenwijzer.web.entrance.providers import read_providers

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("SAMENWIJZER_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)


def _kept_secret(name: str = "secret") -> str:
    """Return a secret of this installation, made on first use and kept in its home folder."""
    file = HOME / f"{name}.txt"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


DEMO = os.environ.get("SAMENWIJZER_DEMO") == "1"
DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret()
TRAIL_KEY = os.environ.get("SAMENWIJZER_TRAIL_KEY") or _kept_secret("trail-key")
PSEUDONYM_KEY = os.environ.get("SAMENWIJZER_PSEUDONYM_KEY") or _kept_secret("pseudonym-key")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.usersessions",
    "samenwijzer.foundation.audit",
    "samenwijzer.foundation.tasks",
    "samenwijzer.foundation.identifiers",
    "samenwijzer.foundation.effort",
    "samenwijzer.foundation.lake",
    "samenwijzer.network.people",
    "samenwijzer.network.organisation",
    "samenwijzer.network.calendar",
    "samenwijzer.network.notices",
    "samenwijzer.network.access",
    "samenwijzer.network.rights",
    "samenwijzer.practice.goals",
    "samenwijzer.practice.curriculum",
    "samenwijzer.practice.technology",
    "samenwijzer.practice.instruments",
    "samenwijzer.practice.instruments.scales",
    "samenwijzer.practice.cycles",
    "samenwijzer.practice.cycles.communities",
    "samenwijzer.practice.documents",
    "samenwijzer.practice.agenda",
    "samenwijzer.practice.agenda.barriers",
    "samenwijzer.practice.agenda.plc",
    "samenwijzer.practice.offers",
    "samenwijzer.practice.offers.roles",
    "samenwijzer.practice.offers.support",
    "samenwijzer.practice.offers.training",
    "samenwijzer.practice.offers.partners",
    "samenwijzer.practice.offers.mobility",
    "samenwijzer.practice.offers.dossiers",
    "samenwijzer.practice.offers.placements",
    "samenwijzer.practice.materials",
    "samenwijzer.practice.materials.practices",
    "samenwijzer.learning.paths",
    "samenwijzer.learning.evidence",
    "samenwijzer.learning.evidence.outside",
    "samenwijzer.learning.progress",
    "samenwijzer.learning.regulation",
    "samenwijzer.learning.regulation.corners",
    "samenwijzer.learning.regulation.strategies",
    "samenwijzer.learning.regulation.autonomy",
    "samenwijzer.learning.regulation.participation",
    "samenwijzer.learning.lessons",
    "samenwijzer.learning.lessons.materials",
    "samenwijzer.learning.lessons.trajectories",
    "samenwijzer.learning.groups",
    "samenwijzer.learning.cooperation",
    "samenwijzer.learning.feedback",
    "samenwijzer.learning.care",
    "samenwijzer.quality.indicators",
    "samenwijzer.quality.reflections",
    "samenwijzer.quality.effects",
    "samenwijzer.exchange",
    "samenwijzer.web",
]

MIDDLEWARE = [
    "samenwijzer.web.operation.log.request_log_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samenwijzer.web.shell.language_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samenwijzer.web.shell.viewer_middleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "samenwijzer.web.urls"
WSGI_APPLICATION = "samenwijzer.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web", PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "samenwijzer.web.shell.shell_context",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "samenwijzer.web.components.tags"],
        },
    }
]

DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'samenwijzer.sqlite3'}"
# A connection that the server dropped is looked at before it is used, and opened again: nobody meets the restart.
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        # FULL: what was acknowledged also stands after the power went; it costs a few milliseconds a save.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
    }
#: Tries at signing in are counted in the database, where every web process and machine sees them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "try_counts",
        "KEY_FUNCTION": "samenwijzer.network.access.endings.digest_of_try",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # beyond it some are forgotten: nobody may push out the count of another
    },
    "figures": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "network_access.Account"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "samenwijzer.web.entrance.sign_in.AccountAdapter"
ACCOUNT_FORMS = {"login": "samenwijzer.web.entrance.sign_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# A whole school comes from one address; after five wrong passwords in a quarter an account waits, whoever asks.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "100/m/ip,5/15m/key",
    "card": "100/m/ip",
    "mentor_link": "100/m/ip",
    "reauthenticate": "10/m/user",
    "reset_password": "120/m/ip,3/15m/key",
}
SOCIALACCOUNT_ADAPTER = "samenwijzer.web.entrance.by_provider.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = read_providers(os.environ.get("SAMENWIJZER_PROVIDERS", ""))
# A link leads to a provider: a form that did would be stopped by the content policy on its way out.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "samenwijzer.web.entrance.sign_in.FactorAdapter"
MFA_FORMS = {"add_webauthn": "samenwijzer.web.entrance.sign_in.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Samenwijzer"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
MAIL = urlsplit(os.environ.get("SAMENWIJZER_MAIL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "localhost", MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.scheme == "smtp+tls", MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SAMENWIJZER_MAIL_FROM", "samenwijzer@localhost")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "samenwijzer.web.entrance.views.stale"
HTTPS = os.environ.get("SAMENWIJZER_HTTPS") == "1"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "nl"
LOCALE_PATHS = sorted(PACKAGE.rglob("locale"))
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "samenwijzer.web.components.finder.ComponentFinder",
]
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

PACK = PACKAGE / "packs" / "go2030"

#: Where expressions over the lake are carried out, as Ibis names it: DuckDB in this process, or a Spark cluster.
LAKE_ENGINE = os.environ.get("SAMENWIJZER_LAKE_ENGINE") or "duckdb://"

#: Only who bears this reads the figures at /meting/; without it they do not exist.
METRICS_TOKEN = os.environ.get("SAMENWIJZER_METRICS_TOKEN", "")
#: ``json``: a line a request and no personal content in any line. ``plain``: for who develops, with all that was said.
LOG = os.environ.get("SAMENWIJZER_LOG") or ("plain" if DEMO else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "samenwijzer.foundation.logs.PlainFacts"}, "plain": {}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"samenwijzer.web.operation.log": {"level": "INFO" if LOG == "json" else "WARNING"}},
}
