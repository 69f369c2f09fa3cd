"""A way to a server that breaks at first."""

import asyncio
from urllib.parse import urlparse


class Interrupted:
    """Passes connections on to a URL, except for the first ones, which it drops."""

    def __init__(self, url, dropped):
        self.target = urlparse(url)
        self.left = dropped
        self.tasks = set()

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_):
        self.server.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def serve(self, reader, writer):
        self.tasks.add(asyncio.current_task())
        if self.left > 0:
            self.left -= 1
            writer.close()
            return
        there = await asyncio.open_connection(self.target.hostname, self.target.port)
        await asyncio.gather(pass_on(reader, there[1]), pass_on(there[0], writer))


async def pass_on(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()
