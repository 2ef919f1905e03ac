"""Django's settings, derived from the one typed `Environment`."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from tuntas.project import sqlite
from tuntas.project.environment import read_environment

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

# ── what runs ───────────────────────────────────────────────────────────────────────────────────────────────────
SECRET_KEY = ENVIRONMENT.secret_key
FIELD_KEY = ENVIRONMENT.field_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
PROXIES = ENVIRONMENT.proxies
PUBLIC_CITIES = ENVIRONMENT.public_cities
CITY_APPS = [
    "places", "people", "records", "settlements", "hectares", "funding", "financing", "surveys", "assessments",
    "decrees", "problems", "proposals", "decisions", "plans",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",  # for the static files of the page on which people try the interface
    "tuntas.web.shared",
    *[f"tuntas.city.{app}" for app in CITY_APPS if (PACKAGE / "city" / app / "models.py").exists()],
]
MIDDLEWARE = [
    "tuntas.project.middleware.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tuntas.web.account.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tuntas.project.middleware.session_limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tuntas.project.middleware.no_store",
    "tuntas.project.middleware.Faults",
]
ROOT_URLCONF = "tuntas.project.urls"
WSGI_APPLICATION = "tuntas.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            *sorted((PACKAGE / "web").glob("*/templates")),
            PACKAGE / "api" / "templates",
            PACKAGE / "project" / "templates",
        ],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "tuntas.web.shared.context.frame",
                "tuntas.web.home.frame.frame",
            ],
        },
    }
]

# ── what it keeps ───────────────────────────────────────────────────────────────────────────────────────────────
TUNTAS_HOME = ENVIRONMENT.home
FILES_ROOT = TUNTAS_HOME / "files"
FILE_MAX_BYTES = 25 << 20
DATABASES = {"default": dict(ENVIRONMENT.database)}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if IS_SQLITE:
    DATABASES["default"] |= {"OPTIONS": sqlite.options(), "CONN_MAX_AGE": None}
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
# No ATOMIC_REQUESTS: under IMMEDIATE every page view would take the write lock.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# ── who signs in ────────────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["tuntas.project.sign_in.OnDutyBackend"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign_in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["username", "name"]}},
    {"NAME": "tuntas.city.people.passwords.LocalWordsValidator"},
]
SESSION_ENGINE = "tuntas.city.people.sessions"
SESSION_IDLE = timedelta(minutes=30)
SESSION_IDLE_FIELD = timedelta(hours=8)
SESSION_LONGEST = timedelta(hours=12)
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_COOKIE_SAMESITE = "Lax"
PASSWORD_RESET_TIMEOUT = 3600

# ── what the browser is told ────────────────────────────────────────────────────────────────────────────────────
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.is_https
PREFIX = "__Host-" if ENVIRONMENT.is_https else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{PREFIX}tuntas", f"{PREFIX}tuntas-csrf"
LANGUAGE_COOKIE_NAME = "tuntas-lang"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = ENVIRONMENT.is_https, True, "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tuntas.project.errors.forbidden"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.is_https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
REQUEST_MAX_BYTES = FILE_MAX_BYTES + (1 << 20)
STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in [PACKAGE / "web" / "static", PACKAGE / "api" / "static"] if folder.is_dir()]
# Assets are committed with hashed names: served from where they lie, no collectstatic step for the office.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# ── language and time ───────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = ENVIRONMENT.time_zone

# ── what it says of itself ──────────────────────────────────────────────────────────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tuntas.project.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "tuntas": {"level": ENVIRONMENT.log_level},
        "django.request": {"level": "ERROR"},  # 4xx stand in our own request line already
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
