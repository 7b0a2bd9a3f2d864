"""A fault put into a program that has been imported already, which costs a thousandth of importing it again."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from types import CodeType, FunctionType


def swap(functions: Sequence[FunctionType], file: str, original: str, changed: str) -> bool:
    """Give the functions of a file their faulty code; False where the fault is in what runs at its import, or in no
    function that lives."""
    old, new = compile(original, file, "exec"), compile(changed, file, "exec")
    if _at_import(old) != _at_import(new):
        return False
    before, after = dict(_functions(old)), dict(_functions(new))
    faulty = {key: code for key, code in after.items() if code != before.get(key)}
    living = [each for each in functions if _key(each) in faulty]
    for function in living:
        function.__code__ = faulty[_key(function)]
    return bool(living)


def _key(function: FunctionType) -> tuple[str, int]:
    return function.__code__.co_qualname, function.__code__.co_firstlineno


def functions_by_file() -> dict[str, list[FunctionType]]:
    """Every function that lives in this process, by the file that it is from."""
    found: dict[str, list[FunctionType]] = {}
    for each in gc.get_objects():
        if type(each) is FunctionType:  # isinstance asks the object, and some of torch's answer with a warning
            found.setdefault(each.__code__.co_filename, []).append(each)
    return found


def _functions(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield (each.co_qualname, each.co_firstlineno), each
            yield from _functions(each)


def _at_import(code: CodeType) -> list[object]:
    """What runs when the file is imported: its own code and that of its classes, not of its functions."""
    # a class body is no function: it does not own its locals
    bodies = [each for each in code.co_consts if isinstance(each, CodeType) and not each.co_flags & 2]
    constants = [repr(each) for each in code.co_consts if not isinstance(each, CodeType)]
    return [code.co_code, constants, code.co_names, *(_at_import(each) for each in bodies)]
