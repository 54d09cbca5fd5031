"""The guide in the browser: open to anyone, kept for offline, with a private note for who is signed in."""
