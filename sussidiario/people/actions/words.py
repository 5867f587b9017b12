"""Keep the words that persons are found by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, permutations
from typing import TypeVar

from django.db import connection, models, transaction
from django.db.models import F

from sussidiario.people.models import NameToken, Person, PersonToken, TokenDelete
from sussidiario.people.rules import names

T = TypeVar("T")

BATCH = 100_000
"""Persons indexed at a time by the bulk path: what is held in memory, and one transaction."""

ROWS = 2_000
"""Rows of one INSERT."""


def words_of(person: Person) -> frozenset[str]:
    """Every word `person` may be looked for by; who was disposed of, by none."""
    if person.disposed_on is not None:
        return frozenset()
    return names.kept_words(person.given_name, person.family_name, person.pseudonym, person.also_called)


@transaction.atomic
def reword(person: Person, *, before: frozenset[str] = frozenset(), after: frozenset[str] | None = None) -> None:
    """Keep for `person` the words of their names as they are now (or `after`) instead of those of `before`; called by every action that names or hides."""
    wanted = words_of(person) if after is None else after
    if wanted == before:
        return
    numbers = _locked(wanted | before)
    old, new = ({numbers[word] for word in words} for words in (before, wanted))
    gone = sorted(set(_pairs(old)) - set(_pairs(new)))
    for token, beside in gone:
        PersonToken.objects.filter(token_id=token, beside=beside, person=person).delete()
    _pour(PersonToken, ("token_id", "beside", "person_id"), [(*pair, person.pk) for pair in sorted(set(_pairs(new)) - set(_pairs(old)))])
    NameToken.objects.filter(pk__in=new - old).update(persons=F("persons") + 1)
    NameToken.objects.filter(pk__in=old - new, persons__gt=0).update(persons=F("persons") - 1)


def forget_words(words: frozenset[str]) -> None:
    """Take out of the index those of these words that nobody has any more: that a rare name is known would say that somebody once had it."""
    unused = NameToken.objects.filter(pk__in=_locked(words).values()).exclude(pk__in=PersonToken.objects.values("token"))
    numbers = list(unused.values_list("pk", flat=True))
    TokenDelete.objects.filter(token__in=numbers).delete()
    NameToken.objects.filter(pk__in=numbers).delete()


def index_names(persons: Iterable[Person]) -> int:
    """
    Keep the words of many persons who have none yet, and return how many: the bulk path, to be called after they are created in bulk.

    A million takes a few minutes; memory is that of one batch and of the dictionary.
    """
    known = dict(NameToken.objects.values_list("token", "pk"))
    count = 0
    remaining = iter(persons)
    while some := [(person.pk, words_of(person)) for person in islice(remaining, BATCH)]:
        count += len(some)
        _index(some, known)
    return count


@transaction.atomic
def _index(some: list[tuple[int, frozenset[str]]], known: dict[str, int]) -> None:
    met = Counter(word for _, words in some for word in words)
    if new := sorted(met.keys() - known.keys()):
        known |= _known(new)
    _pour(PersonToken, ("token_id", "beside", "person_id"), sorted((*pair, pk) for pk, words in some for pair in _pairs([known[word] for word in words])))
    for count, words in _by_count(met).items():
        NameToken.objects.filter(pk__in=[known[word] for word in words]).update(persons=F("persons") + count)


def _locked(words: frozenset[str]) -> dict[str, int]:
    """
    Number of each word, held until the end of the transaction.

    Locked in the order of the alphabet: two who register at the same time never wait for each other in a circle. A word that somebody took out
    of the index while we waited for it is put back.
    """
    while True:
        _known(sorted(words))
        tokens = NameToken.objects.select_for_update(of=("self",)).filter(token__in=words).order_by("token")
        numbers = {token.token: token.pk for token in tokens}
        if numbers.keys() >= words:
            return numbers


def _pairs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Each word alone, and each beside each of the others."""
    some = list(numbers)
    yield from ((number, PersonToken.ALONE) for number in some)
    yield from permutations(some, 2)


def _by_count(met: Mapping[str, int]) -> dict[int, list[str]]:
    """Words by how many persons have them: one UPDATE for each number and not for each word."""
    grouped: dict[int, list[str]] = {}
    for word, count in sorted(met.items()):
        grouped.setdefault(count, []).append(word)
    return grouped


def _known(words: Iterable[str]) -> dict[str, int]:
    """Number of each word; those not met before are added with what is left of them. Whoever adds the same at the same time adds the same rows."""
    found: dict[str, int] = {}
    for some in _batches(words, 10 * ROWS):
        there = dict(NameToken.objects.filter(token__in=some).values_list("token", "pk"))
        if new := [word for word in some if word not in there]:
            NameToken.objects.bulk_create([NameToken(token=word) for word in new], ignore_conflicts=True, batch_size=ROWS)
            added = dict(NameToken.objects.filter(token__in=new).values_list("token", "pk"))
            left = sorted((deletion, pk) for word, pk in added.items() for deletion in names.struck_out(word))
            _pour(TokenDelete, ("deletion", "token_id"), left)
            there |= added
        found |= there
    return found


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(rows)
    while some := list(islice(remaining, size)):
        yield some


def _pour(model: type[models.Model], columns: tuple[str, ...], rows: Iterable[tuple[int | str, ...]]) -> None:
    """
    Insert millions of narrow rows; those already there stay.

    In SQL, because making a million model instances to this end takes ten times as long; and in each database by the way that it reads fastest.
    """
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    kept = {field.column: field.db_type(connection) for field in model._meta.concrete_fields}
    with connection.cursor() as cursor:
        for some in _batches(rows, ROWS):
            if connection.vendor == "postgresql":
                kinds = [kept[column] for column in columns]
                cursor.execute(
                    f"{into} SELECT * FROM unnest({', '.join(f'%s::{kind}[]' for kind in kinds)}) ON CONFLICT DO NOTHING",
                    [list(column) for column in zip(*some, strict=True)],
                )
            else:
                marks = f"({', '.join(['%s'] * len(columns))})"
                cursor.execute(f"{into} VALUES {', '.join([marks] * len(some))} ON CONFLICT DO NOTHING", [value for row in some for value in row])
