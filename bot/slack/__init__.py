"""Calls to Slack: the client, what its failures mean, and what is known of people."""
