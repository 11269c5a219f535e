"""What an issue file collects beside threads: laws, outside sources, minutes, cases and attachments."""
