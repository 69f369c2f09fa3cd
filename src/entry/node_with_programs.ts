/**
 * Loads the core in Node, and programs when they are first needed. Nodes are asked over HTTP/2.
 *
 * @module
 */
import { useFetch } from "../base/default_fetch.ts";
import { useProgramsModule } from "../core/load_programs.ts";
import { programsUrl } from "../core/programs_url.ts";
import "./node.ts";
import { http2Fetch } from "./node_http2_fetch.ts";
import { readModule } from "./read_module.ts";

useProgramsModule(() => readModule(programsUrl));
useFetch(http2Fetch());
