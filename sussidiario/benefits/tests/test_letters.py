"""A letter is written, printed and registered, all of it or nothing; the office changes its templates."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.db.utils import IntegrityError
from docx import Document

from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Team
from sussidiario.benefits.actions import awards, letters
from sussidiario.benefits.actions.letters import word
from sussidiario.benefits.lifecycle import PaidBy, PayeeKind, Wording
from sussidiario.benefits.models import Award, Instalment, Letter, Payee, ProtocolEntry, Template
from sussidiario.benefits.policy import letters as policy
from sussidiario.benefits.tests import paying
from sussidiario.benefits.tests.place import IBAN, Place
from sussidiario.benefits.tests.town import ACCOUNTANT, AT, AUDITOR, DESK, EXECUTIVE, GIULIA, HEAD, MANDATE, NETWORK, PAPER, TODAY, Town
from sussidiario.benefits.tests.writing import granted, inside, refused, says, template, written
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Address, Person
from sussidiario.ui import kinds
from tests.database import once

Together = Callable[..., list[Any]]


@pytest.fixture
def town(db: None) -> Town:
    return once(Town)


def test_a_refusal_says_why_with_the_article_and_how_to_appeal(town: Town) -> None:
    letter = written(town, refused(town))

    said = says(letter)
    assert "Gentile Teresa Fumagalli" in said
    assert "L'ISEE di 6.500,01 € supera il limite di 6.500,00 €. (Regolamento dimostrativo, art. 11 c. 1)" in said
    assert "fino al 14 gennaio 2017" in said
    assert "fino al 15 marzo 2017" in said
    assert "Protocollo n. 1/2016 del 15 novembre 2016" in said
    assert said.endswith("Giovanni Casati")
    assert "{{" not in said


def test_it_is_registered_with_the_digest_of_its_pdf_and_written_in_the_book(town: Town) -> None:
    application = refused(town)
    letter = written(town, application)

    entry = letter.protocol
    assert (entry.year, entry.number, entry.on, entry.outgoing, entry.parties, entry.external) == (2016, 1, TODAY, True, "Teresa Fumagalli", "")
    assert entry.subject == f"Domanda non accolta: Contributo a integrazione del reddito (domanda n. {application})"
    assert entry.sha256 == hashlib.sha256(bytes(letter.pdf)).hexdigest()
    act = Act.objects.get(act="benefits.letter.written")
    assert (act.record, act.measure, act.area, act.neighbourhood) == (f"benefits.application:{application.pk}", "income_support", "adults", "triante")
    assert act.detail == {"wording": "refusal"}


def test_the_pdf_is_for_everybody(town: Town) -> None:
    letter = written(town, refused(town))

    found = inside(bytes(letter.pdf))
    assert found.startswith(b"%PDF-1.")
    assert b"pdfuaid:part" in found
    assert b"/StructTreeRoot" in found
    assert b"/Lang (it)" in found
    assert b"/DisplayDocTitle true" in found
    assert all(tag in found for tag in (b"/H1", b"/H2", b"/LI", b"/P"))
    assert b"Titillium-Web" in found
    assert b"DejaVu" not in found
    assert b"Domanda non accolta: Contributo a integrazione del reddito" in found


def test_the_word_document_says_its_title_and_its_language(town: Town) -> None:
    properties = Document(io.BytesIO(bytes(written(town, refused(town)).docx))).core_properties

    assert (properties.language, properties.title.partition(":")[0]) == ("it-IT", "Domanda non accolta")


def test_a_grant_says_how_much_and_when(town: Town) -> None:
    application = granted(town)
    award = application.award
    award.conditions.create(what="Iscriversi al centro per l'impiego", due_on=TODAY)

    said = says(written(town, application, Wording.GRANT))

    assert "Riceve 480,00 € al mese per 4 mesi. In tutto sono 1.920,00 €" in said
    assert said.count("480,00 € dal ") == 4
    assert "in contanti, alla tesoreria comunale" in said
    assert "Iscriversi al centro per l'impiego, entro il 15 novembre 2016" in said


def test_a_grant_that_was_revised_and_shortened_says_what_is_granted_now(town: Town) -> None:
    application = granted(town)
    award = application.award
    months = [each.month for each in award.instalments.in_order()]
    awards.revise(award, amount=40_000, from_month=months[1], why="il reddito è cambiato", by=town.act_as(HEAD), at=AT)
    awards.revoke(award, from_month=months[3], why="non abita più qui", by=town.act_as(HEAD), at=AT)

    said = says(written(town, application, Wording.GRANT))

    assert "Riceve 480,00 € per un mese, poi 400,00 € al mese per 2 mesi. In tutto sono 1.280,00 €" in said


def test_what_asks_nothing_says_nothing_of_it(town: Town) -> None:
    assert "Che cosa Le chiediamo" not in says(written(town, granted(town), Wording.GRANT))


def test_papers_that_miss_are_asked_for_as_often_as_it_takes(town: Town) -> None:
    application = town.received()

    first, second = written(town, application, Wording.DOCUMENTS), written(town, application, Wording.DOCUMENTS)

    assert PAPER in says(first)
    assert (first.protocol.number, second.protocol.number) == (1, 2)


def test_a_payment_is_told_to_whom_it_went(place: Place) -> None:
    paying.due(place, 1)
    sent = paying.sent(place)
    paying.load(place, paying.statement([paying.done(sent.payments.get())]))
    instalment = Instalment.objects.get()
    elsewhere = Payee.objects.create(kind=PayeeKind.LANDLORD.value, name="Un altro", paid_by=PaidBy.CASH.value)
    Award.objects.update(payee=elsewhere)

    letter = letters.write(instalment.award.application, Wording.PAYMENT, instalment=instalment, by=place.act_as(HEAD), at=AT)

    said = says(letter)
    assert "Il pagamento di 200,00 €, per l'intero contributo, è stato eseguito il 30 novembre 2016." in said
    assert f"sul conto che finisce con {IBAN[-4:]}. Chi riscuote è Persona Numero 0." in said


def test_what_has_nothing_to_say_is_not_written(town: Town) -> None:
    received, no = town.completed(), refused(town, town.carlo)

    for application, wording in ((received, Wording.DOCUMENTS), (received, Wording.GRANT), (no, Wording.GRANT), (no, Wording.PAYMENT)):
        with pytest.raises(Refusal, match="niente da dire"):
            written(town, application, wording)
    assert not ProtocolEntry.objects.exists()


def test_a_decision_and_a_payment_are_told_once(town: Town) -> None:
    application = refused(town)
    letter = written(town, application)

    with pytest.raises(Refusal, match="c'è già: protocollo n\\. 1/2016"):
        written(town, application)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(
            application=application,
            wording="refusal",
            protocol=ProtocolEntry.objects.create(
                year=2016, number=9, on=TODAY, parties="x", subject="x", sha256="x", by=town.staff[GIULIA], at=AT
            ),
            docx=b"",
            pdf=b"",
            written_by=letter.written_by,
            written_at=AT,
        )  # fmt: skip


def test_the_numbers_of_a_year_begin_from_one(town: Town) -> None:
    written(town, refused(town))

    later = TODAY.replace(year=2017, month=1, day=9)
    letter = letters.write(refused(town, town.carlo), Wording.REFUSAL, by=town.act_as(GIULIA, on=later), at=AT)

    assert (letter.protocol.year, letter.protocol.number, letter.protocol.on) == (2017, 1, later)


def gone(model: type[Model], pk: int) -> None:
    """Delete a row as the database alone would be asked to."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [pk])


