"""Custom fields and forms: what is asked of an incident, and what is known of it."""
