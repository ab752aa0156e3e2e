"""Webhooks: what happens here, sent to an address of somebody's own."""
