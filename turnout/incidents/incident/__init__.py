"""The incident itself: its status and details, and the tables that decide who sees it."""
