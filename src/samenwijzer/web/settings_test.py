"""Settings of the test suite: the product's own, with fast passwords and the demo's step-in page."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only")
os.environ.setdefault("SAMENWIJZER_HOME", tempfile.mkdtemp(prefix="samenwijzer-tests-"))
os.environ.setdefault("SAMENWIJZER_DEMO", "1")

from samenwijzer.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
