"""Where: municipalities, ambiti, neighbourhoods and civic centres."""
