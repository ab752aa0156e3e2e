"""What concerns whoever reported it: receipts, what they hear, thanks."""
