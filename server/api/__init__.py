"""The HTTP side: one file a resource."""
