"""People who do not exist, from a seed: the demo's year, lives of many shapes, populations whose truth is known."""
