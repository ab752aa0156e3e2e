"""Every setting of an install, read once from the environment. docs/reference/settings.md lists them all."""

import sys
from pathlib import Path

from turnout.config import environment as env
from turnout.config.database import database_from

PACKAGE = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules

DATA = Path(env.text("TURNOUT_DATA", "data")).resolve()
DEMO = env.flag("TURNOUT_DEMO", False)
PUBLIC_URL = env.text("TURNOUT_URL", "http://127.0.0.1:8000").rstrip("/")
SECRET_KEY = env.secret("TURNOUT_SECRET_KEY") or env.kept_secret(DATA / "secret-key")
SECRETS_KEY = env.text("TURNOUT_SECRETS_KEY")
SECRETS_KEY_FILE = Path(env.text("TURNOUT_SECRETS_KEY_FILE", f"{DATA}.secrets-key"))  # in no copy of the data
ALLOWED_HOSTS = env.words("TURNOUT_HOSTS", "*" if DEMO or TESTING else env.host_of(PUBLIC_URL))
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
DEBUG = env.flag("TURNOUT_DEBUG", False)

SMTP_URL = "" if DEMO else env.secret("TURNOUT_SMTP_URL")  # nothing leaves a demo
MAIL_FROM = env.text("TURNOUT_MAIL_FROM", "turnout@localhost")
MAIL_IN = env.text("TURNOUT_MAIL_IN")
MAIL_IN_LISTEN = env.text("TURNOUT_MAIL_IN_LISTEN", "127.0.0.1:8025")
MAIL_IN_UNKNOWN = env.one_of("TURNOUT_MAIL_IN_UNKNOWN", ("refuse", "take"))
MAIL_IN_CHECKED_BY = env.text("TURNOUT_MAIL_IN_CHECKED_BY")
ALLOW_PRIVATE_ADDRESSES = env.flag("TURNOUT_ALLOW_PRIVATE_ADDRESSES", False)
MAX_UPLOAD_MB = env.number("TURNOUT_MAX_UPLOAD_MB", 25)
WRITES_PER_MINUTE = env.number("TURNOUT_WRITES_PER_MINUTE", 120)
WEB_THREADS = env.number("TURNOUT_WEB_THREADS", 4)
LOOKS_KEPT_DAYS = env.number("TURNOUT_LOOKS_KEPT_DAYS", 365)
LOG_FORMAT = env.text("TURNOUT_LOG_FORMAT", "console")
TRUST_PROXY = env.flag("TURNOUT_TRUST_PROXY", False)
METRICS_TOKEN = env.secret("TURNOUT_METRICS_TOKEN")

DATABASES = {"default": database_from(env.secret("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INTEGRATIONS = sorted(each.parent.name for each in (PACKAGE / "integrations").glob("*/manifest.py"))
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "lucide",
    "turnout.core.jobs",
    "turnout.core.events",
    "turnout.core.people",
    "turnout.core.notify",
    "turnout.core.connect",
    "turnout.core.blueprints",
    "turnout.core.lib",
    "turnout.incidents",
    "turnout.reviews",
    *(f"turnout.integrations.{name}" for name in INTEGRATIONS),
    "turnout.api",
    "turnout.web",
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign_in"
SESSION_ENGINE = "turnout.core.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "turnout_session"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "turnout.web.middleware.anonymous_pages",
    "turnout.web.middleware.request_log",
    "turnout.web.health.early.answer_early",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "turnout.web.middleware.sound_length",
    "turnout.web.characters.WithoutNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "turnout.core.people.visitors.VisitorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "turnout.web.middleware.first_run",
    "turnout.web.middleware.reader_locale",
    "turnout.web.middleware.refusal_pages",
]

ROOT_URLCONF = "turnout.config.urls"
WSGI_APPLICATION = None
FORM_RENDERER = "turnout.web.form_renderer.PlainForms"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web", PACKAGE / "integrations", PACKAGE / "api"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "turnout.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "lucide.templatetags.lucide",
                "turnout.web.templatetags.ui",
                "turnout.web.templatetags.incidents",
                "turnout.web.templatetags.waiting",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
if DEBUG:
    TEMPLATES[0]["OPTIONS"]["loaders"] = TEMPLATES[0]["OPTIONS"]["loaders"][0][1]  # type: ignore[index]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TURNOUT_TIME_ZONE", "UTC")

SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "turnout.web.errors.stale_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "turnout.core.lib.uploads.Limit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING_CONFIG = None  # core.lib.log sets structlog up in the command line and the ASGI entry
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]
