"""What time it is: asked once for each request, by the door, and by commands; never by anything that decides."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """
    Return this instant; or, where the installation shows an invented city, the same in that city.

    `SUSSIDIARIO_TODAY` is a day (`2017-05-15`: the hour is the real one) or an instant (`2016-11-15T10:00`: time stands still).
    """
    real = timezone.now()
    if not settings.SUSSIDIARIO_TODAY:
        return real
    told = datetime.fromisoformat(settings.SUSSIDIARIO_TODAY)
    if "T" not in settings.SUSSIDIARIO_TODAY:
        told = datetime.combine(told.date(), timezone.localtime(real).time())
    return timezone.make_aware(told)


def day(instant: datetime) -> date:
    """Return the day that an instant belongs to, where the city is."""
    return timezone.localdate(instant)


def real() -> datetime:
    """Return this instant also where the city is invented: sessions, locks and codes last as long there as anywhere."""
    return timezone.now()
