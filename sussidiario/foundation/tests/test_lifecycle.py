"""States, and the table of verbs that lead from one to another."""

import itertools

import pytest

from sussidiario.foundation.lifecycle import Forbidden, Life, Move, State


class Light(State):
    OFF = "off", "spenta"
    ON = "on", "accesa"
    BROKEN = "broken", "rotta"


LIFE = Life(
    starts=frozenset({Light.OFF}),
    moves={
        "switch_on": Move(frozenset({Light.OFF}), Light.ON, "Accendi"),
        "switch_off": Move(frozenset({Light.ON}), Light.OFF, "Spegni"),
        "break": Move(frozenset({Light.OFF, Light.ON}), Light.BROKEN, "Rompi"),
    },
)
POSSIBLE = {
    (Light.OFF, "switch_on"): Light.ON,
    (Light.ON, "switch_off"): Light.OFF,
    (Light.OFF, "break"): Light.BROKEN,
    (Light.ON, "break"): Light.BROKEN,
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(Light, LIFE.moves)))
def test_every_state_and_verb(state: Light, verb: str) -> None:
    if (state, verb) in POSSIBLE:
        assert LIFE.allows(state, verb)
        assert LIFE.after(state, verb) is POSSIBLE[state, verb]
    else:
        assert not LIFE.allows(state, verb)
        with pytest.raises(Forbidden):
            LIFE.after(state, verb)


def test_an_unknown_verb_is_forbidden_everywhere() -> None:
    with pytest.raises(Forbidden) as refused:
        LIFE.after(Light.ON, "paint")

    assert (refused.value.state, refused.value.verb) == (Light.ON, "paint")
    assert not LIFE.allows(Light.ON, "paint")


def test_the_verbs_of_a_state_come_in_the_order_of_the_table() -> None:
    assert LIFE.verbs(Light.ON) == ("switch_off", "break")
    assert LIFE.verbs(Light.BROKEN) == ()


def test_a_state_is_its_value_and_carries_its_label() -> None:
    assert Light("on") is Light.ON
    assert str(Light.ON) == "on"
    assert Light.ON.label == "accesa"
    assert Light.choices() == [("off", "spenta"), ("on", "accesa"), ("broken", "rotta")]
