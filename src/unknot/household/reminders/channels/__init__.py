"""The ways a notice goes out. Each is off until the owner makes it; none is asked anything but to pass it on."""
