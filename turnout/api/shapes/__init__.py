"""What our nouns look like on the wire. Nothing here asks the database: lists are read with all they need."""
