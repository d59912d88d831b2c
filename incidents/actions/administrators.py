"""The first administrator: made through a one-time address, never by a default password."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from incidents.models import FirstAdministratorLink, User
from incidents.values import Role

LIFETIME = timedelta(hours=1)


class DeadLink(Exception):
    """The secret was used, is older than an hour, or was never given out."""


@transaction.atomic
def issue_link() -> str:
    """Give out the secret of a new one-time address; those given out before die."""
    FirstAdministratorLink.objects.filter(used_at=None).delete()
    secret = secrets.token_urlsafe(32)
    FirstAdministratorLink.objects.create(
        digest=FirstAdministratorLink.digest_of(secret), expires_at=Now() + LIFETIME
    )
    return secret


@transaction.atomic
def redeem_link(*, secret: str, username: str, password: str) -> User:
    """Make the administrator; of two people with the same address only one succeeds.

    Raises DeadLink, and makes nobody, where the secret is no longer good.
    """
    used = FirstAdministratorLink.objects.filter(
        digest=FirstAdministratorLink.digest_of(secret), used_at=None, expires_at__gt=Now()
    ).update(used_at=Now())
    if not used:
        raise DeadLink
    return User.objects.create_user(
        username,
        password=password,
        role=Role.ADMINISTRATOR,
        is_staff=True,
        is_superuser=True,
    )


def forget_dead_links() -> int:
    """Delete the addresses that can no longer be used; answers how many."""
    return FirstAdministratorLink.objects.exclude(used_at=None, expires_at__gt=Now()).delete()[0]
