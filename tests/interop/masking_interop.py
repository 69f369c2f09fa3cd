"""Exchanges shares with the published Python core: what we mask it unmasks, and the other way round.

Every type it has, over three primes and several clusters with random party ids. Our side is a process of its own.

With `--fixture FILE` it masks instead, and writes what tests/masking/masking_test.ts reads where there is no Python.
"""

import json
import random
import secrets
import sys
from pathlib import Path

from nillion_client.values import encrypted_nada_value_from_protobuf, encrypted_nada_values_to_protobuf
from nillion_client_core import PartyId, SecretMasker
from nillion_client_proto.nillion.values.v1.value import NamedValue
from our_side import OurSide
from results import Results
from written_values import PRIMES, from_python, to_python, values_of_every_type

MASKERS = {
    64: SecretMasker.new_64_bit_safe_prime,
    128: SecretMasker.new_128_bit_safe_prime,
    256: SecretMasker.new_256_bit_safe_prime,
}
CLUSTERS = [(2, 1), (3, 1), (5, 2), (10, 3)]
ROUNDS = 2
NEEDS_ALL_PARTIES = {"EcdsaPrivateKey", "EddsaPrivateKey", "EcdsaSignature"}


def check(peer, results, bits, parties, degree):
    what = f"{bits} bits, {degree} of {parties}"
    ids = [secrets.token_bytes(32) for _ in range(parties)]
    cluster = {"primeBits": bits, "polynomialDegree": degree, "parties": [party.hex() for party in ids]}
    masker = MASKERS[bits](degree, [PartyId.from_bytes(party) for party in ids])
    values = values_of_every_type(bits)
    theirs = {name: to_python(value) for name, value in values.items()}

    # From ours to theirs: with all parties, and without the first ones if the others suffice.
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
    kinds = {
        "shares": "shares",
        "public": "public",
        "ecdsa_private_key_shares": "ecdsaPrivateKeyShares",
        "ecdsa_signature_shares": "ecdsaSignatureShares",
    }
    # 0.2.0 counts no signatures.
    counted = {kind: getattr(counts, kind) for kind in kinds if hasattr(counts, kind)}
    expected = {kind: ours[kinds[kind]] for kind in counted}
    results.expect(f"classification ({what})", counted, expected)

    # From theirs to ours.
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
