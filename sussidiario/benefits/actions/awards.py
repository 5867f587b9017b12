"""What is granted: made, suspended, revised, revoked, concluded; who is paid; what is asked before paying."""

from sussidiario.benefits.actions.granting import Grant, create, create_many

__all__ = ["Grant", "create", "create_many"]
