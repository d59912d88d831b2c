"""Text to proposal: pure, without database and network; docs/extraction.md."""
