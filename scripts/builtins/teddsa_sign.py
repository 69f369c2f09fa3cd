from nada_dsl import EddsaMessage, EddsaPrivateKey, Input, Output, Party


def nada_main():
    holder = Party(name="teddsa_key_party")
    sender = Party(name="teddsa_message_party")
    reader = Party(name="teddsa_output_party")
    key = EddsaPrivateKey(Input(name="teddsa_private_key", party=holder))
    message = EddsaMessage(Input(name="teddsa_message", party=sender))
    return [
        Output(key.eddsa_sign(message), "teddsa_signature", reader),
        Output(message, "teddsa_message", reader),
        Output(key.public_key(), "teddsa_public_key", reader),
    ]
