"""`sussidiario account` prints every figure of the account: as the city published it, and as it is counted from the journal."""

import csv
import json
from argparse import ArgumentParser
from collections import Counter
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from sussidiario.accountability.engine import account
from sussidiario.accountability.models import Edition
from sussidiario.accountability.rules import comparing, frozen
from sussidiario.accountability.rules.comparing import Status
from sussidiario.accountability.rules.frozen import Account, Card
from sussidiario.foundation import money
from sussidiario.foundation.figure import Unit
from sussidiario.planning.models import Mandate

COLUMNS = ("key", "title", "unit", "published", "computed", "difference", "acts", "period", "status")
NUMBERS = range(2, 6)
"""Columns of the table that hold numbers."""


class Command(BaseCommand):
    """Print the account."""

    help = "Print every figure of the account beside what the city published. Exit code 1 if a computed figure differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which account, and how to print it."""
        parser.add_argument("--edition", metavar="NAME", help="the numbers an edition froze, instead of the whole book with its open tail")
        parser.add_argument("--recompute", action="store_true", help="with --edition: count again from the seal it cites, and say whether all is equal")
        parser.add_argument("--as-of", metavar="DAY", help="the figures as they were known at the end of a day (2016-12-31)")
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")

    def handle(self, *_args: Any, edition: str | None, recompute: bool, as_of: str | None, format: str, **_options: Any) -> None:  # noqa: A002  the option's name
        """
        Print it.

        :raises CommandError: if there is no such edition or no mandate; after printing, if a figure differs from the published one, or
            an edition from its own recomputation.
        """
        if (recompute and not edition) or (as_of and edition):
            raise CommandError(_("--recompute va con --edition, --as-of senza."))
        found = self._edition(edition, recompute=recompute) if edition else self._live(as_of)
        cards = frozen.cards(found)
        rows = [row(card) for card in cards]
        if format == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        elif format == "csv":
            writer = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        else:
            self._print(cards)
        if different := [row["key"] for row in rows if row["status"] == Status.DIFFERENT]:
            raise CommandError(_("Diversi da quelli pubblicati: {keys}.").format(keys=", ".join(different)))

    def _live(self, as_of: str | None) -> Account:
        mandate = Mandate.objects.of_municipality(settings.SUSSIDIARIO_MUNICIPALITY).first()
        if mandate is None:
            raise CommandError(_("Nessun mandato è caricato: `sussidiario mandate load FILE`."))
        try:
            known = timezone.make_aware(datetime.combine(datetime.fromisoformat(as_of).date(), time.max)) if as_of else None
        except ValueError as error:
            raise CommandError(_("«{day}» non è un giorno: scrivi per esempio 2016-12-31.").format(day=as_of)) from error
        return account.live(mandate, as_of=known)

    def _edition(self, name: str, *, recompute: bool) -> Account:
        found = Edition.objects.select_related("seal").filter(name=name).first()
        if found is None:
            names = ", ".join(Edition.objects.latest_first().values_list("name", flat=True)) or _("nessuna")
            raise CommandError(_("Non c'è un'edizione «{name}». Ci sono: {names}.").format(name=name, names=names))
        kept: Account = found.account
        if recompute:
            again = account.again(kept, found.seal)
            if unequal := unlike(kept, again):
                raise CommandError(_("L'edizione «{name}» non si ricalcola uguale: {keys}.").format(name=name, keys=", ".join(unequal)))
            # Beside the rows, not among them: what is piped stays JSON or CSV.
            self.stderr.write(_("Ricalcolata dal sigillo n. {number}: tutti i numeri sono uguali.").format(number=found.seal.number))
        return kept

    def _print(self, cards: list[Card]) -> None:
        titles = (_("dato"), _("chiave"), _("pubblicato"), _("calcolato"), _("differenza"), _("atti"), _("periodo"), _("stato"))
        lines = [titles, *(_line(card) for card in cards)]
        widths = [max(len(line[place]) for line in lines) for place in range(len(titles))]
        for place, line in enumerate(lines):
            self.stdout.write(_aligned(line, widths))
            if place == 0:
                self.stdout.write("  ".join("─" * width for width in widths))
        counts = Counter(card["status"] for card in cards)
        closing = _("uguali: {equal}, diversi: {different}, non ancora calcolati: {waiting}")
        said = closing.format(equal=counts[Status.EQUAL], different=counts[Status.DIFFERENT], waiting=counts[Status.NOT_COMPUTED])
        self.stdout.write(f"\n{said}")


def row(card: Card) -> dict[str, Any]:
    """One figure in the columns of the command: in its unit, money in cents; of a change, both periods."""
    return {
        "key": card["key"],
        "title": card["title"]["it"],
        "unit": card["unit"],
        "published": card["published"],
        "computed": card["computed"],
        "difference": comparing.difference(card),
        "acts": card["acts"],
        "period": f"{card['compared_with']} → {card['period']}" if card["compared_with"] else card["period"],
        "status": card["status"],
    }


def unlike(kept: Account, again: Account) -> list[str]:
    """Keys of the figures of which anything counted is not the same."""
    return [one["key"] for one, other in zip(frozen.cards(kept), frozen.cards(again), strict=True) if one != other]


def _line(card: Card) -> tuple[str, ...]:
    """A figure as it is read in a terminal; a change has its sign."""
    is_change, said = card["compared_with"] is not None, row(card)
    numbers = (_number(said[name], card["unit"], signed=is_change or name == "difference") for name in ("published", "computed", "difference"))
    return (said["title"], card["key"], *numbers, _number(card["acts"], Unit.ITEMS), said["period"], _(Status(card["status"]).label))


def _aligned(line: tuple[str, ...], widths: list[int]) -> str:
    """A line of the table: words to the left, numbers to the right."""
    cells = (cell.rjust(width) if place in NUMBERS else cell.ljust(width) for place, (cell, width) in enumerate(zip(line, widths, strict=True)))
    return "  ".join(cells).rstrip()


def _number(value: int | None, unit: str, *, signed: bool = False) -> str:
    if value is None:
        return "–"
    sign = "+" if signed and value > 0 else ""
    if unit == Unit.CENTS:
        return sign + money.euro(value, decimals=False)
    return sign + f"{value:,}".replace(",", ".") + (" %" if unit == Unit.PERCENT else "")
