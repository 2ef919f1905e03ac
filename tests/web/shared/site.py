"""A site with nothing but the shared part and its style page: `python -m tests.web.shared.site PORT`."""

import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

POLICY = "default-src 'self'; img-src 'self' data: blob:"

urlpatterns = [
    path("gaya/", include("tuntas.web.shared.style.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]


def strict_policy(respond):
    """The content security policy of the application."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response["Content-Security-Policy"] = POLICY
        return response

    return answer


OPTIONS = {
    "DEBUG": True,
    "SECRET_KEY": "only for looking at the style page",
    "ALLOWED_HOSTS": ["127.0.0.1"],
    "ROOT_URLCONF": "tests.web.shared.site",
    "STATIC_URL": "/static/",
    "USE_TZ": True,
    "TIME_ZONE": "Asia/Jakarta",
    "LANGUAGE_CODE": "id",
    "LANGUAGES": [("id", "Indonesia"), ("en", "English")],
    "INSTALLED_APPS": ["django.contrib.staticfiles", "tuntas.web", "tuntas.web.shared"],
    "MIDDLEWARE": [
        "tests.web.shared.site.strict_policy",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "tuntas.web.shared.context.frame",
                ]
            },
        }
    ],
}

if __name__ == "__main__":
    from django.core.management import call_command

    settings.configure(**OPTIONS)
    import django

    django.setup()
    call_command("runserver", f"127.0.0.1:{sys.argv[1]}", use_reloader=False)
