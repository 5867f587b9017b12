"""How a policy answers."""

import pytest

from sussidiario.access.decision import Allowed, Denied, NotAllowed


def test_allowed_is_true_and_lets_through() -> None:
    assert Allowed()

    Allowed().require()


def test_denied_is_false_and_says_why() -> None:
    assert not Denied("Il caso è chiuso.")

    with pytest.raises(NotAllowed) as refused:
        Denied("Il caso è chiuso.").require()
    assert refused.value.reason == "Il caso è chiuso."
