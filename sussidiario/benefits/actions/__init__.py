"""The verbs of benefits."""
