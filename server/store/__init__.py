"""What outlives the server: the gallery of saved experiments, in any database that SQLAlchemy speaks to."""
