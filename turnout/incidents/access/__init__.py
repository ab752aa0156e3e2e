"""Who is let in, kept out, follows and has a role."""
