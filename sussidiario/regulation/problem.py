"""What may be wrong in the files of the Regulation, and how to mend it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from sussidiario.foundation.words import gettext_noop


class Wrong(Enum):
    """What is wrong, and how to mend it. Names in braces are filled in."""

    NOT_UTF8 = (gettext_noop("Il file non è scritto in UTF-8."), gettext_noop("Salvalo di nuovo scegliendo la codifica UTF-8."))
    SYNTAX = (
        gettext_noop("Qui il file non è YAML corretto ({problem})."),
        gettext_noop("Controlla i rientri, i due punti e le virgolette di questa riga e di quella prima; un testo che contiene «: » va tra virgolette."),
    )
    FIELD_TWICE = (gettext_noop("«{field}» è già scritto alla riga {first}."), gettext_noop("Tieni una sola delle due righe."))
    NOT_FIELDS = (
        gettext_noop("«{field}» deve contenere campi scritti come «nome: valore»."),
        gettext_noop("Rientra i campi sotto «{field}», uno per riga."),
    )
    NOT_LIST = (gettext_noop("«{field}» deve essere un elenco."), gettext_noop("Scrivi ogni voce su una riga che comincia con un trattino e uno spazio."))
    NOT_DAY = (gettext_noop("«{given}» non è un giorno."), gettext_noop("Scrivi anno, mese e giorno così: 2016-01-01."))
    NOT_WHOLE = (
        gettext_noop("Il valore deve essere un numero intero, non «{given}»."),
        gettext_noop("Scrivi solo cifre, senza virgole; il denaro è in centesimi (6.500 euro si scrive 650_000). Scrivi null dal giorno in cui non vale più."),
    )
    NEGATIVE = (gettext_noop("Il valore non può essere negativo."), gettext_noop("Scrivi un numero da zero in su."))
    TOO_LARGE = (
        gettext_noop("{given} è troppo grande per essere una cifra del Regolamento."),
        gettext_noop("Il denaro è in centesimi, e al massimo {largest}: controlla gli zeri."),
    )
    NO_VALUE = (gettext_noop("Manca il valore."), gettext_noop("Scrivi il giorno e il valore così: «2016-01-01: {{value: 650_000}}»."))
    UNKNOWN_FIELD = (gettext_noop("Il campo «{field}» non esiste qui."), gettext_noop("Toglilo, oppure usa uno di questi: {fields}."))
    MISSING = (gettext_noop("In «{parameter}» manca «{field}»."), gettext_noop("Aggiungi «{field}» in «metadata», al parametro o al gruppo in cui sta."))
    NOT_ONE_OF = (gettext_noop("«{field}» non può essere «{given}»."), gettext_noop("Scegli uno di questi: {choices}."))
    NAME_TAKEN = (gettext_noop("Un parametro non può chiamarsi «{given}»."), gettext_noop("Scegli un altro nome, in inglese, senza punti."))
    NOT_BRACKET = (
        gettext_noop("Una fascia ha «threshold» (da dove comincia) e «amount» (quanto vale), e nient'altro."),
        gettext_noop("Scrivi la fascia così: «- {{threshold: {{2016-01-01: {{value: 0}}}}, amount: {{2016-01-01: {{value: 6}}}}}}»."),
    )
    NOT_ABOVE = (
        gettext_noop("Dal {day} il valore {given} non è maggiore di «{other}», che è {before}."),
        gettext_noop("Correggi uno dei due valori."),
    )
    GAP = (
        gettext_noop("La prima fascia comincia da {given}: chi sta sotto non ha fascia."),
        gettext_noop("Fai cominciare la prima fascia da {first}."),
    )
    OVERLAP = (
        gettext_noop("Dal {day} la fascia che comincia da {given} non viene dopo quella che comincia da {before}."),
        gettext_noop("Metti le fasce in ordine, ognuna con un inizio più alto di quella prima."),
    )
    HOLE = (
        gettext_noop("Dal {day} la fascia ha solo uno dei due: da dove comincia, o quanto vale."),
        gettext_noop("Fai cominciare «threshold» e «amount» lo stesso giorno."),
    )
    NOT_RISING = (
        gettext_noop("Dal {day} questa fascia ({given}) dà meno della precedente ({before}), ma l'articolo vuole che non scenda."),
        gettext_noop("Correggi il valore, oppure togli «rising: true» se l'articolo lo permette."),
    )
    NOT_FALLING = (
        gettext_noop("Dal {day} questa fascia ({given}) dà più della precedente ({before}), ma l'articolo vuole che non salga."),
        gettext_noop("Correggi il valore, oppure togli «falling: true» se l'articolo lo permette."),
    )
    NOT_THERE = (
        gettext_noop("Manca «{parameter}», che la misura «{measure}» legge."),
        gettext_noop("Aggiungilo: senza, la misura non vale in nessun giorno."),
    )
    NOT_READ = (
        gettext_noop("Nessuna formula legge «{parameter}»."),
        gettext_noop("Controlla come è scritto il nome, oppure togli il parametro."),
    )
    NO_FILES = (gettext_noop("Nella cartella non c'è nessun file .yaml."), gettext_noop("Controlla il nome della cartella."))
    NOT_A_MEASURE = (gettext_noop("«{given}» non è una misura."), gettext_noop("Scegli una di queste: {choices}."))
    NOT_A_FACT = (gettext_noop("«{given}» non è un dato che questa misura chiede."), gettext_noop("Scegli uno di questi: {choices}."))
    NOT_EXPECTED = (gettext_noop("«{given}» non si può aspettare."), gettext_noop("Scegli uno di questi, o il nome di una formula: {choices}."))
    NOT_THIS_FACT = (
        gettext_noop("«{field}» non può essere «{given}»."),
        gettext_noop("Scrivi {form}."),
    )
    INCOMPLETE = (gettext_noop("Nel caso manca «{field}»."), gettext_noop("Aggiungi una riga «{field}: …»."))
    OTHERWISE = (
        gettext_noop("Il caso si aspetta «{field}: {given}», ma il Regolamento dà {found}."),
        gettext_noop("Se il caso è giusto, correggi il parametro o la formula; altrimenti correggi il caso."),
    )


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, in a file, on a line (the first is 1)."""

    file: str
    line: int
    name: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Where it is, as an editor opens it."""
        return f"{self.file}:{self.line}"

    def what(self, translate: Callable[[str], str] = str) -> str:
        """Say what is wrong, in the words that `translate` gives."""
        return translate(Wrong[self.name].value[0]).format(**dict(self.values))

    def mend(self, translate: Callable[[str], str] = str) -> str:
        """Say how to mend it, in the words that `translate` gives."""
        return translate(Wrong[self.name].value[1]).format(**dict(self.values))


def problem(file: str, line: int, wrong: Wrong, **values: object) -> Problem:
    """Make one; what was taken from the file is cut to what fits on a line."""
    return Problem(file, line, wrong.name, tuple((name, str(value)[:120]) for name, value in values.items()))
