"""How the server says no over HTTP: one record, whatever the status."""

from __future__ import annotations

from pydantic import Field

from scorescape.models.errors import InvalidInput
from scorescape.models.settings import Settings


class Refusal(Settings):
    """Why a request was not carried out; nothing has changed."""

    field: str = Field(description="The part of the request that it is about, with dots between names; may be empty.")
    message: str = Field(description="One sentence: what is wrong and what to do.")


class NotNow(InvalidInput):
    """The request is sound and the server's state is against it: 409 instead of 422."""
