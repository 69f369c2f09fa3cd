"""The devnet as its command starts it, and clients of it made of published packages alone: what they know of the network
is the files that the command writes, and what they pay they pay on the chain, through cosmpy."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from nillion_client import Network, NilChainPayer, NilChainPrivateKey, PrivateKey, VmClient
from our_side import ROOT

# A devnet makes blocks fast, so this looks for them more often than by default.
POLL_SECONDS = 0.02


class StockNetwork:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        # The Python client looks there too.
        os.environ["XDG_CONFIG_HOME"] = self.folder.name
        options = ["--json", "--write-config", "--free-ports", "--node-count", "5", "--polynomial-degree", "2"]
        command = [os.environ.get("DENO", "deno"), "run", "-A", "src/cli/cli.ts", "devnet", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        self.ready = json.loads(self.process.stdout.readline())
        lines = Path(self.folder.name, "nillion/nillion-devnet.env").read_text().splitlines()
        self.env = dict(line.split("=", 1) for line in lines if "=" in line)

    def network(self):
        return Network.from_config("devnet")

    def wallet_key(self, index=0):
        key = self.env[f"NILLION_NILCHAIN_PRIVATE_KEY_{index}"]
        return NilChainPrivateKey(bytes.fromhex(key))

    def payer(self, key=None, gas_limit=10_000_000):
        return NilChainPayer(
            self.network(),
            wallet_private_key=key or self.wallet_key(),
            gas_limit=gas_limit,
            query_poll_seconds=POLL_SECONDS,
        )

    async def client(self, payer=None, network=None, **options):
        return await VmClient.create(
            PrivateKey(), network or self.network(), payer or self.payer(), **options
        )

    def close(self):
        self.process.terminate()
        assert self.process.wait(timeout=10) == 0
        self.folder.cleanup()
