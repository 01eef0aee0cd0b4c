"""Tests of behaviour: the real Bolt, the real slack_sdk, a real database, a real browser."""
