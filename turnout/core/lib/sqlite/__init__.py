"""Django's SQLite, with a better queue in front of its one writer."""
