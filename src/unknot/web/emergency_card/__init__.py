"""The emergency card: shown, taken out as a picture or on paper, and as a link."""
