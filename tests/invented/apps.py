from collections.abc import Mapping
from typing import ClassVar

from sussidiario.journal.domain import Domain


class InventedConfig(Domain):
    name = "tests.invented"
    label = "invented"
    acts: ClassVar[Mapping[str, str]] = {
        "invented.thing.opened": "Cosa aperta",
        "invented.thing.closed": "Cosa chiusa",
    }
    records: ClassVar[Mapping[str, str]] = {"invented.thing": "tests.invented.policy.visible_to"}
