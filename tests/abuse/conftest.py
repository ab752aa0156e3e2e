"""What tests of abuse may ask for by name."""

from tests.api.conftest import script_of as script_of
