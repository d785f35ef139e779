"""The cases that `websocket.py` runs, by what they are about."""

from . import framing, messages, limits, opening  # noqa: F401  (each adds its cases to the registry)
from .registry import CASES  # noqa: F401
