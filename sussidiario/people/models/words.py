"""
The words that persons are found by.

Many persons share few words: a typed word is matched against the words, slips forgiven, and persons are then reached through an index. Everything here
can be made again from the names (`actions.index_names`).
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sussidiario.people.rules import names


class NameToken(models.Model):
    """A word of somebody's name, in plain letters; `persons` is about how many have it, so that a search starts from the rarest."""

    token = models.CharField(_("parola"), max_length=names.LONGEST)
    persons = models.PositiveIntegerField(_("persone"), default=0)

    class Meta:
        verbose_name = _("parola di un nome")
        verbose_name_plural = _("parole dei nomi")
        constraints: ClassVar = [models.UniqueConstraint(fields=["token"], name="people_token_once")]

    def __str__(self) -> str:
        return self.token


class TokenDelete(models.Model):
    """What is left of a word when letters are struck out (see `rules.names`)."""

    pk = models.CompositePrimaryKey("deletion", "token_id")
    deletion = models.CharField(_("resto"), max_length=names.STEM + 1)
    token = models.ForeignKey(NameToken, models.CASCADE, related_name="+", db_index=False, db_constraint=False, verbose_name=_("parola"))

    class Meta:
        verbose_name = _("resto di una parola")
        verbose_name_plural = _("resti delle parole")

    def __str__(self) -> str:
        return self.deletion


class PersonToken(models.Model):
    """
    A person is called by one word, `beside` another, or by the word alone (`ALONE`): each pair of a person's words is here in both orders.

    Who has both of two common words is so found by equality, however many have either. The database does not check that the person exists (it would, a
    row at a time, for millions): only the search reads these rows, and it reads the person next.
    """

    ALONE = 0

    pk = models.CompositePrimaryKey("token_id", "beside", "person_id")
    token = models.ForeignKey(NameToken, models.CASCADE, related_name="+", db_index=False, db_constraint=False, verbose_name=_("parola"))
    beside = models.BigIntegerField(_("accanto a"))
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False, db_constraint=False, verbose_name=_("persona"))

    class Meta:
        verbose_name = _("parola di una persona")
        verbose_name_plural = _("parole delle persone")

    def __str__(self) -> str:
        return f"{self.person_id} · {self.token_id}"
