"""Accounts, their parts in a journal, devices, tokens, and the audit of what was done."""
