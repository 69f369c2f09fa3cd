"""Values as both sides of the tests exchange them: JSON, with integers in decimal and bytes in hex.

What the names of the types are is up to our side.
"""

import random
import secrets

import nillion_client as nillion

PRIMES = {
    64: 18446744072637906947,
    128: 340282366920938463463374607429104828419,
    256: 115792089237316195423570985008687907853269984665640564039457584007911397392387,
}
SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493
# A signature of the message "gm" by some key: R must be a point.
EDDSA_SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
    "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)
# Our names of types and theirs, if they differ. They have one type for arrays.
CLASSES = {
    "NadaArray": "Array",
    "PublicArray": "Array",
    "PublicBoolean": "Boolean",
    "PublicInteger": "Integer",
    "PublicUnsignedInteger": "UnsignedInteger",
}
KINDS = {theirs: ours for ours, theirs in CLASSES.items() if theirs != "Array"}
SECRET = {
    "EcdsaPrivateKey",
    "EcdsaSignature",
    "EddsaPrivateKey",
    "NadaArray",
    "SecretBlob",
    "SecretBoolean",
    "SecretInteger",
    "SecretUnsignedInteger",
}


def written(kind, value):
    return {"type": kind, "value": value}


def array_of(elements):
    return written("NadaArray" if elements[0]["type"] in SECRET else "PublicArray", elements)


def integers(low, high):
    return [low, low + 1, 0, 1, high - 1, high, random.randint(low, high)]


def values_of_every_type(bits):
    """Clear values of every type that both sides have, with the smallest and largest numbers for a prime of so many bits.

    An older release of the Python client lacks some types; `values_interop.py` checks that no others are left out.
    """
    prime = PRIMES[bits]
    half = prime // 2
    values = {}
    for kind in ("SecretInteger", "PublicInteger"):
        for index, number in enumerate([*integers(-half, half), -1]):
            values[f"{kind}-{index}"] = written(kind, str(number))
    for kind in ("SecretUnsignedInteger", "PublicUnsignedInteger"):
        for index, number in enumerate(integers(0, prime - 1)):
            values[f"{kind}-{index}"] = written(kind, str(number))
    for kind in ("SecretBoolean", "PublicBoolean"):
        for value in (True, False):
            values[f"{kind}-{value}"] = written(kind, value)
    chunk = bits // 8 - 1
    for length in (1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk, 200):
        values[f"blob-{length}"] = written("SecretBlob", secrets.token_hex(length))
        values[f"zeros-{length}"] = written("SecretBlob", bytes(length).hex())
    key = random.randrange(1, SECP256K1_ORDER)
    values["ecdsa key"] = written("EcdsaPrivateKey", key.to_bytes(32, "big").hex())
    key = random.randrange(1, ED25519_ORDER)
    values["eddsa key"] = written("EddsaPrivateKey", key.to_bytes(32, "little").hex())
    r = random.randrange(1, SECP256K1_ORDER).to_bytes(32, "big").hex()
    # In the lower half, since an s in the upper half comes back as the one in the lower half.
    s = random.randrange(1, SECP256K1_ORDER // 2).to_bytes(32, "big").hex()
    values["signature"] = written("EcdsaSignature", r + s)
    values["digest"] = written("EcdsaDigestMessage", secrets.token_hex(32))
    values["public key"] = written("EcdsaPublicKey", secrets.token_hex(33))
    values["eddsa public key"] = written("EddsaPublicKey", secrets.token_hex(32))
    values["eddsa signature"] = written("EddsaSignature", EDDSA_SIGNATURE.hex())
    values["eddsa message"] = written("EddsaMessage", secrets.token_hex(50))
    values["empty message"] = written("EddsaMessage", "")
    values["store id"] = written("StoreId", secrets.token_hex(16))
    numbers = [written("SecretInteger", str(number)) for number in (-3, 0, half)]
    values["array"] = array_of(numbers)
    values["matrix"] = array_of([array_of(numbers), array_of(numbers[::-1])])
    values["booleans"] = array_of([written("SecretBoolean", value) for value in (True, False)])
    values["ünïcödé ✓"] = written("SecretUnsignedInteger", "7")
    return {name: value for name, value in values.items() if has_type(value["type"])}


def has_type(kind):
    """Whether the release of the Python client has values of this type."""
    return hasattr(nillion, CLASSES.get(kind, kind))


def to_python(value):
    kind, content = value["type"], value["value"]
    cls = getattr(nillion, CLASSES.get(kind, kind))
    if cls is nillion.Array:
        return cls([to_python(element) for element in content])
    if kind in ("EcdsaSignature", "EddsaSignature"):
        parts = bytearray.fromhex(content)
        return cls((parts[:32], parts[32:]))
    if isinstance(content, bool):
        return cls(content)
    return cls(int(content) if kind.endswith("Integer") else bytearray.fromhex(content))


def from_python(value):
    name = type(value).__name__
    kind = KINDS.get(name, name)
    content = value.value
    if isinstance(value, nillion.Array):
        return array_of([from_python(element) for element in content])
    if isinstance(content, tuple):
        return written(kind, b"".join(content).hex())
    if isinstance(content, bool):
        return written(kind, content)
    return written(kind, str(content) if isinstance(content, int) else bytes(content).hex())
