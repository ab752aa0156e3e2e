"""Everything for reporters: receipts, feedback, thanks."""
