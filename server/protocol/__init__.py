"""Every word that crosses a boundary, typed once in pydantic; the browser's types are generated from it."""
