"""What alembic runs: the steps that are missing, on the connection that database.py has opened."""

from alembic import context

settings = context.config.attributes
# batches: SQLite changes a table by copying it
context.configure(connection=settings["connection"], target_metadata=settings["metadata"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
