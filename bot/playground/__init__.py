"""A local Slack for the browser and for tests; the production path never imports it."""
