"""What every page needs: who may enter, what they see, the context it is drawn with, entries in words."""
