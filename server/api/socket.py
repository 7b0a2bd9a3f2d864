"""The WebSocket of one experiment: events and frames out, commands in.

Close codes: 4400 not understood, 4404 no such experiment, 4408 the client stopped reading, 4409 other version.
"""

from __future__ import annotations

import asyncio
import contextlib

from fastapi import WebSocket, WebSocketDisconnect
from pydantic import ValidationError
from pydantic_core import from_json

from scorescape.models.errors import ScorescapeError
from scorescape.models.processes.records import MAX_ID, Command
from scorescape.models.settings import refusal

from ..live.client import Client
from ..live.experiment import Experiment
from ..live.experiments import Experiments
from ..live.mailbox import Overflow
from ..protocol.commands import command_adapter
from ..protocol.events import PROTOCOL_VERSION, Refused

# a drawing of 200,000 points in JSON
MAX_COMMAND_BYTES = 8_000_000
SEND_SECONDS = 20.0
STOPPED_READING = "The page stopped reading; reload it."
NOT_A_COMMAND = {"json_invalid", "union_tag_not_found", "union_tag_invalid", "model_attributes_type", "dict_type"}


async def serve(socket: WebSocket, experiments: Experiments, key: str) -> None:
    """Lives as long as the connection."""
    await socket.accept()
    experiment = experiments.get(key)
    version = socket.query_params.get("v", str(PROTOCOL_VERSION))
    if experiment is None:
        await socket.close(4404, "This experiment is no longer here; start it again.")
        return
    if version != str(PROTOCOL_VERSION):
        await socket.close(4409, f"This server speaks version {PROTOCOL_VERSION}; reload the page.")
        return
    client = Client()
    for word in experiments.greeting(experiment):
        client.mailbox.put_word(word)
    experiment.clients.add(client)
    sending = asyncio.create_task(_send(socket, client))
    try:
        await _receive(socket, experiments, experiment, client)
    finally:
        experiment.clients.discard(client)
        sending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sending


async def _send(socket: WebSocket, client: Client) -> None:
    try:
        while True:
            words, frames = await client.mailbox.take()
            async with asyncio.timeout(SEND_SECONDS):
                for text in words:
                    await socket.send_text(text)
                for _, _, data in frames:
                    await socket.send_bytes(data)
    except (Overflow, TimeoutError):
        await _close(socket, 4408, STOPPED_READING)
    except (WebSocketDisconnect, RuntimeError):
        return  # the receiving side sees the same end


async def _receive(socket: WebSocket, experiments: Experiments, experiment: Experiment, client: Client) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if client.mailbox.overflowed:  # the sender may be stuck for SEND_SECONDS in a socket nobody empties
            await _close(socket, 4408, STOPPED_READING)
            return
        text = message.get("text")
        if text is None or len(text) > MAX_COMMAND_BYTES:
            await _close(socket, 4400, "Commands are JSON texts of at most 8 MB.")
            return
        try:
            experiments.command(experiment, client, command_adapter(experiment.spec.kind).validate_json(text))
        except ValidationError as error:
            if any(fault["type"] in NOT_A_COMMAND and not fault["loc"] for fault in error.errors()):
                await _close(socket, 4400, "This is not a command of the protocol.")
                return
            refused = refusal(Command, error)
            client.mailbox.put_word(_refused(text, refused.field, refused.message))
        except ScorescapeError as error:
            client.mailbox.put_word(_refused(text, getattr(error, "field", ""), error.message))


def _refused(text: str, field: str, message: str) -> str:
    """The refusal of a command that no run was asked to carry out."""
    said = from_json(text)
    asked, name = said.get("type", ""), said.get("id", "")
    name = name if isinstance(name, str) and len(name) <= MAX_ID else ""
    return Refused(id=name, command=asked, field=field.removeprefix(f"{asked}."), message=message).model_dump_json()


async def _close(socket: WebSocket, code: int, reason: str) -> None:
    with contextlib.suppress(RuntimeError):
        await socket.close(code, reason)
