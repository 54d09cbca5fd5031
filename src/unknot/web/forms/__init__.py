"""Forms: what a person fills in, checked and turned into the words of the journal."""
