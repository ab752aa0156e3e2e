"""Blueprints: what an admin can set, as text that is applied, exported and compared.

A room says what can be set in a `Kind` of its `blueprint`; this package reads the text, checks all of it,
says what would change, and changes it by the room's own verbs, all of it or nothing.
"""
