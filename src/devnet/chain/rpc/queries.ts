import { Code } from "@connectrpc/connect";
import {
  QueryAccountRequestSchema,
  QueryAccountResponseSchema,
  QueryAllBalancesRequestSchema,
  QueryAllBalancesResponseSchema,
  QueryBalanceRequestSchema,
  QueryBalanceResponseSchema,
  QueryDelegatorRequestSchema,
  QueryDelegatorResponseSchema,
  QueryParamsRequestSchema,
  QueryParamsResponseSchema,
  QuerySupplyOfRequestSchema,
  QuerySupplyOfResponseSchema,
} from "../../../gen/nilvm/chain/v1/query_pb.ts";
import { encodeAccount } from "../transactions/accounts.ts";
import { parseAddress } from "../transactions/address.ts";
import { blockQueries } from "./block_queries.ts";
import { isValidDenom, unil } from "../transactions/coins.ts";
import { type Query, query, QueryRefusal } from "./query.ts";
import { ChainRefusal } from "../transactions/chain_refusal.ts";
import type { ChainState } from "../transactions/state.ts";
import { txQueries } from "./tx_queries.ts";

const authQueries = {
  Account: query(
    QueryAccountRequestSchema,
    QueryAccountResponseSchema,
    ({ state }, { address }) => {
      if (address === "") {
        throw new QueryRefusal(Code.InvalidArgument, "Address cannot be empty");
      }
      const account = state.tables.accounts.get(queriedAddress(address));
      if (account === undefined) {
        throw new QueryRefusal(Code.NotFound, `account ${address} not found`);
      }
      return { account: encodeAccount(account) };
    },
  ),
};

const bankQueries = {
  Balance: query(
    QueryBalanceRequestSchema,
    QueryBalanceResponseSchema,
    ({ state }, { address, denom }) => {
      requireDenom(denom);
      const balance = balanceOf(state, bankAddress(address), denom);
      return { balance: { denom, amount: balance.toString() } };
    },
  ),
  AllBalances: query(
    QueryAllBalancesRequestSchema,
    QueryAllBalancesResponseSchema,
    ({ state }, { address }) => {
      const balance = balanceOf(state, bankAddress(address), unil);
      const balances = balance === 0n ? [] : [{ denom: unil, amount: balance.toString() }];
      return { balances, pagination: { total: BigInt(balances.length) } };
    },
  ),
  SupplyOf: query(
    QuerySupplyOfRequestSchema,
    QuerySupplyOfResponseSchema,
    ({ state }, { denom }) => {
      requireDenom(denom);
      const supply = denom === unil ? state.tables.totals.get(unil) ?? 0n : 0n;
      return { amount: { denom, amount: supply.toString() } };
    },
  ),
};

const stakedByNobody = query(
  QueryDelegatorRequestSchema,
  QueryDelegatorResponseSchema,
  (_, { delegatorAddr }) => {
    if (delegatorAddr === "") {
      throw new QueryRefusal(Code.InvalidArgument, "delegator address cannot be empty");
    }
    queriedAddress(delegatorAddr);
    return { pagination: {} };
  },
);

// The chain's modules keep their parameters themselves. cosmpy looks in the old place for the gas of a block, and finds
// none.
const paramsQueries = {
  Params: query(
    QueryParamsRequestSchema,
    QueryParamsResponseSchema,
    (_, { subspace, key }) => {
      if (subspace === "" || key === "") {
        throw new QueryRefusal(Code.InvalidArgument, "invalid request");
      }
      throw QueryRefusal.unknown(`${subspace}: unknown subspace`);
    },
  ),
};

const services: Readonly<Record<string, Readonly<Record<string, Query>>>> = {
  "cosmos.auth.v1beta1.Query": authQueries,
  "cosmos.bank.v1beta1.Query": bankQueries,
  "cosmos.base.tendermint.v1beta1.Service": blockQueries,
  "cosmos.params.v1beta1.Query": paramsQueries,
  "cosmos.staking.v1beta1.Query": {
    DelegatorDelegations: stakedByNobody,
    DelegatorUnbondingDelegations: stakedByNobody,
  },
  "cosmos.tx.v1beta1.Service": txQueries,
};

/** Finds the query of a gRPC method. Refuses an unknown one as gRPC does. */
export function findQuery(service: string, method: string): Query {
  const methods = Object.hasOwn(services, service) ? services[service]! : undefined;
  if (methods === undefined) {
    throw new QueryRefusal(Code.Unimplemented, `unknown service ${service}`);
  }
  if (!Object.hasOwn(methods, method)) {
    throw new QueryRefusal(Code.Unimplemented, `unknown method ${method} for service ${service}`);
  }
  return methods[method]!;
}

/** The names of the methods of all gRPC services. */
export function queryNames(): string[] {
  return Object.values(services).flatMap((methods) => Object.keys(methods));
}

function requireDenom(denom: string): void {
  if (!isValidDenom(denom)) {
    throw new QueryRefusal(Code.InvalidArgument, `invalid denom: ${denom}`);
  }
}

function balanceOf({ tables }: ChainState, address: string, denom: string): bigint {
  return denom === unil ? tables.balances.get(address) ?? 0n : 0n;
}

function queriedAddress(text: string): string {
  return orRefuse(text, QueryRefusal.unknown);
}

function bankAddress(text: string): string {
  return orRefuse(
    text,
    (message) => new QueryRefusal(Code.InvalidArgument, `invalid address: ${message}`),
  );
}

function orRefuse(text: string, refuse: (message: string) => QueryRefusal): string {
  try {
    return parseAddress(text);
  } catch (error) {
    throw error instanceof ChainRefusal ? refuse(error.message) : error;
  }
}
