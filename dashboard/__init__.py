"""The site: settings, pages, accounts, and the embedded database."""
