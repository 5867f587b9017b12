"""Half-open stretches of days: a period contains its first day and not its last."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_YEAR = re.compile(r"(\d{4})")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` up to, and without, `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            message = f"a period ends after it starts: {self.start} / {self.end}"
            raise ValueError(message)

    @classmethod
    def year(cls, year: int) -> Self:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Read a period as people write it in a plan.

        `2016` is a year, `2013-2016` the years with both ends, `2012-05-07/2017-06-26` days with the last one left out.

        :raises ValueError: if it is none of these.
        """
        text = text.strip()
        if match := _YEAR.fullmatch(text):
            return cls.year(int(match[1]))
        if match := _YEARS.fullmatch(text):
            return cls(date(int(match[1]), 1, 1), date(int(match[2]) + 1, 1, 1))
        if match := _DAYS.fullmatch(text):
            return cls(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        message = f"not a period: {text!r} (write 2016, 2013-2016 or 2012-05-07/2017-06-26)"
        raise ValueError(message)

    def __str__(self) -> str:
        last = self.end - timedelta(days=1)
        if (self.start.month, self.start.day, last.month, last.day) == (1, 1, 12, 31):
            return str(self.start.year) if self.start.year == last.year else f"{self.start.year}-{last.year}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two share at least one day."""
        return self.start < other.end and other.start < self.end
