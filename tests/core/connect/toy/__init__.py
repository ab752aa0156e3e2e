"""An integration that nobody knows of but its own folder."""
