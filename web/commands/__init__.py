"""The subcommands of `narcord`; each module has `add_to(app)` and stays thin."""
