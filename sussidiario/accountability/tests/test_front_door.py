import subprocess
import sys
from dataclasses import replace

import pytest
from django.conf import settings

from sussidiario.accountability.engine import figure, figures, registry
from sussidiario.accountability.tests import invented
from sussidiario.territory import figures as territory

LOOK = """
import sys, django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
import sussidiario.accountability.urls, sussidiario.accountability.actions, sussidiario.accountability.management.commands.account
print(sorted({"ibis", "duckdb", "sqlglot", "pandas"} & set(sys.modules)))
"""


def test_starting_the_server_does_not_import_the_engine() -> None:
    found = subprocess.run([sys.executable, "-c", LOOK], cwd=settings.ROOT, check=True, capture_output=True, text=True)

    assert found.stdout.strip() == "[]"


def test_every_domain_offers_its_figures_by_key() -> None:
    assert list(figures()) == sorted(figures())
    assert figure("casework.people_in_charge") is figures()["casework.people_in_charge"]
    assert figure("projects.co_designed") is None


def test_two_figures_may_not_have_one_key() -> None:
    with pytest.raises(LookupError, match="two figures"):
        registry._check(territory.civic_centres, {"territory.civic_centres": territory.civic_centres})


def test_a_figure_counts_only_acts_that_a_domain_declares() -> None:
    with pytest.raises(LookupError, match=r"no domain declares: care\.grant\.made"):
        registry._check(replace(invented.granted, key="new"), {})
