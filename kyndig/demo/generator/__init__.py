"""Makes an invented municipality of any size, and writes it as the files that Kyndig imports.

Pure: the same number of employees, seed and date give the same municipality, byte for byte. Nobody in it
exists; neither does the municipality.
"""

from kyndig.demo.generator.making import generate
from kyndig.demo.generator.rows import Municipality
from kyndig.demo.generator.writing import write

__all__ = ["Municipality", "generate", "write"]
