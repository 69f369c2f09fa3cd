"""What the tests with the published Python client share: the devnet, its clients, and the runner of tests.

The devnet runs in a process of its own with our client beside it, which tops up balances and exchanges values with the
Python one. Whatever the Python client pays comes from its balance: its payer refuses.
"""

import asyncio
import logging

from nillion_client import Network, PrivateKey, UserId, VmClient
from nillion_client.client import PaymentMode
from nillion_client.payer import Payer
from our_side import OurSide

# The message of nodes to users without the permission.
DENIED = ("PERMISSION_DENIED", "user does not have permissions for action")


class RefusingPayer(Payer):
    async def submit_payment(self, amount, resource, gas_limit=None):
        raise AssertionError(f"asked to pay {amount} unil on the chain")


class Peer(OurSide):
    """The devnet and our client."""

    def __init__(self):
        super().__init__("client_devnet.ts")
        hello = self.read()
        self.bootnode = hello["bootnode"]
        self.user = UserId(bytes.fromhex(hello["user"]))

    def ask(self, **command):
        answer = super().ask(**command)
        assert "error" not in answer, answer
        return answer


async def new_client(peer, credits=10_000):
    network = Network.devnet(nilvm_grpc_endpoint=peer.bootnode, chain_grpc_endpoint="localhost:1")
    client = await VmClient.create(
        PrivateKey(), network, RefusingPayer(), payment_mode=PaymentMode.FROM_BALANCE
    )
    if credits:
        peer.ask(do="fund", user=client.user_id.contents.hex(), amountUnil=str(credits * 10_000))
    return client


async def refused(request, status, message):
    try:
        await request
    except Exception as error:
        assert status in str(error) and message in str(error), error
        return
    raise AssertionError(f"not refused with {status}")


async def run_all(tests):
    """Runs tests with the devnet and our client; gives the exit code."""
    return await run_tests(tests, Peer())


async def run_tests(tests, peer):
    """Runs the functions whose names begin with `test_`, closes their arguments, and returns the exit code."""
    # The client logs every refusal there, also the expected ones.
    logging.disable(logging.CRITICAL)
    tests = [(name, test) for name, test in tests.items() if name.startswith("test_") and test]
    failed = 0
    try:
        for name, test in tests:
            try:
                await asyncio.wait_for(test(peer), timeout=120)
                print(f"ok   {name}")
            except Exception as error:
                failed += 1
                print(f"FAIL {name}: {type(error).__name__}: {error}")
    finally:
        peer.close()
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0
