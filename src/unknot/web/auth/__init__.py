"""The ways in: signing in, the owner's link, keys, devices."""
