"""What the pages of lower domains show of requests: those of a person that the reader may open, and the way to receive another."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from sussidiario.access.actor import Actor
from sussidiario.benefits.policy import applications as policy
from sussidiario.benefits.views import telling
from sussidiario.people.models import Person


def panel(actor: Actor, person: Person) -> tuple[str, dict[str, Any]] | None:
    """The requests of a person, on the person's page."""
    if not policy.may_read_applications(actor):
        return None
    found = policy.visible_to(actor).of(person.pk).with_all().newest_first()
    context = {
        "applications": [(each, telling.state_of(each), telling.proposed_of(each)) for each in found],
        "may_receive": policy.may_receive(actor),
        "receive_url": f"{reverse('benefits:receive')}?{urlencode({'person': person.pk})}",
    }
    return "benefits/panel.html", context
