"""Links that show a journal to someone: made, opened, counted, stopped, and written down."""
