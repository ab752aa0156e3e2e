"""Turnout: one place for a whole company to respond to incidents, keep each other informed, and learn."""

__version__ = "0.1.0"
