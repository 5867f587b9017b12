"""
The ground every test stands on.

`--database` chooses SQLite (a file) or PostgreSQL (a cluster of the tests' own, started here and thrown away at the end).
"""

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count, groupby
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest
from django.conf import LazySettings
from django.utils import translation

from tests.cluster import Cluster

hypothesis.settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("house")

_WORKER = "PYTEST_XDIST_WORKER" in os.environ
"""Whether this process runs tests for another one, which laid the ground."""

_ASKING = {"db", "transactional_db", "live_server", "django_db_setup"}
"""The fixtures that let a test ask the database, where its mark does not."""

_LONG = {"test_access.py", "test_engine.py", "test_life_of_awards.py"}
"""Files whose tests take ten seconds or more, besides the journeys and those of the whole house."""

_GROUND = pytest.StashKey[Path]()
_CLUSTER = pytest.StashKey[Cluster]()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Offer `--database`, and set Django up on it now: the conftests of the domains import models."""
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="the database to test on (default: sqlite)")
    if not _WORKER:
        config = pluginmanager.get_plugin("pytestconfig")
        assert isinstance(config, pytest.Config)
        _lay_ground(config, parser.parse_known_args(config.invocation_params.args).database)
    django.setup()


def _lay_ground(config: pytest.Config, database: str) -> None:
    """Point the settings at folders of our own, whatever installation the caller's environment names."""
    for name in [name for name in os.environ if name.startswith("SUSSIDIARIO_")]:
        del os.environ[name]
    ground = config.stash[_GROUND] = Path(tempfile.mkdtemp(prefix="sussidiario-"))
    ground.chmod(0o755)  # the cluster in it belongs to another user
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "SUSSIDIARIO_DEMO": "1", "SUSSIDIARIO_VAR": str(ground)}
    if database == "postgresql":
        cluster = config.stash[_CLUSTER] = Cluster(ground / "postgresql")
        os.environ["SUSSIDIARIO_DATABASE"] = cluster.url


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the cluster, where one was asked for."""
    if cluster := session.config.stash.get(_CLUSTER, None):
        cluster.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster and take the ground away."""
    if cluster := config.stash.get(_CLUSTER, None):
        cluster.stop()
    if ground := config.stash.get(_GROUND, None):
        shutil.rmtree(ground, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Begin with what takes longest: at the end nobody waits for it.

    On PostgreSQL leave out what asks nothing of a database, and would be stopped if it did: on SQLite it is tried in the same way.
    """
    if config.option.database == "postgresql":
        asks = {item: bool(item.get_closest_marker("django_db")) or not _ASKING.isdisjoint(getattr(item, "fixturenames", ())) for item in items}
        config.hook.pytest_deselected(items=[item for item in items if not asks[item]])
        items[:] = [item for item in items if asks[item]]
    items[:] = _dealt(items, hands=getattr(config, "workerinput", {"workercount": 1})["workercount"])


def _dealt(items: list[pytest.Item], *, hands: int) -> list[pytest.Item]:
    """
    Order tests so that of as many equal stretches as there are hands each begins with some of the longest, whole files of them, and ends with short ones.

    Longest are the journeys, then what is asked of the whole house: what stands in `tests` itself.
    """
    files = [list(some) for _path, some in groupby(items, key=lambda item: item.path)]
    journeys, whole, short = ([some for some in files if _length(some[0]) == length] for length in (2, 1, 0))
    long, rest = [*journeys, *whole], [item for some in short for item in some]
    dealt: list[pytest.Item] = []
    for hand in range(hands):
        first = [item for some in long[hand::hands] for item in some]
        size = (len(items) - len(dealt)) // (hands - hand)
        more = max(0, size - len(first))
        dealt += [*first, *rest[:more]]
        del rest[:more]
    return dealt


def _length(item: pytest.Item) -> int:
    """How long a test takes, by where it stands: 2 for a journey, 1 for what is asked of the whole house and the few as long, 0 for the others."""
    tests = Path(__file__).parent / "tests"
    return 2 if item.path.parent == tests / "journeys" else 1 if item.path.parent == tests or item.path.name in _LONG else 0


def pytest_collection_finish() -> None:
    """
    Spare the collector what stays until the end, the modules and the tests; and call it seldom: a third of the time was its.

    At the very end it is the collector's again, or extensions say that they leaked.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
    gc.set_threshold(1_000_000, 5, 5)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Leave the databases of our cluster as they are at the end: it is thrown away whole, and a server that answers still may be asking one of them."""
    return bool(request.config.getoption("database") == "postgresql")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Empty the database between transactional tests in our way: of what refuses to be emptied too, and only of what there is."""
    from django.test import TransactionTestCase  # noqa: PLC0415  Django is set up by now, and not where this file is imported

    from tests.database import emptied  # noqa: PLC0415  likewise

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: emptied())
        yield


_NUMBERS = count()


@pytest.fixture(autouse=True)
def _archive_of_its_own(settings: LazySettings) -> None:
    """Give every test an empty archive, and nobody who asked anything yet. Folders that most do not use: who uses one makes it."""
    folder = settings.VAR / f"{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}-{next(_NUMBERS)}"
    settings.SUSSIDIARIO_ARCHIVE = folder / "archive"
    settings.SUSSIDIARIO_LIMITS_FOLDER = folder / "limits"


@pytest.fixture(autouse=True)
def _language_of_nobody() -> None:
    """Speak the language of the settings again, whatever page the test before opened: a request leaves its language active in its thread."""
    translation.deactivate()


@pytest.fixture
def together(transactional_db: None) -> Callable[..., list[Any]]:
    """Run calls at the same time on connections of their own, over committed rows: see tests.database.together."""
    from tests.database import together  # noqa: PLC0415  as above

    return together
