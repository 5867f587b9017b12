"""Pages of the account: what everyone reads, what the auditor checks, what the mandate office publishes."""
