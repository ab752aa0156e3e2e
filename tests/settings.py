"""The settings of an install, with what makes tests quick and alone."""

import os

from turnout.config.settings import *  # noqa: F403
from turnout.config.settings import DATA, DATABASES

DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, as in life: threads and other processes see it. Nothing here has to survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
    )
else:
    DATABASES["default"]["TEST"] = {"NAME": f"turnout_test_{os.getpid()}"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PUBLIC_URL = "http://testserver"
ALLOW_PRIVATE_ADDRESSES = True
WRITES_PER_MINUTE = 0  # one person of the cast writes more than people do
