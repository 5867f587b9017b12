"""`sussidiario staff` gives people their accounts, roles and teams where there is no page for it yet: at the first installation."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sussidiario.access import actions, clock
from sussidiario.access.actor import actor
from sussidiario.access.models import RoleHeld, Staff, Team
from sussidiario.access.rules import Role
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal

Verb = Callable[..., None]


class Command(BaseCommand):
    """Accounts, roles and teams."""

    help = "Give people their accounts, roles and teams. Passwords are set with `sussidiario changepassword USERNAME`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and what it is about."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="everybody with an account, and what they hold today")
        team = verbs.add_parser("team", help="set up a team")
        team.add_argument("code")
        team.add_argument("name")
        team.add_argument("--area", choices=[area.value for area in Area], default="")
        add = verbs.add_parser("add", help="give somebody an account")
        add.add_argument("username")
        add.add_argument("given_name")
        add.add_argument("family_name")
        for verb, what in (("give", "a role or a team, from a day"), ("end", "a role, from a day"), ("leave", "the service: the account is closed")):
            parsed = verbs.add_parser(verb, help=what)
            parsed.add_argument("username")
            parsed.add_argument("--on", type=date.fromisoformat, default=None, metavar="DAY", help="2017-06-26; today if not said")
            if verb != "leave":
                parsed.add_argument("--role", choices=[role.value for role in Role])
            if verb == "give":
                parsed.add_argument("--team", metavar="CODE")

    def handle(self, *_args: Any, verb: str, **options: Any) -> None:
        """
        Do what the verb says.

        :raises CommandError: if there is no such account or team, or what is asked is refused.
        """
        verbs: dict[str, Verb] = {
            "list": self._list,
            "team": self._team,
            "add": self._add,
            "give": self._give,
            "end": self._end,
            "leave": self._leave,
        }
        options["on"] = options.get("on") or clock.day(clock.now())
        try:
            verbs[verb](**options)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        except (Staff.DoesNotExist, Team.DoesNotExist, RoleHeld.DoesNotExist) as missing:
            raise CommandError(str(missing)) from missing

    def _list(self, *, on: date, **_options: Any) -> None:
        for staff in Staff.objects.filter(is_active=True).order_by("family_name", "given_name", "pk"):
            someone = actor(staff, on=on)
            teams = Team.objects.filter(pk__in=someone.teams).order_by("code").values_list("code", flat=True)
            self.stdout.write(f"{staff.username:24} {staff!s:32} {', '.join(sorted(someone.roles))} ({', '.join(teams)})")

    def _team(self, *, code: str, name: str, area: str, **_options: Any) -> None:
        self.stdout.write(f"team {actions.set_up_team(code, name=name, area=area).code}")

    def _add(self, *, username: str, given_name: str, family_name: str, **_options: Any) -> None:
        actions.add_staff(username, given_name=given_name, family_name=family_name)
        self.stdout.write(f"{username} has an account; now `sussidiario changepassword {username}` and `sussidiario staff give {username} --role ...`")

    def _give(self, *, username: str, role: str | None, team: str | None, on: date, **_options: Any) -> None:
        staff = Staff.objects.get(username=username)
        if role:
            actions.give_role(staff, Role(role), from_on=on, given_by=None)
        if team:
            actions.join_team(staff, Team.objects.get(code=team), on=on)

    def _end(self, *, username: str, role: str | None, on: date, **_options: Any) -> None:
        actions.end_role(RoleHeld.objects.get(staff__username=username, role=role, until_on__isnull=True), on=on)

    def _leave(self, *, username: str, on: date, **_options: Any) -> None:
        actions.leave_service(Staff.objects.get(username=username), on=on)
