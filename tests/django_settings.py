"""The application's own settings, in a home of their own: a test never meets an office's data."""

import os
import tempfile

os.environ["TUNTAS_HOME"] = tempfile.mkdtemp(prefix="tuntas-test-")
if url := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = url
else:
    os.environ.pop("DATABASE_URL", None)

from tuntas.project.settings import *  # noqa: F403 - the home has to be named first

# Argon2 is meant to be slow; tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# A world that a test rolled back may come again with the same marks: nothing is kept between tests.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
_SEARCHING, _FOUND_ONCE = "whitenoise.middleware.WhiteNoiseMiddleware", "tests.static_files.FoundOnce"
MIDDLEWARE = [_FOUND_ONCE if name == _SEARCHING else name for name in MIDDLEWARE]  # noqa: F405
