"""The glossary: an organization's own words, and what they mean."""

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Page, register
from turnout.core.values import LongText, Text
from turnout.incidents.blueprint.tables import of_table
from turnout.incidents.definitions.models import Term

NAME_LENGTH, LONGEST = 128, 2000

TERMS = of_table(
    "terms",
    Term,
    {
        "name": Text(
            most=NAME_LENGTH,
            required=True,
            label=_("Word"),
            help=_("As people here say it: PSP, Cold chain, The old office."),
        ),
        "description": LongText(most=LONGEST, required=True, lines=4, label=_("What does it mean?")),
    },
    title=_("Glossary"),
    about=_("Words of your own, and what they mean"),
    page=Page(
        path="terms",
        icon="book-a",
        summary=_("Your own words, explained for everyone who's new to them"),
        intro=_("Acronyms, systems and places that not everyone knows. People find them by searching."),
        new=_("New word"),
    ),
)

register(TERMS)
