"""Whether a password is good enough, said so that one knows what to do."""

from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from turnout.core.people.models import Person

LONGEST = 500


def weaknesses(password: str, person: Person) -> list[str]:
    """What is wrong with this password for this person; nothing if it is fine."""
    if len(password) > LONGEST:
        return [_("Keep it to %(most)s characters or fewer, please.") % {"most": LONGEST}]
    found = []
    for validator in get_default_password_validators():
        try:
            validator.validate(password, person)
        except ValidationError as error:
            found += [_in_plain_words(each) for each in error.error_list]
    return found


def shortest() -> int:
    validators = get_default_password_validators()
    return max(getattr(validator, "min_length", 0) for validator in validators)


def _in_plain_words(error: ValidationError) -> str:
    words = {
        "password_too_short": _("Use at least %(least)s characters. A few words in a row work well.")
        % {"least": shortest()},
        "password_too_common": _("Many people use this one, so it would be guessed quickly. Choose another."),
        "password_too_similar": _("This is too close to your name or email address. Choose another."),
    }
    return words.get(error.code or "", str(error.messages[0]))
