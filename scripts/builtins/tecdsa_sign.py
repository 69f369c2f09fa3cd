from nada_dsl import EcdsaDigestMessage, EcdsaPrivateKey, Input, Output, Party


def nada_main():
    holder = Party(name="tecdsa_key_party")
    sender = Party(name="tecdsa_digest_message_party")
    reader = Party(name="tecdsa_output_party")
    key = EcdsaPrivateKey(Input(name="tecdsa_private_key", party=holder))
    digest = EcdsaDigestMessage(Input(name="tecdsa_digest_message", party=sender))
    return [Output(key.ecdsa_sign(digest), "tecdsa_signature", reader)]
