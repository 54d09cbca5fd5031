"""Logging without a network: the pages a device keeps, and the data it needs."""
