"""Mail that comes in: it raises an incident, or is an answer that belongs into a room."""
