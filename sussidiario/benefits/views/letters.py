"""Letters: those of a request, the page that writes one, one as it was sent, the register of protocol, the templates."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions import letters as verbs
from sussidiario.benefits.actions.letters import word as documents
from sussidiario.benefits.forms.letters import RegisterFilter, TemplateForm
from sussidiario.benefits.lifecycle import ApplicationState, Wording
from sussidiario.benefits.models import Application, ApplicationQuerySet, Letter, LetterQuerySet, ProtocolEntry, ProtocolEntryQuerySet, Template
from sussidiario.benefits.policy import applications, letters as policy
from sussidiario.benefits.rules import letters as rules
from sussidiario.benefits.views.acting import Act
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Channel
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import page_of
from sussidiario.ui.uploads import Sent, takes_file

PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def readable(actor: Actor) -> LetterQuerySet:
    """Letters that may be opened, with what their pages need."""
    return policy.visible_to(actor).with_all()


def requests(actor: Actor) -> ApplicationQuerySet:
    """Requests about which a letter may be written."""
    return applications.visible_to(actor).with_all()


def panel(actor: Actor, application: Application) -> tuple[str, dict[str, Any]]:
    """The letters of a request, on its page, and those that may be written."""
    may = policy.may_write(actor, application)
    written = policy.visible_to(actor).filter(application=application.pk).select_related("protocol", "written_by", "instalment").newest_first()
    context = {
        "letters": [(letter, _named(Wording(letter.wording), letter)) for letter in written],
        "to_write": [(_asked(each), _address(application, each)) for each in verbs.to_write(application)] if may else [],
    }
    return "benefits/_letters.html", context


@doors.record(requests, policy.may_write, reads=lambda application: application.person, methods=doors.FORM)
def write(request: StaffRequest, application: Application) -> HttpResponse:
    """Write a letter, `?lettera=` of a kind, `?rata=` about a payment, as it is shown; without them, the first that may be written."""
    wording, instalment = due = _chosen(request, application)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: verbs.write(application, wording, instalment=instalment, by=request.actor, at=request.now))
        if done:
            messages.success(request, _("Lettera scritta: protocollo n. {number}.").format(number=done.protocol))
            return redirect(done)
    try:
        parts = verbs.preview(application, wording, instalment, by=request.actor)
    except Refusal as refusal:
        parts = []
        messages.error(request, refusal.message)
    words = _("La lettera prende un numero nel registro di protocollo, e da lì non si toglie e non si cambia. Poi la stampi, o la mandi.")
    who = str(application.person)
    page = Act(title=_asked(due), verb=_("Scrivi la lettera"), consequence=words, back=application.get_absolute_url(), label=who, about=who)
    return render(request, "benefits/write_letter.html", {"page": page, "form": form, "parts": parts})


@doors.record(readable, reads=lambda letter: letter.application.person)
def letter(request: StaffRequest, letter: Letter) -> HttpResponse:
    """Show a letter as it was sent, with its number of protocol."""
    entry = letter.protocol
    facts = [
        (_("Protocollo"), str(entry)),
        (_("Registrata il"), writing.day(entry.on)),
        (_("A"), entry.parties),
        (_("Scritta da"), str(letter.written_by)),
        (_("Domanda"), str(letter.application)),
    ]
    if entry.external:
        facts.insert(1, (_("Protocollo dell'ente"), entry.external))
    context = {"letter": letter, "what": _named(Wording(letter.wording), letter), "facts": facts, "parts": documents.parts(bytes(letter.docx))}
    return render(request, "benefits/letter.html", context)


@doors.record(readable, reads=lambda letter: letter.application.person, channel=Channel.EXPORT)
def pdf(request: StaffRequest, letter: Letter) -> HttpResponse:
    """Give the PDF that is in the register."""
    return _file(bytes(letter.pdf), PDF, _file_name(letter, "pdf"))


@doors.record(readable, reads=lambda letter: letter.application.person, channel=Channel.EXPORT)
def word(request: StaffRequest, letter: Letter) -> HttpResponse:
    """Give the same as a Word document."""
    return _file(bytes(letter.docx), WORD, _file_name(letter, "docx"))


@doors.page(policy.may_read_register)
def register(request: StaffRequest) -> HttpResponse:
    """List the register, last number first; of letters that one does not read only that there is one. As many questions however many there are."""
    actor = request.actor
    form = RegisterFilter(request.GET, years=policy.entries_visible_to(actor).years())
    page = page_of(request, _filtered(actor, form).select_related("by").newest_first())
    letters = dict(policy.visible_to(actor).filter(protocol__in=[entry.pk for entry in page]).values_list("protocol", "pk"))
    rows = [(entry, reverse("benefits:letter", args=[letters[entry.pk]]) if entry.pk in letters else "") for entry in page]
    is_filtered = not form.is_valid() or any(form.cleaned_data.values())
    return render(request, "benefits/register.html", {"form": form, "page": page, "rows": rows, "is_filtered": is_filtered})


@doors.page(policy.may_read_templates)
def templates(request: StaffRequest) -> HttpResponse:
    """Show which template each letter is written from, and what it may say."""
    last: dict[str, Template] = {}
    for each in policy.templates_visible_to(request.actor).newest_first():
        last.setdefault(each.wording, each)
    rows = [
        {
            "what": _(wording.label).capitalize(),
            "template": last.get(wording.value),
            "url": f"{reverse('benefits:template')}?{urlencode({'lettera': wording.value})}",
            "change_url": f"{reverse('benefits:change_template')}?{urlencode({'lettera': wording.value})}",
            "fields": [(field.name, _(field.words), ", ".join(field.sample) if field.is_list else field.sample) for field in rules.FIELDS[wording]],
        }
        for wording in Wording
    ]
    return render(request, "benefits/templates.html", {"rows": rows, "may_change": policy.may_change_template(request.actor)})


@doors.page(policy.may_read_templates)
def template(request: StaffRequest) -> HttpResponse:
    """Give the template in use of a letter, `?lettera=`."""
    wording = _wording(request)
    return _file(verbs.current(wording), WORD, f"modello-{wording.value}.docx")


@takes_file(TemplateForm)
@doors.page(policy.may_change_template, methods=doors.FORM)
def change_template(request: StaffRequest) -> HttpResponse:
    """Take a template, try it, and write letters from it from now on."""
    form = TemplateForm(typed(request), request.FILES or None, initial={"wording": request.GET.get("lettera", "")})
    if request.method == "POST" and form.is_valid():
        sent: Sent = form.cleaned_data["file"]
        wording = Wording(form.cleaned_data["wording"])
        if attempt(form, lambda: verbs.change_template(wording, sent.content, by=request.actor, at=request.now)):
            messages.success(request, _("Modello cambiato: dalla prossima lettera si usa questo."))
            return redirect("benefits:templates")
    words = _("Il modello viene provato con un esempio. Se va bene, le prossime lettere si scrivono così; quelle già scritte restano com'erano.")
    page = Act(
        title=_("Cambia un modello"), verb=_("Cambia il modello"), consequence=words, back=reverse("benefits:templates"), label=_("Modelli delle lettere")
    )
    return render(request, "benefits/act.html", {"page": page, "form": form})


def _chosen(request: StaffRequest, application: Application) -> verbs.Due:
    """
    Which letter is asked for.

    :raises Forbidden: if there is none to be written: somebody wrote it first.
    """
    wanted, of = request.GET.get("lettera", ""), request.GET.get("rata", "")
    for each in verbs.to_write(application):
        wording, instalment = each
        if wanted in {"", wording.value} and of in {"", str(instalment.pk) if instalment else ""}:
            return each
    raise Forbidden(ApplicationState(application.state), "write")


def _wording(request: HttpRequest) -> Wording:
    try:
        return Wording(request.GET.get("lettera", Wording.GRANT.value))
    except ValueError:
        raise Http404 from None


def _filtered(actor: Actor, form: RegisterFilter) -> ProtocolEntryQuerySet:
    """Of what one may not read nothing is found by its words."""
    if not form.is_valid():
        return ProtocolEntry.objects.none()
    asked = form.cleaned_data
    found = policy.entries_open_to(actor).saying(asked["q"]) if asked["q"] else policy.entries_visible_to(actor)
    return found.of_year(asked["year"]) if asked["year"] else found


def _asked(due: verbs.Due) -> str:
    """Say which letter may be written."""
    wording, instalment = due
    words = _(wording.label)
    return _("Scrivi: {what}").format(what=f"{words}, {writing.euro(instalment.amount)} ({writing.month(instalment.month)})" if instalment else words)


def _address(application: Application, due: verbs.Due) -> str:
    wording, instalment = due
    asked = {"lettera": wording.value} | ({"rata": str(instalment.pk)} if instalment else {})
    return f"{reverse('benefits:write_letter', args=[application.pk])}?{urlencode(asked)}"


def _named(wording: Wording, letter: Letter) -> str:
    """Call a letter by what it is."""
    words = _(wording.label).capitalize()
    return f"{words} ({writing.month(letter.instalment.month)})" if letter.instalment else words


def _file_name(letter: Letter, suffix: str) -> str:
    """Name a file by its number, and nobody in it."""
    return f"lettera-{letter.protocol.year}-{letter.protocol.number:05}.{suffix}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Give a file; its door keeps it out of every cache."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
