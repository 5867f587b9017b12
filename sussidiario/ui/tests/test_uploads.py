"""The one gate by which a file comes in."""

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from sussidiario.access.demo import create_staff
from sussidiario.access.models import Staff
from sussidiario.ui.kinds import CSV, XML
from sussidiario.ui.uploads import FileField, GateMiddleware, Sent, takes_file
from tests.architecture.addresses import addresses

MOST = 200_000


class Answer(forms.Form):
    """A form that takes a file."""

    words = forms.CharField(required=False)
    file = FileField(label="File", kinds=(XML, CSV), most=MOST)


@takes_file(Answer)
def taking(request: HttpRequest) -> HttpResponse:
    """Answer with what came in."""
    form = Answer(request.POST, request.FILES)
    sent: Sent | None = form.cleaned_data["file"] if form.is_valid() else None
    return HttpResponse(f"{sent.name} {sent.kind.suffix} {len(sent.content)}" if sent else form.errors["file"].as_text())


def refusing(request: HttpRequest) -> HttpResponse:
    """Read what was sent."""
    return HttpResponse(",".join(request.POST))


def send(view: object, *files: SimpleUploadedFile, signed_in: bool = True) -> str:
    """Send files to a view, through the gate."""
    request = RequestFactory().post("/x/", {"words": "qualcosa", **{f"file{number or ''}": file for number, file in enumerate(files)}})
    request.user = Staff(username="x", pk=1) if signed_in else AnonymousUser()
    GateMiddleware(lambda _request: HttpResponse()).process_view(request, view, (), {})  # type: ignore[arg-type]  # a view is any callable
    return view(request).content.decode()  # type: ignore[operator, no-any-return]  # likewise


def file(content: bytes, name: str = "risposta.xml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_comes_in_where_the_form_takes_one() -> None:
    assert send(taking, file(b"<a/>")) == "risposta.xml .xml 4"
    assert send(taking, file(b"<a>" + b" " * 150_000 + b"</a>")) == "risposta.xml .xml 150007"


def test_its_kind_is_told_by_what_is_in_it_and_its_name_leads_nowhere() -> None:
    assert send(taking, file(b"a;b\n1;2\n", "../../etc/passwd.xml")) == "passwd.xml .csv 8"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\0", "non è del tipo giusto"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "non è del tipo giusto"),
        (b"", "vuoto"),
        (b"<a/>" + b" " * MOST, "troppo grande"),
    ],
)
def test_what_it_should_not_be_is_said_at_the_field(content: bytes, said: str) -> None:
    assert said in send(taking, file(content))


def test_none_sent_is_asked_for() -> None:
    assert "obbligatorio" in send(taking)


def test_more_than_one_file_is_refused() -> None:
    with pytest.raises(TooManyFilesSent):
        send(taking, file(b"<a/>"), file(b"<b/>"))


def test_what_is_far_too_big_is_not_read() -> None:
    with pytest.raises(RequestDataTooBig):
        send(taking, file(b" " * 2_000_000))


def test_of_who_is_not_signed_in_the_words_are_read_and_the_file_let_go() -> None:
    assert "obbligatorio" in send(taking, file(b"<a/>"), signed_in=False)


def test_elsewhere_no_file_comes_in() -> None:
    with pytest.raises(TooManyFilesSent):
        send(refusing, file(b"<a/>"))


def test_the_field_says_what_may_be_sent() -> None:
    drawn = str(Answer()["file"].as_field_group())

    assert "XML, CSV, al massimo 195,3" in drawn.replace("\xa0", " ")
    assert 'accept=".xml,.csv"' in drawn


@pytest.mark.django_db
def test_at_every_address_that_takes_no_file_none_comes_in() -> None:
    worker = Client(enforce_csrf_checks=True)
    worker.force_login(create_staff()["paola.villa"], backend="django.contrib.auth.backends.ModelBackend")
    shut = [address for address in addresses() if not hasattr(address.view, "takes_file")]

    answers = {address.name: worker.post(address.filled(), {"a": "1", "f": file(b"MZ", "a.exe")}) for address in shut}

    assert [name for name, answer in answers.items() if getattr(answer.wsgi_request, "_files", {})] == []
    assert sum(answer.status_code == 413 for answer in answers.values()) > len(shut) / 2
