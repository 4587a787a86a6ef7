"""The web application, its JSON API and the `narcord` command."""
