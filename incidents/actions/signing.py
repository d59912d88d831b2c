"""Every write is signed: the history keeps who did it, or in whose name a program did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from incidents.models import User
from incidents.values import Role

SIGN = "SELECT set_config('vigie.by', %s, true), set_config('vigie.signed', %s, true)"


@dataclass(frozen=True, slots=True)
class Signature:
    """In whose name something is written.

    Without a user it is a program that the operator of the machine runs ("demo import",
    "command line"): whoever may start it may do everything that the database allows.
    """

    user: User | None = None
    label: str = ""

    @property
    def name(self) -> str:
        """The words that the history keeps, at most 80 characters."""
        name = self.label or (self.user.get_username() if self.user else "")
        return name[:80]

    def has_role(self, role: Role) -> bool:
        if self.user is None:
            return True
        # Django's anonymous user has no such question to answer.
        holds = getattr(self.user, "has_role", None)
        return holds is not None and bool(holds(role))

    def require(self, role: Role) -> None:
        """Raises PermissionDenied where the one who signs does not hold `role`."""
        if not self.has_role(role):
            raise PermissionDenied(_("This needs the role %(role)s.") % {"role": role.value})


@contextmanager
def signed(by: Signature) -> Iterator[None]:
    """One transaction, signed: the database's triggers read the signature."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SIGN, [str(by.user.pk) if by.user else "", by.name])
        yield
