"""The verbs of a request: receive, look into, propose, decide."""

from sussidiario.benefits.actions.applications.decisions import approve, grant, propose, refuse, send_back, total
from sussidiario.benefits.actions.applications.receiving import ask_documents, complete, declare, missing_of, receive, receive_document, withdraw

__all__ = [
    "approve",
    "ask_documents",
    "complete",
    "declare",
    "grant",
    "missing_of",
    "propose",
    "receive",
    "receive_document",
    "refuse",
    "send_back",
    "total",
    "withdraw",
]
