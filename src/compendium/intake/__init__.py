"""What comes in from outside becomes content: lists of facts today, letters later."""
