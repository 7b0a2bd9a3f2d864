"""Tensors and plain values under one name each, as one safetensors buffer: a checkpoint that can travel.

Reading one runs no code of the file, which a pickle would; whoever is sent a gallery may open it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

import safetensors.torch
import torch
from safetensors import SafetensorError
from torch import Tensor, nn

from .errors import InvalidInput

KEY = "parcel"
SEPARATOR = "/"


@dataclass(frozen=True)
class Parcel:
    """`tensors` and `values` (whatever JSON can hold) by name; parts are named `part/name`."""

    tensors: dict[str, Tensor] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    @staticmethod
    def of(**parts: Parcel) -> Parcel:
        """One parcel with each of these inside."""
        return Parcel(
            {
                f"{part}{SEPARATOR}{name}": each
                for part, parcel in parts.items()
                for name, each in parcel.tensors.items()
            },
            {
                f"{part}{SEPARATOR}{name}": each
                for part, parcel in parts.items()
                for name, each in parcel.values.items()
            },
        )

    def part(self, name: str) -> Parcel:
        """What `of` put inside under this name; empty if nothing was."""
        start = name + SEPARATOR
        return Parcel(
            {key.removeprefix(start): each for key, each in self.tensors.items() if key.startswith(start)},
            {key.removeprefix(start): each for key, each in self.values.items() if key.startswith(start)},
        )

    def to_bytes(self, format: str) -> bytes:
        # copies: safetensors refuses tensors that share memory
        own = {name: each.detach().clone(memory_format=torch.contiguous_format) for name, each in self.tensors.items()}
        # one key: safetensors writes several in any order, and equal parcels must be equal bytes
        return safetensors.torch.save(own, metadata={KEY: json.dumps({"format": format, "values": self.values})})

    @staticmethod
    def from_bytes(data: bytes, format: str) -> Parcel:
        """Errors: InvalidInput if the bytes are damaged or of another format."""
        try:
            tensors = safetensors.torch.load(data)
            header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
            meta = json.loads(header["__metadata__"][KEY])
            kept, values = meta["format"], meta["values"]
        except (SafetensorError, KeyError, ValueError) as error:
            raise InvalidInput("checkpoint", f"This checkpoint is damaged ({type(error).__name__}).") from None
        if kept != format:
            raise InvalidInput("checkpoint", f"This checkpoint's format is {kept!r}; this version reads {format!r}.")
        return Parcel(tensors, values)


def leaves(value: Any) -> Parcel:
    """Copies of what a state is made of, in order: its tensors and its plain values. See `rebuilt`."""
    found = list(_leaves(value))
    return Parcel(
        {str(at): leaf.detach().clone() for at, leaf in enumerate(found) if isinstance(leaf, Tensor)},
        {str(at): leaf for at, leaf in enumerate(found) if not isinstance(leaf, Tensor)},
    )


def rebuilt(like: Any, parcel: Parcel) -> Any:
    """A state of the same shape as `like` with the leaves of the parcel: no type is named in a file.

    States are None, numbers, texts, tensors, parameters, and tuples, lists, dicts and dataclasses of them.
    Errors: InvalidInput if the shapes differ.
    """
    size = len(parcel.tensors) + len(parcel.values)
    if size != sum(1 for _ in _leaves(like)):
        raise InvalidInput("checkpoint", "This checkpoint does not fit its objective; it is of another version.")
    found = (parcel.tensors.get(str(at), parcel.values.get(str(at))) for at in range(size))
    return _filled(like, found)


def _leaves(value: Any) -> Iterator[Any]:
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _leaves(getattr(value, each.name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)
    elif value is not None:
        yield value


def _filled(like: Any, found: Iterator[Any]) -> Any:
    if is_dataclass(like) and not isinstance(like, type):
        return replace(like, **{each.name: _filled(getattr(like, each.name), found) for each in fields(like)})
    if isinstance(like, dict):
        return {name: _filled(each, found) for name, each in like.items()}
    if isinstance(like, list | tuple):
        return type(like)(_filled(each, found) for each in like)
    if isinstance(like, nn.Parameter):
        return nn.Parameter(next(found), requires_grad=like.requires_grad)
    return None if like is None else next(found)
