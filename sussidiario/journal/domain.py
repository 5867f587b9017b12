"""
How a domain declares itself: the acts it may write, how each is said, and what it offers to the pages of lower domains.

A lower domain never imports a higher one. Where its page shows what a higher domain knows, the higher one names a function
here, by dotted path, and the lower page asks whoever has.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

from django.apps import AppConfig, apps
from django.utils.module_loading import import_string


class Domain(AppConfig):
    """
    An application whose completed acts are in the journal.

    `acts` maps the name of each act to what happened, as it is read in a timeline.

    `records` maps the label of each model that acts are written on to the `visible_to(actor)` that finds them: an act is
    shown to whoever may see its record; a label nobody maps is shown to nobody.

    `person_panels` are functions `(actor, person) -> tuple[template, context] | None`: sections of a person's page.

    `person_ties` maps the ground on which somebody is read ("desk") to a function `(actor) -> Sequence[QuerySet]`, each of one column, `person` or
    `household`: the primary keys of those whom the actor's work in this domain is about, as long as it is and for the tail after it; of a household, all
    who live in it. `person_openings` are the same for what was opened on purpose, with all that any domain keeps of the person: of few, and persons alone.

    `person_ground` is a function `(actor, subject) -> tuple[ground, purpose]`: the short code of how the actor may read, at this moment, of the person
    or household (a model's instance) that a page is about, and what for where they said it. One domain declares it.

    `banners` is a function `(actor) -> list[tuple[template, context]]`: what must be seen on every page while it holds; of who has none it asks nothing.

    `waiting` maps the name of an address to a function `(actor) -> int`: how many things wait there for them, said beside its name in the navigation.

    `person_protected` is a function `(person, by, at) -> None`: ends what the domain has going on about somebody whom a group has just protected, within
    the same transaction: who is hidden must hold no place, no turn and no one's time.

    `hidden_subjects` is a function `(actor) -> Sequence[str]`: pseudonyms of whoever does not exist for the actor. One domain declares it.

    `person_notes` is a function `(actor, persons: Sequence[int]) -> Mapping[int, str]`: one line about each of many persons, such as
    who follows them; one query for all.
    """

    default_auto_field = "django.db.models.BigAutoField"
    acts: ClassVar[Mapping[str, str]] = {}
    records: ClassVar[Mapping[str, str]] = {}
    person_panels: ClassVar[tuple[str, ...]] = ()
    person_ties: ClassVar[Mapping[str, str]] = {}
    person_openings: ClassVar[Mapping[str, str]] = {}
    person_ground: ClassVar[str] = ""
    person_notes: ClassVar[str] = ""
    person_protected: ClassVar[str] = ""
    hidden_subjects: ClassVar[str] = ""
    banners: ClassVar[str] = ""
    waiting: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls) -> None:
        """Let Django choose the domain in an `apps` module that also holds this class by name."""
        cls.default = True


@cache
def vocabulary() -> Mapping[str, str]:
    """Every act that an installed domain may write, with its words (to be translated where they are shown)."""
    words: dict[str, str] = {}
    for config in _domains():
        words |= config.acts
    return words


@cache
def finders() -> Mapping[str, Callable[[Any], Any]]:
    """For each label of a model that acts are written on, the `visible_to(actor)` that finds its records."""
    return {label: import_string(path) for config in _domains() for label, path in config.records.items()}


@cache
def person_panels() -> tuple[Callable[[Any, Any], "tuple[str, dict[str, Any]] | None"], ...]:
    """Sections that the installed domains add to a person's page, lower domains first."""
    return tuple(import_string(path) for config in reversed(_domains()) for path in config.person_panels)


@cache
def person_ties() -> Mapping[str, Callable[[Any], Any]]:
    """By ground, whom the work of an actor is about in each installed domain, higher domains first; openings are not among them."""
    return {ground: import_string(path) for config in _domains() for ground, path in config.person_ties.items()}


@cache
def person_openings() -> Mapping[str, Callable[[Any], Any]]:
    """By ground, whom the installed domains have opened to an actor on purpose."""
    return {ground: import_string(path) for config in _domains() for ground, path in config.person_openings.items()}


@cache
def person_ground() -> Callable[[Any, Any], tuple[str, str]] | None:
    """On what ground, and what for, an actor reads of somebody; None where no installed domain says."""
    found: list[Callable[[Any, Any], tuple[str, str]]] = [import_string(config.person_ground) for config in _domains() if config.person_ground]
    return found[0] if found else None


@cache
def person_notes() -> tuple[Callable[[Any, Any], Mapping[int, str]], ...]:
    """What the installed domains have to say in one line about each of many persons."""
    return tuple(import_string(config.person_notes) for config in _domains() if config.person_notes)


@cache
def person_protected() -> tuple[Callable[[Any, Any, Any], None], ...]:
    """What each installed domain ends when somebody is protected, higher domains first."""
    return tuple(import_string(config.person_protected) for config in _domains() if config.person_protected)


@cache
def hidden_subjects() -> Callable[[Any], Sequence[str]]:
    """Pseudonyms of whoever does not exist for an actor; nobody's where no installed domain says."""
    found: list[Callable[[Any], Sequence[str]]] = [import_string(config.hidden_subjects) for config in _domains() if config.hidden_subjects]
    return found[0] if found else lambda _actor: ()


@cache
def banners() -> tuple[Callable[[Any], list[tuple[str, dict[str, Any]]]], ...]:
    """What the installed domains have to say to an actor on every page."""
    return tuple(import_string(config.banners) for config in _domains() if config.banners)


@cache
def waiting() -> Mapping[str, Callable[[Any], int]]:
    """For each address where things wait for somebody, by its name, how many wait for an actor."""
    return {name: import_string(path) for config in _domains() for name, path in config.waiting.items()}


def _domains() -> list[Domain]:
    return [config for config in apps.get_app_configs() if isinstance(config, Domain)]
