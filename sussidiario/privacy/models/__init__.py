"""What is kept of grants, emergencies, exports, retention and rights."""
