from __future__ import annotations

import hashlib

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Now

from incidents.models.base import choices, one_of
from incidents.values import Role

RANK = {role.value: rank for rank, role in enumerate(Role)}


class User(AbstractUser):
    """A person with one role; each role may do what those before it may."""

    role = models.CharField(max_length=13, choices=choices(Role), default=Role.VIEWER)
    language = models.CharField(max_length=2, blank=True)

    class Meta(AbstractUser.Meta):
        constraints = [one_of("role", Role, "user_role_known")]

    def has_role(self, role: Role) -> bool:
        """True when the person is active and holds `role` or one above it."""
        return self.is_active and RANK[self.role] >= RANK[role.value]


class FirstAdministratorLink(models.Model):
    """A one-time address by which the first administrator is made; only its hash is kept."""

    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 (hex) of the secret part of the address."""
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link of {self.created_at:%Y-%m-%d %H:%M}"

    @staticmethod
    def digest_of(secret: str) -> str:
        """What is kept of a secret; it has 256 random bits, so that a plain hash is enough."""
        return hashlib.sha256(secret.encode()).hexdigest()
