"""Keys for scripts."""

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta

from django.db import OperationalError, models, transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.actions.owning import lock
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import ApiTokenCreated, ApiTokenRevoked
from turnout.core.people.keys import digest_of, new_key
from turnout.core.people.models import TOKEN_LASTS, ApiToken, Person
from turnout.core.people.models.allowlist import is_one_on
from turnout.core.people.names import tidy
from turnout.core.people.permissions import Scope

PREFIX = "tno_"
HINT = 8  # characters
MOST = 50  # live tokens of one person
USED_EVERY = timedelta(minutes=1)  # how exactly we know when a token was last used


@transaction.atomic
def create_api_token(
    name: str, scopes: Collection[str] = tuple(Scope), *, lasts: timedelta = TOKEN_LASTS, by: Person
) -> tuple[ApiToken, str]:
    """Make a key with which a script acts as `by`; answers its row and the key, which is kept nowhere.

    scopes  what it is lent of what its person may; a scope lends nobody more than they have
    lasts   until its end, at most a year
    """
    name = tidy(name)
    if not name:
        raise NotPossible(_("Give the token a name, so you'll know what it was for."))
    lent = [str(each) for each in Scope if each in set(scopes)]
    if not lent or len(lent) != len(set(scopes)):
        raise NotPossible(_("Choose what the token may do."))
    if not timedelta(0) < lasts <= TOKEN_LASTS:
        raise NotPossible(_("A token can last for up to a year."))
    person = lock(by)
    if ApiToken.objects.live().filter(person=person).count() >= MOST:
        raise NotPossible(
            _("You already have %(most)s tokens. Revoke one you no longer use.") % {"most": MOST}
        )
    key = new_key(PREFIX)
    token = ApiToken.objects.create(
        person=person,
        name=name,
        hint=key[:HINT],
        digest=digest_of(key),
        scopes=lent,
        expires_at=clock.now() + lasts,
    )
    record(token, ApiTokenCreated(name=name, hint=token.hint, scopes=lent, days=lasts.days), by=by)
    return token, key


@transaction.atomic
def revoke_api_token(token: ApiToken, *, by: Person) -> None:
    """The key stops working now."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=clock.now()):
        record(token, ApiTokenRevoked(name=token.name, hint=token.hint), by=by)


def find_by_token(key: str) -> ApiToken | None:
    """Whose key this is: one hash and one look at an index, whatever the key. Notes its use.

    Its `person` may what the token lends, and nothing else.
    """
    found = ApiToken.objects.live().filter(digest=digest_of(key[:200])).select_related("person")
    token = found.annotate(is_narrowed=is_one_on()).first()  # type: ignore[no-redef]
    now = clock.now()
    if token:
        token.person.granted = token.lent
    if token and (token.used_at is None or token.used_at < now - USED_EVERY):
        token.used_at = now
        not_since = models.Q(used_at__isnull=True) | models.Q(used_at__lt=now - USED_EVERY)
        with suppress(OperationalError):  # reading goes on where nothing can be written
            ApiToken.objects.filter(not_since, pk=token.pk).update(used_at=now)
    return token
