"""What follows from a log, in numbers: pure functions on typed columns. Sentences are made in `report`."""
