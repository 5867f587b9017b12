"""What follows from the facts about persons: how names are compared, what a search asks, who is likely the same, what the codes say."""
