"""Benefits: from the request to the money reconciled."""
