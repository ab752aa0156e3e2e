"""Who is told: rules, the answer drawn from them, and the kinds of notices."""
