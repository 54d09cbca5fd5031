"""What is said: the Spasm Profile, its charts and its plain sentences."""
