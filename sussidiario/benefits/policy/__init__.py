"""Who sees what of benefits, and who may do what."""
