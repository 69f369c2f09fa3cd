/**
 * Loads the core and programs as the plain entry point does, and asks nodes over HTTP/2.
 *
 * @module
 */
import { useFetch } from "../base/default_fetch.ts";
import "./inline_with_programs.ts";
import { http2Fetch } from "./node_http2_fetch.ts";

// The requests to a node share one connection, so more than six are no burden.
useFetch(http2Fetch(), { atOnce: 192, toOneNode: 64 });
