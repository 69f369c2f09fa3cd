"""Does the same with keys as PyPI's `secp256k1`, which binds libsecp256k1, and checks that every byte is the same.

Keys, messages and tweaks are random, with the edges among them. PyPI's `ecdsa` gives a second opinion on nonces. Our
side is a process of its own.

With `--fixture FILE` it writes what tests/keys/vectors_test.ts reads where there is no Python.
"""

import hashlib
import json
import random
import secrets
import sys
from pathlib import Path

from ecdsa import SECP256k1, SigningKey
from ecdsa.util import sigencode_string_canonize
from our_side import OurSide
from results import Results
from secp256k1 import PrivateKey, PublicKey, ffi, lib, secp256k1_ctx

ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
ROUNDS = 150
DIGESTS = {"sha256": hashlib.sha256, "sha3": hashlib.sha3_256}
TWEAKS = {"tweakAdd": "tweak_add", "tweakMultiply": "tweak_mul"}


class Peer(OurSide):
    def ask(self, task, **given):
        """The answer of our side, or None when it refuses."""
        given = {name: value.hex() if isinstance(value, bytes) else value for name, value in given.items()}
        return super().ask(task=task, **given).get("done")


def to_bytes(number):
    return number.to_bytes(32, "big")


def random_number():
    """A number below the order and not zero, often close to one of the two."""
    near = random.randrange(1, 5)
    return random.choice([near, ORDER - near, *(random.randrange(1, ORDER) for _ in range(6))])


def random_digest():
    return random.choice([bytes(32), b"\xff" * 32, to_bytes(ORDER), *(secrets.token_bytes(32) for _ in range(5))])


def attempt(act):
    """The result of the package, or None when it refuses."""
    try:
        return act()
    except Exception:
        return None


# A function that the package binds but does not offer.


def their_signature(key, digest, nonce_data):
    nonce = (ffi.NULL, ffi.new("char [32]", nonce_data)) if nonce_data is not None else None
    signature = key.ecdsa_sign(digest, raw=True, custom_nonce=nonce)
    recoverable = ffi.new("secp256k1_ecdsa_recoverable_signature *")
    function, data = nonce or (ffi.NULL, ffi.NULL)
    signed = lib.secp256k1_ecdsa_sign_recoverable(
        secp256k1_ctx, recoverable, digest, key.private_key, function, data
    )
    assert signed == 1
    compact, recovery_id = key.ecdsa_recoverable_serialize(recoverable)
    assert compact == key.ecdsa_serialize_compact(signature)
    return {"signature": compact.hex(), "recoveryId": recovery_id, "der": key.ecdsa_serialize(signature).hex()}


def their_schnorr_signature(key, message, aux_rand):
    data = ffi.new("char [32]", aux_rand)
    parameters = ffi.new("secp256k1_schnorrsig_extraparams *")
    parameters.magic = b"\xda\x6f\xb3\x8c"
    parameters.noncefp = ffi.NULL
    parameters.ndata = data
    signature = ffi.new("char [64]")
    signed = lib.secp256k1_schnorrsig_sign_custom(
        secp256k1_ctx, signature, message, len(message), key.keypair, parameters
    )
    assert signed == 1
    return bytes(ffi.buffer(signature, 64)).hex()


def check_ecdsa(peer, results, key):
    raw = key.private_key
    public_key = key.pubkey.serialize()
    answer = peer.ask("publicKey", key=raw)
    expected = {"compressed": public_key, "long": key.pubkey.serialize(compressed=False), "xOnly": public_key[1:]}
    results.expect("public key", answer, {name: value.hex() for name, value in expected.items()})

    for nonce_data in (None, bytes(32), secrets.token_bytes(32)):
        digest = random_digest()
        given = {} if nonce_data is None else {"nonceData": nonce_data}
        ours = peer.ask("sign", key=raw, message=digest, digest="none", **given)
        results.expect("signature", ours, their_signature(key, digest, nonce_data))
        second = SigningKey.from_string(raw, SECP256k1).sign_digest_deterministic(
            digest, hashlib.sha256, sigencode_string_canonize, nonce_data or b""
        )
        results.expect("nonce", ours["signature"], second.hex())

    for name, digest in DIGESTS.items():
        message = secrets.token_bytes(random.randrange(100))
        recoverable = key.ecdsa_sign_recoverable(message, digest=digest)
        signature, recovery_id = key.ecdsa_recoverable_serialize(recoverable)
        ours = peer.ask("sign", key=raw, message=message, digest=name)
        results.expect(f"{name}: signature", (ours["signature"], ours["recoveryId"]), (signature.hex(), recovery_id))
        given = {"message": message, "signature": signature, "digest": name}
        results.expect(f"{name}: holds", peer.ask("verify", publicKey=public_key, **given), True)
        raw_signature = key.ecdsa_deserialize_compact(bytes.fromhex(ours["signature"]))
        results.expect(f"{name}: holds there", key.pubkey.ecdsa_verify(message, raw_signature, digest=digest), True)
        for number in range(4):
            theirs = attempt(
                lambda: PublicKey(
                    key.ecdsa_recover(message, key.ecdsa_recoverable_deserialize(signature, number), digest=digest)
                ).serialize().hex()
            )
            results.expect(f"{name}: recovery {number}", peer.ask("recover", recoveryId=str(number), **given), theirs)


