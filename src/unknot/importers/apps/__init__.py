"""The exports of other apps and devices: one module a format."""
