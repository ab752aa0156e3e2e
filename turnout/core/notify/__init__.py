"""Telling people: one neutral message each, over the channels they want, never what they may not see."""