def check_forms(peer, results, key):
    r, s = random_number(), random_number()
    compact = to_bytes(r) + to_bytes(s)
    signature = key.ecdsa_deserialize_compact(compact)
    was_high, normalized = key.ecdsa_signature_normalize(signature)
    theirs = [not was_high, key.ecdsa_serialize_compact(normalized).hex()]
    results.expect("normalize", peer.ask("normalize", signature=compact), theirs)
    der = key.ecdsa_serialize(signature)
    results.expect("DER", peer.ask("encodeDer", signature=compact), der.hex())
    results.expect("DER read", peer.ask("decodeDer", der=der), compact.hex())

    for _ in range(8):
        changed = bytearray(der)
        for _ in range(random.randrange(1, 3)):
            at = random.choice([0, 1, 2, 3, 4, 5, 4 + der[3], 5 + der[3], 6 + der[3], random.randrange(len(der))])
            how = random.randrange(3)
            if how == 0:
                changed[at % len(changed)] = random.choice([0, 1, 0x7F, 0x80, 0x81, 0xFF, random.randrange(256)])
            elif how == 1:
                changed.insert(at % len(changed), random.choice([0, 0x80]))
                changed[1] = (changed[1] + 1) % 256
            else:
                del changed[at % len(changed)]
                changed[1] = (changed[1] - 1) % 256
        theirs = attempt(lambda: key.ecdsa_serialize_compact(key.ecdsa_deserialize(bytes(changed))))
        # The package takes numbers out of range for zero, which no signature verifies with. We refuse them.
        if theirs is not None and bytes(32) in (theirs[:32], theirs[32:]):
            theirs = None
        theirs = theirs and theirs.hex()
        results.expect(f"changed DER {changed.hex()}", peer.ask("decodeDer", der=bytes(changed)), theirs)


def check_schnorr(peer, results, key):
    raw, public_key = key.private_key, key.pubkey.serialize()
    for length in (0, 1, 32, random.randrange(200)):
        message, aux_rand = secrets.token_bytes(length), random_digest()
        theirs = their_schnorr_signature(key, message, aux_rand)
        results.expect("schnorr", peer.ask("signSchnorr", key=raw, message=message, auxRand=aux_rand), theirs)
    tag = random.choice(["", "tag", "ünïcödé"])
    tagged = bytes.fromhex(peer.ask("taggedHash", tag=tag, message=message))
    theirs = key.schnorr_sign(message, tag)
    ours = peer.ask("signSchnorr", key=raw, message=tagged, auxRand=bytes(32))
    results.expect("schnorr with a tag", ours, theirs.hex())
    given = {"publicKey": public_key, "signature": theirs}
    results.expect("schnorr holds", peer.ask("verifySchnorr", message=tagged, **given), True)
    results.expect("schnorr of another", peer.ask("verifySchnorr", message=message + b"!", **given), False)


def check_tweaks(peer, results, key):
    raw, public_key = key.private_key, key.pubkey.serialize()
    negated = to_bytes(ORDER - int.from_bytes(raw, "big"))
    tweaks = [bytes(32), to_bytes(ORDER), negated, raw, b"\xff" * 32, to_bytes(random_number())]
    for tweak in tweaks:
        for ours, theirs in TWEAKS.items():
            what = f"{ours} {tweak.hex()}"
            expected = attempt(lambda: getattr(key, theirs)(tweak).hex())
            results.expect(what, peer.ask("tweak", how=ours, key=raw, tweak=tweak), expected)
            expected = attempt(lambda: getattr(key.pubkey, theirs)(tweak).serialize().hex())
            results.expect(f"public {what}", peer.ask("tweak", how=ours, publicKey=public_key, tweak=tweak), expected)

    other = PrivateKey(to_bytes(random_number()))
    for keys in ([key], [key, other], [key, PrivateKey(negated)], [key, other, key]):
        expected = attempt(
            lambda: PublicKey(PublicKey().combine([key.pubkey.public_key for key in keys])).serialize().hex()
        )
        given = " ".join(key.pubkey.serialize().hex() for key in keys)
        results.expect("combine", peer.ask("combine", publicKeys=given), expected)
    theirs = other.pubkey.ecdh(raw).hex()
    results.expect("shared secret", peer.ask("sharedSecret", key=raw, publicKey=other.pubkey.serialize()), theirs)


def write_fixture(path):
    cases = []
    for _ in range(24):
        key, other = PrivateKey(to_bytes(random_number())), PrivateKey(to_bytes(random_number()))
        digest, tweak = random_digest(), to_bytes(random_number())
        nonce_data = random.choice([None, bytes(32), secrets.token_bytes(32)])
        message, aux_rand = secrets.token_bytes(random.randrange(100)), secrets.token_bytes(32)
        cases.append({
            "key": key.serialize(),
            "publicKey": key.pubkey.serialize(compressed=False).hex(),
            "digest": digest.hex(),
            "nonceData": nonce_data and nonce_data.hex(),
            **their_signature(key, digest, nonce_data),
            "message": message.hex(),
            "auxRand": aux_rand.hex(),
            "schnorr": their_schnorr_signature(key, message, aux_rand),
            "tweak": tweak.hex(),
            **{ours: attempt(lambda: getattr(key, theirs)(tweak).hex()) for ours, theirs in TWEAKS.items()},
            "other": other.pubkey.serialize().hex(),
            "sharedSecret": other.pubkey.ecdh(key.private_key).hex(),
        })
    source = "secp256k1 0.14.0 of PyPI, which binds libsecp256k1: see tests/interop/keys_interop.py"
    Path(path).write_text(json.dumps({"source": source, "vectors": cases}, indent=2) + "\n")


def main():
    if sys.argv[1:2] == ["--fixture"]:
        write_fixture(sys.argv[2])
        return
    peer = Peer("keys_peer.ts")
    results = Results()
    for _ in range(ROUNDS):
        key = PrivateKey(to_bytes(random_number()))
        for check in (check_ecdsa, check_forms, check_schnorr, check_tweaks):
            check(peer, results, key)
    sys.exit(results.report())


main()
