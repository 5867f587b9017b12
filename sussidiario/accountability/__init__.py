"""The public account: figures computed from the journal, frozen in editions, with their proof."""
