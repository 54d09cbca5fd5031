"""Unknot: a private journal for people who live with muscle spasms, cramps and spasticity."""

__version__ = "0.1.0"
