"""What the tests with the published Python client share: the devnet, clients of it, and how tests are run.

The devnet runs in a process of its own with our client beside it, which tops up balances and exchanges values with the
Python one. Whatever the Python client pays comes from its balance: its payer refuses.
"""

import asyncio
import json
import logging
import os
import subprocess
from pathlib import Path

from nillion_client import Network, PrivateKey, UserId, VmClient
from nillion_client.client import PaymentMode
from nillion_client.payer import Payer

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


class RefusingPayer(Payer):
    async def submit_payment(self, amount, resource, gas_limit=None):
        raise AssertionError(f"asked to pay {amount} unil on the chain")


class Peer:
    """The devnet and our client."""

    def __init__(self):
        command = [os.environ.get("DENO", "deno"), "run", "-A", str(HERE / "client_devnet.ts")]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        hello = self.read()
        self.bootnode = hello["bootnode"]
        self.user = UserId(bytes.fromhex(hello["user"]))

    def ask(self, **command):
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        answer = self.read()
        assert "error" not in answer, answer
        return answer

    def read(self):
        line = self.process.stdout.readline()
        assert line, "the devnet has ended"
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)


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
    """Runs the functions whose names begin with `test_`; gives the exit code."""
    # The client reports every refusal there, those that are asked for too.
    logging.disable(logging.CRITICAL)
    peer = Peer()
    tests = [(name, test) for name, test in tests.items() if name.startswith("test_")]
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
