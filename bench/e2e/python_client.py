"""The reference's Python client in a process of its own. It takes a `Task` of `task.ts` as a line of JSON, and answers with
an `Answer`."""

import asyncio
import json
import logging
import sys
import time

from nillion_client import (
    InputPartyBinding,
    Network,
    NilChainPayer,
    NilChainPrivateKey,
    OutputPartyBinding,
    PrivateKey,
    SecretBlob,
    SecretInteger,
    VmClient,
)
from nillion_client.client import PaymentMode

# A devnet's smallest deposit.
DEPOSIT_UNIL = 10_000
EMPLOYEES = ["employee0", "employee1", "employee2"]


class User:
    def __init__(self, client, program_id):
        self.client = client
        self.program_id = program_id
        self.stored = []
        self.read_count = 0

    @classmethod
    async def connect(cls, task):
        network = Network(task["chainId"], task["chainGrpcEndpoint"], task["bootnode"])
        key = NilChainPrivateKey(bytes.fromhex(task["walletKey"]))
        # It looks for a transaction as often as ours does at most. By default it would look once a second.
        payer = NilChainPayer(network, key, gas_limit=10_000_000, query_poll_seconds=0.02)
        client = await VmClient.create(
            PrivateKey(), network, payer, payment_mode=PaymentMode.FROM_BALANCE
        )
        await client.add_funds(int(task["fundsUnil"]))
        return cls(client, task["programId"])

    async def run(self, operation, size_bytes, times, at_once):
        content = bytearray(b"\xa5" * size_bytes)
        operate = {
            "store": lambda: self.store(content),
            "read": lambda: self.read(size_bytes),
            "compute": self.compute,
            "pay": lambda: self.client.add_funds(DEPOSIT_UNIL),
        }[operation]
        latencies = []
        left = iter(range(times))

        async def one():
            for _ in left:
                start = time.perf_counter()
                await operate()
                latencies.append((time.perf_counter() - start) * 1000)

        processor = time.process_time()
        start = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(at_once)))
        return {
            "latenciesMs": latencies,
            "tookMs": (time.perf_counter() - start) * 1000,
            "processorMs": (time.process_time() - processor) * 1000,
        }

    async def store(self, content):
        values = {"blob": SecretBlob(content)}
        self.stored.append(await self.client.store_values(values, ttl_days=1).invoke())

    async def read(self, size_bytes):
        values_id = self.stored[self.read_count % len(self.stored)]
        self.read_count += 1
        values = await self.client.retrieve_values(values_id).invoke()
        assert len(values["blob"].value) == size_bytes, "another value was read than was stored"

    async def compute(self):
        user = self.client.user_id
        compute_id = await self.client.compute(
            self.program_id,
            input_bindings=[InputPartyBinding(name, user) for name in EMPLOYEES],
            output_bindings=[OutputPartyBinding(name, [user]) for name in EMPLOYEES],
            values={f"salary{index}": SecretInteger(3 + index) for index in range(3)},
        ).invoke()
        results = await self.client.retrieve_compute_results(compute_id).invoke()
        assert results["average0"].value == 4, "the average is wrong"

    async def forget(self):
        left, self.stored = iter(self.stored), []

        async def one():
            for values_id in left:
                await self.client.delete_values(values_id).invoke()

        await asyncio.gather(*(one() for _ in range(16)))
        return {}


async def main():
    # The client logs each payment.
    logging.disable(logging.CRITICAL)
    user = None
    # Nothing else runs between two tasks, so that reading a line may block.
    for line in sys.stdin:
        task = json.loads(line)
        try:
            if task["do"] == "connect":
                user = await User.connect(task)
                answer = {}
            elif task["do"] == "run":
                names = ["operation", "sizeBytes", "times", "atOnce"]
                answer = await user.run(*(task[name] for name in names))
            else:
                answer = await user.forget()
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


asyncio.run(main())
