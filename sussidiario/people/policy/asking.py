"""
How the policies ask: in questions of one column, put together, put in words once and remembered.

Nothing here says who may see what.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache, reduce, wraps
from operator import or_
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

from sussidiario.access.actor import Actor
from sussidiario.people.models import Meeting

Column = QuerySet[Any, Any]
"""A question with one column, `person` or `household`: primary keys of these."""

_REMEMBERED = 4096
"""Of how many members of staff it is remembered how their ties are asked for."""


Made = TypeVar("Made")


def remembered(make: Callable[[Actor], Made]) -> Callable[[Actor], Made]:
    """
    Remember what a part of a question is made for an actor; the rows are read at every asking.

    Making it takes longer than answering it. It may depend on nothing but the actor (who, which day, with which roles and groups; the instant, only while
    something of theirs lasts for hours), the database's language and the length of the tail: by these it is remembered.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def kept(actor: Actor, vendor: str, tail: int) -> Made:
        return make(actor)

    @wraps(make)
    def made(actor: Actor) -> Made:
        until = actor.staff.emergency_until
        lasting = until is not None and actor.at is not None and actor.at < until
        return kept(actor if lasting else replace(actor, at=None), connection.vendor, settings.SUSSIDIARIO_TAIL_DAYS)

    return made


class Among(In):  # type: ignore[type-arg]  # not generic when it runs
    """
    One of the keys that a question in words answers with.

    PostgreSQL is given them as an array, that they may be looked up: of a subquery it cannot know that it answers with few, and would sooner read a whole list.
    """

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Write it so."""
        left, before = self.process_lhs(compiler, connection)
        right, after = compiler.compile(self.rhs)
        return f"{left} = ANY(ARRAY{right})", [*before, *after]


class OneOf(In):  # type: ignore[type-arg]  # likewise
    """One of the keys that a question in words answers with: the question is asked of each row, about its key alone."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Write it so. What the words name, they name within themselves: a row's key is compared outside of them."""
        left, before = self.process_lhs(compiler, connection)
        right, after = compiler.compile(self.rhs)
        return f"EXISTS(SELECT 1 FROM {right} those WHERE those.pk = {left})", [*after, *before]  # noqa: S608  what Django made itself


def one_of(field: str, keys: RawSQL) -> Q:
    """Condition as `among`, looked up for each row: for the few rows that something else names, however many keys the question could answer with."""
    return Q(OneOf(F(field), keys))


def any_of(columns: Iterable[Column], whose: str, field: str = "") -> Q:
    """
    Condition that `field` of a row (`whose`, if it is called alike) is in one of these columns, of those that are of that: "person" or "household".

    Columns of the same rows are put together: a row is looked up once, whatever the reasons for which it may count.
    """
    found: dict[type[Model], Column] = {}
    for column in columns:
        if of(column) == whose:
            found[column.model] = found[column.model] | column if column.model in found else column
    return reduce(or_, (Q(Exists(column.filter(**{whose: OuterRef(field or whose)}))) for column in found.values()), Q(pk__in=[]))


def of(column: Column) -> str:
    """Of what a column holds the primary keys: its name."""
    return str(column.query.values_select[0])


def among(field: str, keys: RawSQL) -> Q:
    """Condition that a key of a row is among those that a question in words answers with."""
    return Q(Among(F(field), keys))


def each_among(field: str, keys: RawSQL) -> Q:
    """
    Condition as `among`, asked of each row of which nothing else has said yes.

    The nought hides the column from its index: the rows are read in their order, and the keys put together only when the first such row comes.
    """
    return Q(In(ExpressionWrapper(F(field) + 0, output_field=BigIntegerField()), keys))


def in_words(column: Column) -> RawSQL:
    """Put a question in the words of the database, once, to be remembered and put inside others."""
    try:
        sql, values = column.query.sql_with_params()
    except EmptyResultSet:
        sql, values = "SELECT id AS pk FROM people_person WHERE 1 = 0", ()
    return RawSQL(sql, values)  # noqa: S611  what Django made itself


def either(columns: Iterable[Column]) -> Column:
    """
    Put together one-column questions for primary keys of persons.

    As a union and not as alternatives: the database starts from the few it names, however many persons there are. A flat one, because SQLite reads
    questions only so deep.
    """
    first, *others = [*columns, Meeting.objects.none().values("person")]
    return first.union(*others, all=True) if others else first
