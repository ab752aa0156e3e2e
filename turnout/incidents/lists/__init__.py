"""Incidents beside each other: lanes, triage, what needs a person, saved views."""
