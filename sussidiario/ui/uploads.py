"""
The one gate by which a file comes in.

Nobody sends files, but to an address that says so (`takes_file(SomeForm)`), signed in, one at a time, of the kinds and up to the size that the
form's own `FileField` declares. A file is read into memory and checked by its content; it is never written to the disk, and its name is only shown.
A file sent anywhere else is refused before any view is asked.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent, ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from sussidiario.ui.kinds import Kind, NotThis

View = TypeVar("View", bound=Callable[..., HttpResponse])

LONGEST_NAME = 120
FAR_TOO_BIG = 4
"""A request so many times bigger than the file it may bring is not read at all."""


@dataclass(frozen=True)
class Sent:
    """A file that came in and is what it should be: the name it had with whoever sent it, its kind, its content."""

    name: str
    kind: Kind
    content: bytes

    @property
    def sha256(self) -> str:
        """Digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


class FileField(forms.FileField):
    """
    One file of certain kinds, up to a size in bytes. It cleans to `Sent`.

    Which kind it is says its content; where kinds overlap the first that fits.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {
        "too_big": gettext_lazy("Il file è troppo grande: al massimo {most}."),
        "empty": gettext_lazy("Il file è vuoto."),
        "wrong_kind": gettext_lazy("Il file non è del tipo giusto, o è rovinato. Serve: {kinds}."),
    }

    def __init__(self, *, kinds: Sequence[Kind], most: int, **kwargs: Any) -> None:
        self.kinds, self.most = tuple(kinds), most
        super().__init__(**({"help_text": _said(self.kinds, most)} | kwargs))
        self.widget.attrs["accept"] = ",".join(kind.suffix for kind in self.kinds)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """
        Look at what was sent.

        :raises ValidationError: if there is none, it is too big, empty, or of another kind.
        """
        if not isinstance(data, UploadedFile):
            return super().clean(None, initial)
        if data.size is None or data.size > self.most:
            raise ValidationError(self.error_messages["too_big"].format(most=filesizeformat(self.most)), code="too_big")
        if not (content := data.read()):
            raise ValidationError(self.error_messages["empty"], code="empty")
        for kind in self.kinds:
            try:
                kind.check(content)
            except NotThis:
                continue
            name = "".join(letter for letter in data.name or "" if letter.isprintable())
            return Sent(name=name[-LONGEST_NAME:], kind=kind, content=content)
        raise ValidationError(self.error_messages["wrong_kind"].format(kinds=", ".join(str(kind.words) for kind in self.kinds)), code="wrong_kind")


def takes_file(form: type[forms.BaseForm]) -> Callable[[View], View]:
    """Let a view receive the one file that `form` declares."""
    (field,) = [each for each in form.base_fields.values() if isinstance(each, FileField)]  # type: ignore[attr-defined]  # of every form class

    def gate(view: View) -> View:
        view.takes_file = field.most  # type: ignore[attr-defined]  # kept on the view, as its door is
        return view

    return gate


class Gate(FileUploadHandler):
    """What happens to a file in a request: refused, unless somebody opened the gate by saying how many bytes it may have."""

    most: int | None = None
    forgets = False

    def handle_raw_input(self, input_data: IO[bytes], META: Any, content_length: int, boundary: Any, encoding: str | None = None) -> None:  # noqa: N803  Django's signature
        """Read nothing of what is far too big."""
        if self.most is not None and content_length > self.most * FAR_TOO_BIG + 1024 * 1024:
            message = "far bigger than any file that is taken here"
            raise RequestDataTooBig(message)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Let a file in, or not; of who is not signed in it is let go, and what they wrote is kept."""
        if self.most is None:
            message = "no file is taken here"
            raise TooManyFilesSent(message)
        if self.forgets:
            raise SkipFile
        super().new_file(*args, **kwargs)
        self.chunks: list[bytes] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep it in memory, until it is too much."""
        if start <= (self.most or 0):
            self.chunks.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand it over; of one that is too big its size is enough."""
        content = b"".join(self.chunks) if file_size <= (self.most or 0) else b""
        return InMemoryUploadedFile(BytesIO(content), self.field_name, self.file_name or "", self.content_type, file_size, self.charset)


class GateMiddleware:
    """Opens the gate of the addresses that take a file, before anything reads what was sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Say how much this address takes, and of whom."""
        most = getattr(view, "takes_file", None)
        if most is not None and request.method == "POST":
            gate = Gate(request)
            gate.most, gate.forgets = most, not request.user.is_authenticated
            request.upload_handlers = [gate]


def _say(kinds: Sequence[Kind], most: int) -> str:
    """Write what may be sent."""
    return gettext("{kinds}, al massimo {most}.").format(kinds=", ".join(str(kind.words) for kind in kinds), most=filesizeformat(most))


_said = lazy(_say, str)
