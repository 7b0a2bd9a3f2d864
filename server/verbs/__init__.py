"""What `scorescape VERB` does, one file a verb family."""
