"""What may be counted in public about the places of the city."""

from sussidiario.foundation.figure import Figure, Measure, Unit, present_at_end
from sussidiario.foundation.words import gettext_noop

CENTRE_OPENED = "territory.civic_centre.opened"
CENTRE_CLOSED = "territory.civic_centre.closed"

civic_centres = Figure(
    key="territory.civic_centres",
    title=gettext_noop("Centri civici"),
    definition=gettext_noop("I centri civici aperti l'ultimo giorno del periodo."),
    unit=Unit.ITEMS,
    counts=(CENTRE_OPENED, CENTRE_CLOSED),
    rows=present_at_end((CENTRE_OPENED,), (CENTRE_CLOSED,)),
    measure=Measure.SUBJECTS,
    dimensions=("neighbourhood",),
    personal=False,
)

FIGURES = (civic_centres,)
