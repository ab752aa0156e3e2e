"""What makes something how bad, as a new organization starts with it: data, changed in the settings."""

from django.utils.translation import gettext as _

from turnout.incidents.models import Dimension

Cells = dict[tuple[Dimension, int], str]


def grid_for_all() -> Cells:
    """The worst first; a side with fewer than five sentences has no smaller ones."""
    return _numbered(
        {
            Dimension.PEOPLE: [
                _("Somebody died or may die, or a threat goes on"),
                _("Somebody is in hospital, several are hurt, or there's a serious threat"),
                _("Somebody needs a doctor, can't work, or is badly shaken"),
                _("First aid was enough"),
                _("Nobody was hurt, but somebody could have been"),
            ],
            Dimension.SERVICE: [
                _("Half of our customers or more, or anyone whose safety depends on us, and no way around"),
                _("One in ten customers, a key function, or one of our largest customers"),
                _("Fewer than one in ten customers, or there's a way around"),
                _("It looks wrong, but it works"),
                _("No customer has noticed yet"),
            ],
            Dimension.DATA: [
                _("It can do people great harm: health, children, identities, or 100,000 people and more"),
                _("It could harm the people whose data it is"),
                _("It is contained, and harm is unlikely"),
                _("A rule was missed, and nobody saw anything"),
                _("A weak spot was seen before anything happened"),
            ],
            Dimension.MONEY: [
                _("One percent of a year's revenue or more, or we may not be able to pay"),
                _("A thousandth of a year's revenue or more"),
                _("A ten-thousandth of a year's revenue or more"),
                _("Less than that"),
                _("A loss we avoided"),
            ],
            Dimension.LAW: [
                _("A crime, our licence, or a deadline within 24 hours"),
                _("Any deadline set by law"),
                _("A deadline or a promise in a contract"),
                _("A rule of our own"),
            ],
            Dimension.TRUST: [
                _("National news, a regulator or a politician speaks about it"),
                _("Trade press, or it spreads fast"),
                _("A local group, or a cluster of posts"),
                _("Single complaints"),
            ],
        }
    )


def grids_of_disciplines() -> dict[str, Cells]:
    """Where a discipline measures something that others don't."""
    return {
        "operations": _numbered(
            {
                Dimension.SERVICE: [
                    _("Less than 70% of the people or stock we need, or less than 40% on time"),
                    _("70 to 85% of what we need, less than 60% on time, or two zones and more"),
                    _("85 to 95% of what we need, or promises slip by a quarter"),
                    _("95% of what we need, or more"),
                    _("It may become short in the next hours"),
                ],
            }
        ),
        "customer": _numbered(
            {
                Dimension.MONEY: [
                    _("5% of a year's revenue may leave within 30 days, or a customer says so in public"),
                    _("1 to 5% of it, one of our 20 largest, or a formal notice"),
                    _("A renewal within 90 days that looks bad"),
                    _("Somebody isn't happy with us"),
                    _("It could have cost us a customer"),
                ],
            }
        ),
        "facilities": _numbered(
            {
                Dimension.SERVICE: [
                    _("A building is evacuated, or can't be used for more than a day"),
                    _("Part of a site is closed, or something it can't do without has failed"),
                    _("It works, but not as it should"),
                    _("Something to repair"),
                    _("Seen early; nothing has failed"),
                ],
            }
        ),
    }


def _numbered(said: dict[Dimension, list[str]]) -> Cells:
    return {
        (dimension, rank): sentence for dimension, row in said.items() for rank, sentence in enumerate(row, 1)
    }
