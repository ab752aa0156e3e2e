"""What the verbs of telling are."""
