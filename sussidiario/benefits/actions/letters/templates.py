"""The templates of the letters: as they come until the office changes them, then as it changed them last."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions.letters import word
from sussidiario.benefits.lifecycle import Wording
from sussidiario.benefits.models import Template
from sussidiario.benefits.policy import letters as policy
from sussidiario.benefits.rules import letters as rules
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.ui import kinds


def current(wording: Wording) -> bytes:
    """Give the template in use: the last that the office wrote, or the one that comes."""
    last = Template.objects.filter(wording=wording.value).order_by("-pk").first()
    return bytes(last.content) if last else word.default(wording)


@transaction.atomic
def change_template(wording: Wording, content: bytes, *, by: Actor, at: datetime) -> Template:
    """
    Write the letters of a kind from this Word document, from the next one on. Those before it stay.

    :raises NotAllowed: if `by` does not head the service.
    :raises Refusal: if it is no plain Word document, cannot be filled with the fields of the letter, has what the PDF cannot say, or is in use already.
    """
    policy.may_change_template(by).require()
    try:
        kinds.DOCX.check(content)
    except kinds.NotThis:
        raise Refusal(_("Il file non è un documento Word (.docx), o fa qualcosa da sé."), field="file") from None
    word.filled(content, wording, rules.samples(wording), title=rules.SUBJECTS[wording])
    if content == current(wording):
        raise Refusal(_("È già il modello in uso."), field="file")
    digest = hashlib.sha256(content).hexdigest()
    template = Template.objects.create(wording=wording.value, content=content, sha256=digest, written_by=by.staff, written_at=at)
    journal.record(figures.TEMPLATE_CHANGED, template, on=by.on, at=at, by=by)
    return template
