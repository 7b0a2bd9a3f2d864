"""Questions that concern no run: drawings before anything is trained on them, files, what is refused at once."""
