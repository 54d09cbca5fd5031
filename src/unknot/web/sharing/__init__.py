"""Handing a journal over by a link (SMART Health Links): made by the owner, opened without an account, stopped."""
