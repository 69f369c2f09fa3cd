"""Exchanges shares with the published Python core: what we mask it unmasks, and the other way round.

Every type it has, over three primes and several clusters with random party ids. Our side is a process of its own.

With `--fixture FILE` it masks instead, and writes what tests/masking_test.ts reads where there is no Python.
"""

import json
import random
import secrets
import sys
from pathlib import Path

import nillion_client as nillion
from nillion_client.values import encrypted_nada_value_from_protobuf, encrypted_nada_values_to_protobuf
from nillion_client_core import PartyId, SecretMasker
from nillion_client_proto.nillion.values.v1.value import NamedValue
from our_side import OurSide
from results import Results

PRIMES = {
    64: 18446744072637906947,
    128: 340282366920938463463374607429104828419,
    256: 115792089237316195423570985008687907853269984665640564039457584007911397392387,
}
MASKERS = {
    64: SecretMasker.new_64_bit_safe_prime,
    128: SecretMasker.new_128_bit_safe_prime,
    256: SecretMasker.new_256_bit_safe_prime,
}
CLUSTERS = [(2, 1), (3, 1), (5, 2), (10, 3)]
ROUNDS = 2
SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493
NEEDS_ALL_PARTIES = {"EcdsaPrivateKey", "EddsaPrivateKey", "EcdsaSignature"}
# A signature of the message "gm" by some key: R must be a point.
EDDSA_SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
    "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)
# Ours to theirs, where the names differ.
CLASSES = {
    "NadaArray": "Array",
    "PublicBoolean": "Boolean",
    "PublicInteger": "Integer",
    "PublicUnsignedInteger": "UnsignedInteger",
}


def written(kind, value):
    return {"type": kind, "value": value}


def integers(low, high):
    return [low, low + 1, 0, 1, high - 1, high, random.randint(low, high)]


def values_of_every_type(bits):
    """Clear values as both sides exchange them."""
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
    for length in (1, chunk - 1, chunk, chunk + 1, 3 * chunk, 200):
        values[f"blob-{length}"] = written("SecretBlob", secrets.token_hex(length))
        values[f"zeros-{length}"] = written("SecretBlob", bytes(length).hex())
    key = random.randrange(1, SECP256K1_ORDER)
    values["ecdsa key"] = written("EcdsaPrivateKey", key.to_bytes(32, "big").hex())
    key = random.randrange(1, ED25519_ORDER)
    values["eddsa key"] = written("EddsaPrivateKey", key.to_bytes(32, "little").hex())
    r = random.randrange(1, SECP256K1_ORDER).to_bytes(32, "big").hex()
    # The lower half, since an s in the upper comes back as the other one that verifies.
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
    values["array"] = written("NadaArray", numbers)
    values["matrix"] = written("NadaArray", [written("NadaArray", numbers), written("NadaArray", numbers[::-1])])
    values["booleans"] = written("NadaArray", [written("SecretBoolean", value) for value in (True, False)])
    values["ünïcödé ✓"] = written("SecretUnsignedInteger", "7")
    return values


def to_python(value):
    kind, content = value["type"], value["value"]
    cls = getattr(nillion, CLASSES.get(kind, kind))
    if kind == "NadaArray":
        return cls([to_python(element) for element in content])
    if kind in ("EcdsaSignature", "EddsaSignature"):
        parts = bytearray.fromhex(content)
        return cls((parts[:32], parts[32:]))
    if isinstance(content, bool):
        return cls(content)
    return cls(int(content) if kind.endswith("Integer") else bytearray.fromhex(content))


def from_python(value):
    name = type(value).__name__
    kind = {theirs: ours for ours, theirs in CLASSES.items()}.get(name, name)
    content = value.value
    if kind == "NadaArray":
        return written(kind, [from_python(element) for element in content])
    if isinstance(content, tuple):
        return written(kind, b"".join(content).hex())
    if isinstance(content, bool):
        return written(kind, content)
    return written(kind, str(content) if isinstance(content, int) else bytes(content).hex())


