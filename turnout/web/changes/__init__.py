"""What those with power changed, for everyone who works here."""
