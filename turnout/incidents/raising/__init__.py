"""How an incident begins: reports, streams, intake pages."""
