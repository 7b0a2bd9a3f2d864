"""Steps from one schema of the gallery to the next, run by alembic when the gallery is opened."""
