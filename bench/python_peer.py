"""The reference's Python core, for the benchmarks.

Takes a line and answers with one. `load OPERATION KIND SIZE NODES DEGREE BITS` makes values ready, `time N` masks or
unmasks them N times and says how many milliseconds that took.

It goes from numbers and bytes to the core's own objects, one for each share, and back. Writing them as messages and
reading them is left out, which is in its favour: that is up to its client, and takes longer than the core.
"""

import gc
import secrets
import sys
import time

from nillion_client_core import (
    EcdsaPrivateKey,
    EddsaPrivateKey,
    PartyId,
    SecretBlob,
    SecretInteger,
    SecretMasker,
)

MASKERS = {
    64: SecretMasker.new_64_bit_safe_prime,
    128: SecretMasker.new_128_bit_safe_prime,
    256: SecretMasker.new_256_bit_safe_prime,
}


def clear_values(kind, size):
    """A function that makes the value objects, since that is part of what is measured."""
    if kind == "blob":
        content = bytearray(secrets.token_bytes(size))
        return lambda: {"blob": SecretBlob(content)}
    if kind == "integers":
        return lambda: {f"n{index}": SecretInteger(index * 7919) for index in range(size)}
    # With the first or the last byte 0, a key is below its curve's order.
    first, last, cls = (1, 0, EcdsaPrivateKey) if kind == "ecdsa" else (0, 1, EddsaPrivateKey)
    keys = [bytearray(bytes(first) + secrets.token_bytes(31) + bytes(last)) for _ in range(size)]
    return lambda: {f"n{index}": cls(key) for index, key in enumerate(keys)}


def load(operation, kind, size, nodes, degree, bits):
    ids = [PartyId.from_bytes(secrets.token_bytes(32)) for _ in range(int(nodes))]
    masker = MASKERS[int(bits)](int(degree), ids)
    clear = clear_values(kind, int(size))
    shares = masker.mask(clear())

    def mask():
        masker.mask(clear())

    def unmask():
        jar = masker.build_jar()
        for party in ids:
            jar.add_element(party, shares[party])
        return {name: value.value for name, value in masker.unmask(jar).items()}

    if operation == "unmask":
        assert unmask() == {name: value.value for name, value in clear().items()}, "not what was masked"
    return {"mask": mask, "unmask": unmask}[operation]


def main():
    run = None
    for line in sys.stdin:
        command, *words = line.split()
        if command == "load":
            run = load(*words)
            gc.collect()
            print("ok", flush=True)
        else:
            start = time.perf_counter()
            for _ in range(int(words[0])):
                run()
            print((time.perf_counter() - start) * 1000, flush=True)


main()
