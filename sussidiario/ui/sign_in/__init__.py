"""The sign-in: who comes in, with which two proofs, from where, and for how long; django-allauth with our rules and our words."""
