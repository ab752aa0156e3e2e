"""What can be done with connections."""
