"""What follows from the facts of benefits."""
