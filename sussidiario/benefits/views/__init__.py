"""Pages of benefits."""
