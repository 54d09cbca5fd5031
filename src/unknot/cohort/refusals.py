"""What can keep a cohort from being read or analysed."""

from __future__ import annotations


class NotACohort(Exception):
    """The folder holds no cohort files, or one of them is not what it should be."""


class OtherRun(Exception):
    """The folder holds the results of another cohort, another way of looking or another version."""


class UnfitCluster(Exception):
    """The Dask cluster that was named does not answer, has nobody to work, or cannot do this run."""
