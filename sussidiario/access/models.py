"""Staff, the teams they belong to and the roles they hold, each from a day to a day."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sussidiario.access.rules import Role


class StaffManager(BaseUserManager["Staff"]):
    """What Django asks of the model that signs in."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        """Find who signs in with `username`."""
        return self.get(username=username)


class Staff(AbstractBaseUser):
    """A person who works in the system."""

    username = models.CharField(_("nome utente"), max_length=150, unique=True)
    given_name = models.CharField(_("nome"), max_length=100)
    family_name = models.CharField(_("cognome"), max_length=100)
    email = models.EmailField(_("posta elettronica"), blank=True)
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    is_active = models.BooleanField(_("attivo"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StaffManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("persona del servizio")
        verbose_name_plural = _("personale")

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def get_full_name(self) -> str:
        """Name as it is written on pages."""
        return str(self)


class Team(models.Model):
    """A group of staff that works on one area or in one office."""

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    name = models.CharField(_("nome"), max_length=120)
    area = models.CharField(_("area"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("gruppo di lavoro")
        verbose_name_plural = _("gruppi di lavoro")

    def __str__(self) -> str:
        return self.name


class Held(models.Model):
    """Something a member of staff has from a day to a day."""

    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def on(day: date) -> Q:
        """Condition that the row holds on `day`."""
        return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gt=day))


class Membership(Held):
    """A member of staff in a team."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")

    class Meta:
        verbose_name = _("appartenenza")
        verbose_name_plural = _("appartenenze")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "team"], condition=Q(until_on__isnull=True), name="access_one_open_membership"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="access_membership_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.team}"


class RoleHeld(Held):
    """A role of a member of staff, and who gave it."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="roles_held")
    role = models.CharField(_("ruolo"), max_length=40, choices=[(role.value, role.label) for role in Role])
    given_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("ruolo")
        verbose_name_plural = _("ruoli")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "role"], condition=Q(until_on__isnull=True), name="access_one_open_role"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="access_role_ends_after_start"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="access_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.role}"
