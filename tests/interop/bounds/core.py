"""The sources of the core whose bounds are proven, and the primes and widths that they are compiled for."""

import re
from pathlib import Path as File

from .rust_parser import Source
from .runner import Runner

FIELD = "wasm/shared/src/field.rs"
WIDE = "wasm/masking/src/wide.rs"
PRIME = "wasm/masking/src/prime.rs"
SHARING = "wasm/masking/src/sharing.rs"
DIFFERENCES = "wasm/masking/src/differences.rs"
FILES = [FIELD, WIDE, PRIME, SHARING, DIFFERENCES]


class Modulus:
    """A row of `prime_of`: what the arithmetic of one prime is compiled with."""

    def __init__(self, limbs, c, wide, bits, width):
        self.limbs, self.c, self.wide, self.bits, self.width = limbs, c, wide, bits, width
        self.prime = (1 << bits) - c
        self.field = {"LIMBS": limbs, "C": c}
        self.pair = {"LIMBS": wide, "BITS": bits, "C": c, "WIDTH": width}


class Core:
    """The texts of the files by name, as they are or changed."""

    def __init__(self, texts=None):
        self.texts = texts or {file: File(file).read_text() for file in FILES}
        self.sources = {file: Source(text, file) for file, text in self.texts.items() if file != PRIME}
        field = Runner([self.sources[FIELD]])
        rows = re.findall(r"=> Some\(&Modulus::<(\d+), (\w+), (\d+), (\d+), (\d+)>\)", self.texts[PRIME])
        self.moduli = []
        for limbs, c, *others in rows:
            self.moduli.append(Modulus(int(limbs), field.constant(None, c, {}), *map(int, others)))
        if [modulus.bits for modulus in self.moduli] != [64, 128, 256]:
            raise ValueError(f"{PRIME} does not name the three primes as expected: {rows}")

    def runner(self, *files, stubs=None):
        return Runner([self.sources[file] for file in files], stubs)

    def changed(self, file, before, after):
        if self.texts[file].count(before) != 1:
            raise ValueError(f"{file} has {before!r} {self.texts[file].count(before)} times, not once")
        return Core({**self.texts, file: self.texts[file].replace(before, after)})
