"""What people do together in an incident: talk, tasks, files, the timeline."""
