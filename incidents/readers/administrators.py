from __future__ import annotations

from django.db.models.functions import Now

from incidents.models import FirstAdministratorLink, User
from incidents.values import Role


def administrator_exists() -> bool:
    """True when somebody active can administer the site."""
    return User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists()


def link_is_live(secret: str) -> bool:
    """True when the address with this secret was neither used nor left for more than its hour."""
    return FirstAdministratorLink.objects.filter(
        digest=FirstAdministratorLink.digest_of(secret), used_at=None, expires_at__gt=Now()
    ).exists()
