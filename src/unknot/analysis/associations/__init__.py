"""Which logged exposures go with more or fewer spasms in the two days after, as evidence that may be read daily."""
