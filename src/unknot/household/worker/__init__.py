"""What goes on in the background: one worker loop, the daily duties, and the reminders."""
