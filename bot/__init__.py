"""Work sessions in Slack: start, pause, resume, done."""
