"""Staff, the teams they belong to and the roles they hold, each from a day to a day."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sussidiario.access.entering import Outcome
from sussidiario.access.rules import Role


class StaffManager(BaseUserManager["Staff"]):
    """What Django asks of the model that signs in."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        """Find who signs in with `username`."""
        return self.get(username=username)


class Staff(AbstractBaseUser):
    """
    A person who works in the system. By the fiscal code it is told when they read of themselves, of their family or of a colleague.

    `emergency_until` is when the last of their emergency accesses ends: of who has none, nothing is asked about them.
    """

    username = models.CharField(_("nome utente"), max_length=150, unique=True)
    given_name = models.CharField(_("nome"), max_length=100)
    family_name = models.CharField(_("cognome"), max_length=100)
    email = models.EmailField(_("posta elettronica"), blank=True)
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    fiscal_code = models.CharField(_("codice fiscale"), max_length=16, blank=True)
    is_active = models.BooleanField(_("attivo"), default=True)
    until_on = models.DateField(_("fino al (escluso)"), null=True, blank=True)
    must_choose_password = models.BooleanField(_("deve scegliere una password"), default=False)
    emergency_until = models.DateTimeField(_("accesso d'emergenza fino alle"), null=True, blank=True)
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

    @property
    def last_on(self) -> date | None:
        """The last day on which the account opens, if it is known."""
        return self.until_on - timedelta(days=1) if self.until_on else None

    def may_enter(self, day: date) -> bool:
        """Tell whether the account is open on `day`: not closed, and its last day not gone."""
        return self.is_active and (self.until_on is None or day < self.until_on)


class Team(models.Model):
    """
    A group of staff that works on one area or in one office, or for an outside `body`.

    The persons kept by a group that `protects` exist for that group alone.
    """

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    name = models.CharField(_("nome"), max_length=120)
    area = models.CharField(_("area"), max_length=40, blank=True)
    body = models.CharField(_("ente esterno"), max_length=120, blank=True)
    protects = models.BooleanField(_("rete di protezione"), default=False)

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


class SignInQuerySet(models.QuerySet["SignIn"]):
    """The history of who came in, and who could not."""

    def of(self, staff: Staff) -> Self:
        """Those of one member of staff, the newest first."""
        return self.filter(staff=staff).order_by("-at", "-pk")

    def before(self, at: datetime) -> Self:
        """Those earlier than an instant."""
        return self.filter(at__lt=at)

    def with_is_new(self) -> Self:
        """Say of each whether it came from a device that the same person had never come in from."""
        earlier = SignIn.objects.filter(staff=OuterRef("staff"), device=OuterRef("device"), outcome=Outcome.ENTERED, at__lt=OuterRef("at"))
        return self.annotate(is_new=~Exists(earlier))


class SignIn(models.Model):
    """
    Somebody came in, left, or could not come in.

    What was typed is never kept: a name that is nobody's may be a password.
    """

    at = models.DateTimeField(_("quando"))
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="sign_ins")
    outcome = models.CharField(_("esito"), max_length=20, choices=[(outcome.value, outcome.label) for outcome in Outcome])
    how = models.CharField(_("come"), max_length=60, blank=True)
    address = models.GenericIPAddressField(_("indirizzo"), null=True)
    agent = models.CharField(_("programma"), max_length=60, blank=True)
    device = models.CharField(_("dispositivo"), max_length=24, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("accesso")
        verbose_name_plural = _("accessi")
        indexes: ClassVar = [
            models.Index(fields=["staff", "-at"], name="access_signin_of_staff"),
            models.Index(fields=["at"], name="access_signin_at"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=[outcome.value for outcome in Outcome]), name="access_outcome_is_known"),
            models.CheckConstraint(condition=~Q(outcome=Outcome.ENTERED, staff__isnull=True), name="access_somebody_entered"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.outcome}"


class Guesses(models.Model):
    """How often, lately, an answer was wrong for an account, existing or not, or from an address; `key` is a keyed digest of which."""

    key = models.CharField(max_length=64, unique=True)
    wrong = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    last_at = models.DateTimeField()
    locks = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tentativi")
        verbose_name_plural = _("tentativi")

    def __str__(self) -> str:
        return self.key


class StaffQuerySet(models.QuerySet["Staff"]):
    """Accounts, for those who give them."""

    def open(self) -> Self:
        """Those that open something, or will until their last day."""
        return self.filter(is_active=True)

    def closed(self) -> Self:
        """Those that open nothing any more."""
        return self.filter(is_active=False)

    def leaving(self) -> Self:
        """Those whose last day is known."""
        return self.open().filter(until_on__isnull=False)

    def named(self, words: str) -> Self:
        """Those whose name or user name holds every one of these words."""
        found = self
        for word in words.split():
            found = found.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(username__icontains=word))
        return found

    def with_role(self, role: str, on: date) -> Self:
        """Those who hold a role on a day."""
        return self.filter(pk__in=RoleHeld.objects.filter(Held.on(on), role=role).values("staff"))

    def with_last_entered(self) -> Self:
        """Say of each when they last came in."""
        entered = SignIn.objects.filter(staff=OuterRef("pk"), outcome=Outcome.ENTERED).order_by("-at").values("at")[:1]
        return self.annotate(last_entered_at=models.Subquery(entered))

    def by_name(self) -> Self:
        """In the order of the register."""
        return self.order_by("family_name", "given_name", "pk")
