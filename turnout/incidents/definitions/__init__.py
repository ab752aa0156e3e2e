"""What an organization defines once: types, severities, lifecycles, roles, timestamps, checklists."""