def test_an_entry_is_not_changed_and_not_taken_away(town: Town) -> None:
    entry = written(town, refused(town)).protocol

    for harm in (
        lambda: ProtocolEntry.objects.filter(pk=entry.pk).update(subject="altro"),
        lambda: ProtocolEntry.objects.filter(pk=entry.pk).update(external="9"),
        lambda: gone(ProtocolEntry, entry.pk),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            harm()
    entry.refresh_from_db()
    assert entry.subject.startswith("Domanda non accolta")


@pytest.mark.django_db(transaction=True)
def test_of_many_who_write_at_once_each_has_a_number_and_none_is_missing(together: Together) -> None:
    town = Town()
    some = [refused(town, town.person("Persona", f"Numero {index}")) for index in range(8)]

    made = together(*(lambda application=each: written(town, application) for each in [*some, some[0]]))

    assert sorted(letter.protocol.number for letter in made if isinstance(letter, Letter)) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [type(each) for each in made].count(Refusal) == 1
    assert list(ProtocolEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8]


def elsewhere(entry: ProtocolEntry) -> str:
    """The protocol of the municipality, which is not there for somebody."""
    if entry.parties == "Carlo Pozzi":
        message = "no route to host"
        raise OSError(message)
    return "" if entry.parties == "Amir Haddad" else f"MI-{entry.year}-{1000 + entry.number}"


def test_the_municipality_s_own_register_gives_its_number_too(town: Town, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_PROTOCOL = f"{__name__}.elsewhere"

    letter = written(town, refused(town))

    assert ProtocolEntry.objects.get().external == letter.protocol.external == "MI-2016-1001"


def test_where_it_does_not_answer_nothing_is_written_and_no_number_is_lost(town: Town, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_PROTOCOL = f"{__name__}.elsewhere"
    carlo, amir = refused(town, town.carlo), refused(town, town.amir)

    with pytest.raises(Refusal, match="non risponde"):
        written(town, carlo)
    with pytest.raises(Refusal, match="non va bene"):
        written(town, amir)

    assert not Letter.objects.exists()
    assert not Act.objects.filter(act="benefits.letter.written").exists()
    assert written(town, refused(town)).protocol.number == 1


def test_who_does_not_work_on_requests_writes_no_letters(town: Town) -> None:
    application = refused(town)

    for username in (AUDITOR, EXECUTIVE, ACCOUNTANT, MANDATE):
        with pytest.raises(NotAllowed):
            letters.write(application, Wording.REFUSAL, by=town.act_as(username), at=AT)
    for username in (DESK, GIULIA, HEAD, NETWORK):
        assert policy.may_write(town.act_as(username), application)


def test_a_letter_goes_where_the_person_receives_letters_as_far_as_who_writes_knows(town: Town) -> None:
    Address.objects.create(person=town.teresa, kind="residence", street="via Lecco 12", place="Monza", from_on=TODAY)
    Address.objects.create(person=town.teresa, kind="elected", street="via Manzoni 3", place="Monza", from_on=TODAY)

    said = says(written(town, refused(town)))

    assert "via Manzoni 3, Monza" in said
    assert "via Lecco" not in said


def test_who_reads_the_request_reads_its_letters_and_nobody_else(town: Town) -> None:
    letter = written(town, refused(town))

    def readers() -> list[str]:
        return [name for name in (DESK, GIULIA, HEAD, AUDITOR, EXECUTIVE, ACCOUNTANT, MANDATE, NETWORK) if policy.visible_to(town.act_as(name)).exists()]

    assert readers() == [DESK, GIULIA, HEAD, AUDITOR]
    Person.objects.filter(pk=letter.application.person_id).update(tier=Tier.PROTECTED, kept_by=Team.objects.get(protects=True))
    assert set(readers()) <= {NETWORK}


def test_in_the_register_whoever_may_not_be_read_of_has_a_number_and_nothing_else(town: Town) -> None:
    written(town, refused(town))
    written(town, refused(town, town.carlo))
    Person.objects.filter(pk=town.carlo.pk).update(tier=Tier.RESERVED)

    for name in (HEAD, AUDITOR):
        assert policy.entries_visible_to(town.act_as(name)).count() == 2
    assert list(policy.entries_open_to(town.act_as(AUDITOR)).values_list("parties", flat=True)) == ["Teresa Fumagalli"]
    assert not policy.entries_visible_to(town.act_as(GIULIA)).exists()


@pytest.mark.parametrize("wording", Wording)
def test_the_templates_as_they_come_are_ones_that_the_office_could_send(town: Town, wording: Wording) -> None:
    kinds.DOCX.check(word.default(wording))

    with pytest.raises(Refusal, match="già il modello in uso"):
        letters.change_template(wording, word.default(wording), by=town.act_as(HEAD), at=AT)


def test_the_office_s_own_words_are_in_the_next_letter_and_in_its_pdf(town: Town) -> None:
    before = written(town, refused(town))
    letters.change_template(Wording.REFUSAL, template("Buongiorno {{ destinatario }}."), by=town.act_as(HEAD), at=AT)

    after = written(town, refused(town, town.carlo))

    assert says(after) == "Domanda non accolta\nBuongiorno Carlo Pozzi."
    assert says(Letter.objects.get(pk=before.pk)).startswith("Comune di Monza")
    assert len(bytes(after.pdf)) < len(bytes(before.pdf))
    assert Act.objects.get(act="benefits.template.changed").record == f"benefits.template:{Template.objects.get().pk}"


def test_what_somebody_is_called_is_not_read_as_a_template(town: Town) -> None:
    town.teresa.given_name, town.teresa.family_name = "<b>{{ firma }}</b>", "&amp; {% raw %}"
    town.teresa.save()

    assert "Gentile <b>{{ firma }}</b> &amp; {% raw %}," in says(written(town, refused(town)))


def test_signs_that_no_document_holds_are_left_out(town: Town) -> None:
    assert "Troppi\nsoldi." in says(written(town, refused(town, why="Troppi\n\x0b\x1f\ufffesoldi.")))


def test_a_field_that_is_none_is_refused_by_its_name(town: Town) -> None:
    with pytest.raises(Refusal, match="non ha il campo: nome, stipendio") as refusal:
        letters.change_template(Wording.REFUSAL, template("{{ nome }} {{ firma }} {{ stipendio }}"), by=town.act_as(HEAD), at=AT)

    assert refusal.value.field == "file"
    assert not Template.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "{{ firma.__class__.__mro__ }}",
        "{{ firma|upper }}",
        "{{ 'a' * 1000000000 }}",
        "{{ firma[0] }}",
        "{{ firma() }}",
        "{% for x in range(1000000000) %}x{% endfor %}",
        "{% for x in motivi %}{% for y in motivi %}{{ y }}{% endfor %}{% endfor %}",
        "{% for firma in motivi %}{{ firma }}{% endfor %}",
        "{% for x in firma %}{{ x }}{% endfor %}",
        "{% set x = 1 %}",
        "{% include 'settings' %}",
        "{% macro x() %}{% endmacro %}",
        "{% if firma == 'x' %}x{% endif %}",
        "{% if firma %}x{% endif %}" * 21,
    ],
)
def test_a_template_is_filled_and_never_run(town: Town, words: str) -> None:
    with pytest.raises(Refusal):
        letters.change_template(Wording.REFUSAL, template(words), by=town.act_as(HEAD), at=AT)


def test_nor_is_it_in_the_other_parts_of_the_document(town: Town) -> None:
    document = Document(io.BytesIO(template("{{ firma }}")))
    document.sections[0].header.paragraphs[0].text = "{{ firma.__class__ }}"
    header = io.BytesIO()
    document.save(header)
    document.sections[0].header.paragraphs[0].text = "{{ ente }}"
    document.core_properties.comments = "{{ firma.__class__ }}"
    properties = io.BytesIO()
    document.save(properties)

    for file in (header, properties):
        with pytest.raises(Refusal):
            letters.change_template(Wording.REFUSAL, file.getvalue(), by=town.act_as(HEAD), at=AT)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"ciao", "non è un documento Word"),
        (template("{{ firma"), "non è scritto bene"),
        (template("{% for x in motivi %}{{ x }}"), "non è scritto bene"),
        (template("{{ firma }}", table=True), "Tabelle"),
        (template("{{ firma }}", title=""), "un titolo, e uno solo"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(town: Town, content: bytes, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        letters.change_template(Wording.REFUSAL, content, by=town.act_as(HEAD), at=AT)


def test_only_who_heads_the_service_changes_templates(town: Town) -> None:
    for username in (GIULIA, DESK, AUDITOR, EXECUTIVE):
        with pytest.raises(NotAllowed):
            letters.change_template(Wording.REFUSAL, template("{{ firma }}"), by=town.act_as(username), at=AT)
