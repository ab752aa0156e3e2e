"""What somebody was told, and the bell that says so."""
