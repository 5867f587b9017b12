"""
Every mistake a mandate file can hold: what is wrong, and how to mend it.

A mistake keeps its words apart from its values, so that whoever shows it can translate the words first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from sussidiario.foundation.words import gettext_noop


class Wrong(Enum):
    """What is wrong, and how to mend it. Names in braces are filled in."""

    NOT_UTF8 = (
        gettext_noop("Il file non è scritto in UTF-8."),
        gettext_noop("Salvalo di nuovo scegliendo la codifica UTF-8."),
    )
    EMPTY_FILE = (
        gettext_noop("Il file è vuoto."),
        gettext_noop("Parti dall'esempio in docs/mandate-format.md."),
    )
    TAB = (
        gettext_noop("La riga comincia con un carattere di tabulazione."),
        gettext_noop("In YAML i rientri si fanno con gli spazi: sostituisci ogni tabulazione con due spazi."),
    )
    SYNTAX = (
        gettext_noop("Qui il file non è YAML corretto ({problem})."),
        gettext_noop("Controlla i rientri, i due punti e le virgolette di questa riga e di quella prima; un testo che contiene «: » va tra virgolette."),
    )
    TOO_DEEP = (
        gettext_noop("Ci sono troppi livelli uno dentro l'altro."),
        gettext_noop("Un file di mandato ne ha al massimo dieci: controlla le parentesi quadre e graffe."),
    )
    NOT_FIELDS = (
        gettext_noop("«{field}» deve contenere campi scritti come «nome: valore»."),
        gettext_noop("Scrivi, rientrati sotto «{field}», questi campi: {fields}."),
    )
    NOT_LIST = (
        gettext_noop("«{field}» deve essere un elenco."),
        gettext_noop("Scrivi ogni voce sotto «{field}» su una riga che comincia con un trattino e uno spazio."),
    )
    NOT_TEXT = (
        gettext_noop("«{field}» deve essere un testo."),
        gettext_noop("Scrivi il testo sulla stessa riga, dopo «{field}: »."),
    )
    NO_VALUE = (
        gettext_noop("«{field}» non ha un valore."),
        gettext_noop("Scrivi il valore dopo i due punti, oppure togli la riga se il campo è facoltativo."),
    )
    NOT_PRINTABLE = (
        gettext_noop("C'è un carattere invisibile che non si può conservare."),
        gettext_noop("Riscrivi il testo a mano su questa riga, senza tabulazioni né caratteri di controllo."),
    )
    TOO_LONG = (
        gettext_noop("«{field}» è lungo {length} caratteri."),
        gettext_noop("Accorcialo: al massimo {limit}."),
    )
    UNKNOWN_FIELD = (
        gettext_noop("Il campo «{field}» non esiste in «{kind}»."),
        gettext_noop("Toglilo, oppure usa uno di questi: {fields}."),
    )
    MISSPELT_FIELD = (
        gettext_noop("Il campo «{field}» non esiste in «{kind}»."),
        gettext_noop("Forse volevi scrivere «{near}»."),
    )
    FIELD_TWICE = (
        gettext_noop("Il campo «{field}» è già scritto alla riga {first}."),
        gettext_noop("Tieni una sola delle due righe."),
    )
    MISSING = (
        gettext_noop("In «{kind}» manca il campo «{field}»."),
        gettext_noop("Aggiungi una riga «{field}: …»."),
    )
    NOT_WHOLE = (
        gettext_noop("«{field}» deve essere un numero intero, non «{given}»."),
        gettext_noop("Scrivi solo cifre, senza punti, virgole o simboli; il denaro è in centesimi (500.000 euro si scrive 50_000_000)."),
    )
    NEGATIVE = (
        gettext_noop("«{field}» non può essere negativo."),
        gettext_noop("Scrivi un numero da zero in su; solo una variazione («measure: change») può avere «published» sotto zero."),
    )
    NOT_PERCENT = (
        gettext_noop("«{field}» è una percentuale e non può essere {given}."),
        gettext_noop("Scrivi un numero intero da 0 a 100 (una variazione va da -100 a 100)."),
    )
    NOT_DATE = (
        gettext_noop("«{field}» deve essere un giorno, non «{given}»."),
        gettext_noop("Scrivi anno, mese e giorno così: 2012-05-21."),
    )
    NOT_PERIOD = (
        gettext_noop("«{field}» deve essere un periodo, non «{given}»."),
        gettext_noop("Scrivi 2016, 2013-2016, 2012-05-21/2017-06-26 (ultimo giorno escluso), «mandate» o «before_mandate»."),
    )
    NOT_YES_NO = (
        gettext_noop("«{field}» deve essere «true» o «false», non «{given}»."),
        gettext_noop("Scrivi «{field}: true» se i risultati vanno oltre gli impegni; altrimenti togli la riga."),
    )
    NOT_ONE_OF = (
        gettext_noop("«{field}» non può essere «{given}»."),
        gettext_noop("Scegli uno di questi valori: {choices}."),
    )
    NOT_KEY = (
        gettext_noop("«{given}» non può essere il nome di «{field}»."),
        gettext_noop("Usa lettere minuscole senza accento, cifre e trattini, al massimo 80: per esempio «tavoli-attivi»."),
    )
    NOT_FIGURE = (
        gettext_noop("«{given}» non è la chiave di un indicatore."),
        gettext_noop("Scrivi l'ambito, un punto e il nome, in minuscolo: per esempio «casework.people_in_charge»."),
    )
    NOT_ADDRESS = (
        gettext_noop("«{given}» non è l'indirizzo di una pagina."),
        gettext_noop("Copia l'indirizzo intero dal navigatore: comincia con https://."),
    )
    NOT_MUNICIPALITY = (
        gettext_noop("«{given}» non è il codice ISTAT di un comune."),
        gettext_noop("Scrivi le sei cifre del codice, per esempio «108033» per Monza."),
    )
    KEY_TAKEN = (
        gettext_noop("La chiave «{given}» è già usata alla riga {first}."),
        gettext_noop("Dai a questa voce una chiave diversa: nel mandato ogni «{kind}» ha la sua."),
    )
    ENDS_BEFORE_START = (
        gettext_noop("Il mandato finisce ({until}) prima di cominciare ({start})."),
        gettext_noop("Controlla «from» e «until»: «until» è il giorno dopo l'ultimo."),
    )
    PERIOD_ELSEWHERE = (
        gettext_noop("Il periodo {given} non ha nemmeno un giorno in comune con il mandato."),
        gettext_noop("Controlla gli anni: il mandato va da {start} a {until}."),
    )
    NO_COMPARISON = (
        gettext_noop("È una variazione («measure: change») ma manca «compared_with»."),
        gettext_noop("Aggiungi il periodo di confronto, per esempio «compared_with: 2012» o «compared_with: before_mandate»."),
    )
    NEEDLESS_COMPARISON = (
        gettext_noop("«{field}» vale solo per una variazione."),
        gettext_noop("Togli la riga, oppure scrivi «measure: change»."),
    )
    COMPARED_WITH_LATER = (
        gettext_noop("Il periodo di confronto ({given}) non viene prima di «period» ({period})."),
        gettext_noop("Scrivi in «compared_with» il periodo più vecchio e in «period» quello più recente."),
    )
    ONE_END = (
        gettext_noop("C'è «{field}» ma non «{other}»."),
        gettext_noop("Aggiungi «{other}», oppure togli «{field}»."),
    )
    ENDS_DO_NOT_ADD_UP = (
        gettext_noop("Da {start} a {end} la variazione è {change}, non {given}."),
        gettext_noop("Correggi «published», «published_from» o «published_to»."),
    )
    BEYOND_WITH_COMMITMENTS = (
        gettext_noop("Un capitolo oltre gli impegni («beyond_promises: true») non ha «commitments»."),
        gettext_noop("Scrivi i risultati direttamente sotto «results», oppure togli «beyond_promises»."),
    )
    RESULTS_WITHOUT_COMMITMENT = (
        gettext_noop("I risultati di un capitolo vanno sotto l'impegno a cui rispondono."),
        gettext_noop("Sposta «results» dentro una voce di «commitments», oppure scrivi «beyond_promises: true»."),
    )


@dataclass(frozen=True, order=True)
class Mistake:
    """One thing to mend, on the line where it stands (the first line is 1)."""

    line: int
    name: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def wrong(self) -> Wrong:
        """Which mistake it is."""
        return Wrong[self.name]

    def what(self, translate: Callable[[str], str] = str) -> str:
        """Say what is wrong, in the words that `translate` gives."""
        return translate(self.wrong.value[0]).format(**dict(self.values))

    def mend(self, translate: Callable[[str], str] = str) -> str:
        """Say how to mend it, in the words that `translate` gives."""
        return translate(self.wrong.value[1]).format(**dict(self.values))


def shown(given: object, *, limit: int = 60) -> str:
    """Something taken from the file, short and safe to print on one line."""
    text = "".join(character if character.isprintable() else "?" for character in str(given))
    return text if len(text) <= limit else text[: limit - 1] + "…"
