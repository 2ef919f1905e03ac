"""The root of all addresses."""

from importlib.util import find_spec

from django.urls import include, path

from tuntas.project.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("i18n/", include("django.conf.urls.i18n")),
]
for prefix, room in (("api/v1/", "tuntas.api.urls"), ("", "tuntas.web.urls")):
    if find_spec(room.rpartition(".")[0]) and find_spec(room):
        urlpatterns.append(path(prefix, include(room)))

handler400 = "tuntas.project.errors.bad_request"
handler403 = "tuntas.project.errors.forbidden"
handler404 = "tuntas.project.errors.not_found"
handler500 = "tuntas.project.errors.server_error"
