import type { Command } from "commander";
import process from "node:process";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { acting } from "../base/actions.ts";
import type { Host } from "../base/command_context.ts";
import { edit } from "../base/editor.ts";
import { readIdentity } from "../base/identities.ts";
import {
  addNetwork,
  type NetworkEntries,
  networkNames,
  networkPath,
  pinNetwork,
  readNetwork,
  removeNetwork,
} from "../base/networks.ts";
import { properties, table } from "../base/output.ts";
import { readSecretText, readSource } from "../base/secret_input.ts";
import { readToolContext, writeToolContext } from "../base/tool_context.ts";

interface AddFlags extends Omit<NetworkEntries, "bootnode" | "walletKey"> {
  readonly walletKey?: string;
}

/** Adds the commands for the files of networks. */
export function addNetworks(program: Command, host: Host): void {
  const networks = program.command("networks")
    .description("Shows and writes the files in which nilVM's tools keep networks.");

  acting(
    networks.command("ls").alias("list").description("Lists the networks of this machine."),
    host,
    async ({ output }) => {
      const all = await Promise.all((await networkNames()).map(async (name) => {
        const bootnode = await readNetwork(name).then(({ network }) => network.bootnode)
          .catch(() => null);
        return { name, bootnode };
      }));
      output.result(
        { networks: all },
        () => table(all, "There is no network: nilvm networks add writes one"),
      );
    },
  );

  acting(
    networks.command("show").description("Shows a network's file, without the wallet's key.")
      .argument("[name]", "the name; without it, that of the network in use"),
    host,
    async (context, _, given?: string) => {
      const name = given ?? await context.networkName();
      const { network, walletKey } = await readNetwork(name);
      const { bootnode, clusterDigest, chainId, chainRpcEndpoint, chainGrpcEndpoint, gasPrice } =
        network;
      const data = {
        name,
        bootnode,
        clusterDigest,
        chainId,
        chainRpcEndpoint,
        chainGrpcEndpoint,
        gasPrice,
        hasWallet: walletKey !== undefined,
      };
      context.output.result(data, () => properties(data));
    },
  );

  acting(
    networks.command("add").description("Writes the file of a network.")
      .argument("<name>", "its name")
      .argument("<bootnode>", "the URL of one of its nodes")
      .option("--cluster-digest <hex>", "the digest of its cluster, from its operator")
      .option("--chain-id <id>", "the id of its chain")
      .option("--chain-rpc-endpoint <url>", "the JSON-RPC of its chain, which payments need")
      .option("--chain-grpc-endpoint <url>", "the gRPC of its chain, for other tools")
      .option("--gas-price <unil>", "the fee for each unit of gas, such as 0.025")
      .option(
        "--wallet-key <source>",
        "the key of the wallet that pays: @FILE, or - for standard input (or NILCHAIN_PRIVATE_KEY in the environment)",
      ),
    host,
    async ({ output }, flags: AddFlags, name: string, bootnode: string) => {
      const { walletKey: word, ...entries } = flags;
      if (entries.chainRpcEndpoint === undefined && word !== undefined) {
        throw new InvalidArgumentError("--wallet-key needs --chain-rpc-endpoint");
      }
      const walletKey = await walletKeyOf(word);
      const path = await addNetwork(name, { ...entries, bootnode, walletKey });
      output.result({ name, path }, () => `Wrote ${path}`);
    },
  );

  acting(
    networks.command("edit").description("Opens the file of a network in your editor.")
      .argument("<name>", "its name"),
    host,
    async ({ output }, _, name: string) => {
      const path = networkPath(name);
      await edit(path);
      output.result({ name, path }, () => path);
    },
  );

  acting(
    networks.command("rm").alias("remove").description("Removes the file of a network.")
      .argument("<name>", "its name"),
    host,
    async ({ output }, _, name: string) => {
      await removeNetwork(name);
      output.result({ removed: name }, () => `Removed the network ${name}`);
    },
  );
}

async function walletKeyOf(word: string | undefined): Promise<string | undefined> {
  if (word === undefined) return process.env["NILCHAIN_PRIVATE_KEY"] || undefined;
  const source = readSource(word);
  if (source.kind !== "inline") return await readSecretText(source, "the wallet's key");
  throw new InvalidArgumentError(
    "--wallet-key: a key does not stand in a command, where others see it: write @FILE, or - for standard input",
  );
}

/** Adds the command that keeps which nodes a network has. */
export function addPin(program: Command, host: Host): void {
  acting(
    program.command("pin")
      .description("Keeps which nodes the network has now, so that any change is refused.")
      .option("--digest <hex>", "the digest that the network's operator says, instead of asking")
      .option("--remove", "accept any nodes again"),
    host,
    async (context, { digest, remove }: { digest?: string; remove?: true }) => {
      const { name } = await context.network();
      if (remove) {
        await pinNetwork(name, undefined);
        return context.output.result(
          { network: name, clusterDigest: null },
          () => `The network ${name} may have any nodes`,
        );
      }
      if (digest !== undefined && !/^[0-9a-f]{64}$/i.test(digest)) {
        throw new InvalidArgumentError("--digest takes 64 hex digits");
      }
      const found = await context.connected(false, (on) => Promise.resolve(on.client.cluster));
      if (digest !== undefined && digest.toLowerCase() !== found.digest) {
        throw new InvalidArgumentError(
          `The network ${name} has the digest ${found.digest}, and not this one: do not use it`,
        );
      }
      await pinNetwork(name, found.digest);
      context.output.result(
        { network: name, clusterDigest: found.digest, nodes: found.members.length },
        () => `The network ${name} is pinned to ${found.members.length} nodes: ${found.digest}`,
      );
    },
  );
}

/** Adds the commands for the identity and the network that others use. */
export function addContext(program: Command, host: Host): void {
  const context = program.command("context")
    .description("Says which identity and which network commands use.");
  acting(
    context.command("use").description("Uses an identity and a network from now on.")
      .argument("<identity>", "the name of the identity")
      .argument("<network>", "the name of the network"),
    host,
    async ({ output }, _, identity: string, network: string) => {
      await readIdentity(identity);
      await readNetwork(network);
      await writeToolContext(identity, network);
      output.result({ identity, network }, () => `Uses ${identity} on ${network}`);
    },
  );
  acting(
    context.command("show").description("Shows which are in use."),
    host,
    async ({ output }) => {
      const { identity = null, network = null } = await readToolContext();
      output.result({ identity, network }, () => properties({ identity, network }));
    },
  );
}
