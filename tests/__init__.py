"""What is tested across domains: the form of the house, the journeys, and the ground the tests of every domain stand on."""
