"""What spans the domains: one household's page, and one worker's day."""
