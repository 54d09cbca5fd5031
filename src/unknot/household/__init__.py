"""The people of a journal and what is done for them: accounts, grants, links, reminders, findings, the worker.

Django's database, and no request: the command line and the web both stand on it.
"""
