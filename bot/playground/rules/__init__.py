"""Slack's rules for blocks, messages and views as data, applied as strictly as Slack does."""
