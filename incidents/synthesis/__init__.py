"""A record that nobody lived: drawn from a seed, to measure and to try things on.

Pure: numbers in, columns of numbers out. What the numbers stand for is the caller's to know.
The same seed, count and world give the same columns, chunk by chunk.
"""

from __future__ import annotations

from incidents.synthesis.drawing import CHUNK, Chunk, chunks, draw
from incidents.synthesis.world import Cast, Spots, World

__all__ = ["CHUNK", "Cast", "Chunk", "Spots", "World", "chunks", "draw"]