def check(peer, results, bits, parties, degree):
    what = f"{bits} bits, {degree} of {parties}"
    ids = [secrets.token_bytes(32) for _ in range(parties)]
    cluster = {"primeBits": bits, "polynomialDegree": degree, "parties": [party.hex() for party in ids]}
    masker = MASKERS[bits](degree, [PartyId.from_bytes(party) for party in ids])
    values = values_of_every_type(bits)
    theirs = {name: to_python(value) for name, value in values.items()}

    # Ours to theirs, from all parties, and without the first ones where that suffices.
    masked = peer.ask(**cluster, values=values)
    for absent in (0, parties - degree - 1):
        jar = masker.build_jar()
        expected = {
            name: value for name, value in values.items() if absent == 0 or value["type"] not in NEEDS_ALL_PARTIES
        }
        for party in ids[absent:]:
            messages = [NamedValue().parse(bytes.fromhex(message)) for message in masked["shares"][party.hex()]]
            decoded = {
                message.name: encrypted_nada_value_from_protobuf(message.value)
                for message in messages
                if message.name in expected
            }
            jar.add_element(PartyId.from_bytes(party), decoded)
        unmasked = {name: from_python(value) for name, value in masker.unmask(jar).items()}
        results.expect_all(f"they unmask ours ({what}, {absent} absent)", unmasked, expected)

    counts = masker.classify_values(theirs)
    ours = masked["classification"]
    results.expect(
        f"classification ({what})",
        [ours["shares"], ours["public"], ours["ecdsaPrivateKeyShares"], ours["ecdsaSignatureShares"]],
        [counts.shares, counts.public, counts.ecdsa_private_key_shares, counts.ecdsa_signature_shares],
    )

    # Theirs to ours.
    encrypted = masker.mask(theirs)
    messages = {
        party: encrypted_nada_values_to_protobuf(encrypted[PartyId.from_bytes(party)]) for party in ids
    }
    shares = {party.hex(): [bytes(message).hex() for message in messages[party]] for party in ids}
    answer = peer.ask(**cluster, shares=shares)
    results.expect_all(f"we unmask theirs ({what})", answer["values"], values)
    results.expect(f"nobody is blamed ({what})", answer["faultyParties"], [])
    size = sum(len(message.name.encode()) + len(bytes(message.value)) for message in messages[ids[0]])
    results.expect(f"payload size ({what})", answer["payloadSize"], size)

    enough = {
        party.hex(): [
            bytes(message).hex()
            for message in messages[party]
            if values[message.name]["type"] not in NEEDS_ALL_PARTIES
        ]
        for party in random.sample(ids, degree + 1)
    }
    expected = {name: value for name, value in values.items() if value["type"] not in NEEDS_ALL_PARTIES}
    answer = peer.ask(**cluster, shares=enough)
    results.expect_all(f"we unmask theirs from few ({what})", answer["values"], expected)


def write_fixture(path):
    cases = []
    for bits, parties, degree in [(64, 4, 1), (128, 5, 2), (256, 3, 1)]:
        ids = [secrets.token_bytes(32) for _ in range(parties)]
        masker = MASKERS[bits](degree, [PartyId.from_bytes(party) for party in ids])
        values = values_of_every_type(bits)
        encrypted = masker.mask({name: to_python(value) for name, value in values.items()})
        shares = {}
        for party in ids:
            messages = encrypted_nada_values_to_protobuf(encrypted[PartyId.from_bytes(party)])
            shares[party.hex()] = [bytes(message).hex() for message in messages]
        cases.append({"primeBits": bits, "polynomialDegree": degree, "values": values, "shares": shares})
    Path(path).write_text(json.dumps(cases, ensure_ascii=False, indent=2) + "\n")


def main():
    if sys.argv[1:2] == ["--fixture"]:
        write_fixture(sys.argv[2])
        return
    peer = OurSide("masking_peer.ts")
    results = Results()
    for bits in PRIMES:
        for parties, degree in CLUSTERS:
            for _ in range(ROUNDS):
                check(peer, results, bits, parties, degree)
    sys.exit(results.report())


main()
