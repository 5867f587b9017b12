"""What is typed about persons and households, and how it is understood."""

from sussidiario.people.forms.fields import say_birth, say_code, say_place
from sussidiario.people.forms.household import FormHouseholdForm, HouseholdForm, JoinForm, RelationsForm
from sussidiario.people.forms.keeping import ReasonForm, RecogniseForm, TeamReasonForm
from sussidiario.people.forms.person import CorrectForm, DeathForm, MoveForm, PaperForm, PersonForm, RegisterForm, SearchForm

__all__ = [
    "CorrectForm",
    "DeathForm",
    "FormHouseholdForm",
    "HouseholdForm",
    "JoinForm",
    "MoveForm",
    "PaperForm",
    "PersonForm",
    "ReasonForm",
    "RecogniseForm",
    "RegisterForm",
    "RelationsForm",
    "SearchForm",
    "TeamReasonForm",
    "say_birth",
    "say_code",
    "say_place",
]
