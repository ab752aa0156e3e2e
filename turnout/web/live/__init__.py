"""The live plane: one stream per open page, on which it hears that something changed, never what.

The page then asks again through its usual door, so who may see what is decided in one place.
"""
