"""Load a mandate from its file."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _, ngettext

from sussidiario.access import clock
from sussidiario.access.actor import Actor
from sussidiario.foundation.period import Period
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.planning import policy
from sussidiario.planning.models import Chapter, Commitment, Mandate, Result, Target
from sussidiario.planning.rules import mandate_file, written
from sussidiario.planning.rules.mistakes import Mistake

LOADED = "planning.mandate.loaded"


class Mistaken(Refusal):
    """The file holds mistakes; each says its line, what is wrong and how to mend it."""

    def __init__(self, path: Path, mistakes: tuple[Mistake, ...]) -> None:
        found = ngettext("In {path} c'è {count} errore.", "In {path} ci sono {count} errori.", len(mistakes))
        super().__init__(found.format(path=path, count=len(mistakes)), field="file")
        self.path = path
        self.mistakes = mistakes

    def lines(self) -> Iterator[str]:
        """Tell each mistake in the language of the moment: `path:line: what is wrong. How to mend it.`."""
        for mistake in self.mistakes:
            yield f"{self.path}:{mistake.line}: {mistake.what(_)} {mistake.mend(_)}"


def read(path: Path) -> tuple[written.Mandate, str]:
    """
    Read a mandate file and give it with its SHA-256; nothing is written.

    :raises Mistaken: if it holds mistakes.
    :raises Refusal: if there is no such file, or it cannot be opened.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = _("Non riesco ad aprire {path} ({reason}). Controlla il nome del file.").format(path=path, reason=error.strerror)
        raise Refusal(message, field="file") from error
    mandate = mandate_file.read(data)
    if isinstance(mandate, tuple):
        raise Mistaken(path, mandate)
    return mandate, hashlib.sha256(data).hexdigest()


@transaction.atomic
def load(path: Path, *, by: Actor | None, at: datetime) -> Mandate:
    """
    Put the mandate of a file in place of what the database holds under the same key; the same file again changes nothing.

    `by` is None on the command line.

    :raises NotAllowed: if `by` may not.
    :raises Refusal: as `read` does, and if the days overlap those of another mandate of the municipality.
    """
    policy.may_load(by).require()
    content, sha256 = read(path)
    return _replace(content, sha256=sha256, by=by, at=at)


def _replace(content: written.Mandate, *, sha256: str, by: Actor | None, at: datetime) -> Mandate:
    facts = {
        "municipality": content.municipality,
        "title_it": content.title.it,
        "title_en": content.title.en,
        "source_it": content.source.it,
        "source_en": content.source.en,
        "from_on": content.from_on,
        "until_on": content.until_on,
        "sha256": sha256,
        "loaded_at": at,
    }
    others = Mandate.objects.of_municipality(content.municipality).overlapping(Period(content.from_on, content.until_on)).exclude(key=content.key)
    if other := others.first():
        message = _("I giorni di questo mandato si sovrappongono a quelli di «{other}»: correggi le date, o usa la chiave «{key}» per sostituirlo.")
        raise Refusal(message.format(other=other, key=other.key), field="file")
    mandate, created = Mandate.objects.select_for_update(of=("self",)).get_or_create(key=content.key, defaults=facts)
    if not created and mandate.sha256 == sha256:
        return mandate
    for name, value in facts.items():
        setattr(mandate, name, value)
    mandate.save()
    mandate.chapters.all().delete()
    _write(mandate, content)
    counted = {"sha256": sha256, "targets": len(content.targets())}
    journal.record(LOADED, mandate, on=clock.day(at), at=at, by=by, municipality=content.municipality, detail=counted)
    return mandate


def _write(mandate: Mandate, content: written.Mandate) -> None:
    """Write the rows of the chapters, level by level."""
    commitments: list[tuple[Commitment, written.Commitment]] = []
    results: list[tuple[Result, written.Result]] = []
    for place, chapter in enumerate(content.chapters, start=1):
        row = Chapter.objects.create(mandate=mandate, video=chapter.video, beyond_promises=chapter.beyond_promises, **_titled(chapter, place))
        commitments += [(_commitment(each, number, row), each) for number, each in enumerate(chapter.commitments, start=1)]
        results += [(_result(each, number, chapter=row), each) for number, each in enumerate(chapter.results, start=1)]
    Commitment.objects.bulk_create(answered for answered, _each in commitments)
    for answered, commitment in commitments:
        results += [(_result(each, number, commitment=answered), each) for number, each in enumerate(commitment.results, start=1)]
    Result.objects.bulk_create(shown for shown, _each in results)
    shown_by = {target.key: shown for shown, result in results for target in result.targets}
    Target.objects.bulk_create(_target(each, place, mandate, shown_by[each.key]) for place, each in enumerate(content.targets(), start=1))


def _titled(item: written.Chapter | written.Commitment | written.Result | written.Target, position: int) -> dict[str, Any]:
    return {"key": item.key, "position": position, "title_it": item.title.it, "title_en": item.title.en}


def _commitment(commitment: written.Commitment, position: int, chapter: Chapter) -> Commitment:
    return Commitment(chapter=chapter, words_it=commitment.words.it, words_en=commitment.words.en, **_titled(commitment, position))


def _result(result: written.Result, position: int, *, commitment: Commitment | None = None, chapter: Chapter | None = None) -> Result:
    return Result(
        commitment=commitment,
        chapter=chapter,
        text_it=result.text.it,
        text_en=result.text.en,
        points_written=[[point.it, point.en] for point in result.points],
        **_titled(result, position),
    )


def _target(target: written.Target, position: int, mandate: Mandate, result: Result) -> Target:
    compared = target.compared_with
    return Target(
        mandate=mandate,
        result=result,
        figure=target.figure,
        where=target.where,
        measure=target.measure.value,
        period_from=target.period.start,
        period_until=target.period.end,
        compared_from=compared.start if compared else None,
        compared_until=compared.end if compared else None,
        published=target.published,
        published_from=target.published_from,
        published_to=target.published_to,
        unit=target.unit.value,
        column=target.column.value,
        words_it=target.words.it,
        words_en=target.words.en,
        note_it=target.note.it,
        note_en=target.note.en,
        **_titled(target, position),
    )
