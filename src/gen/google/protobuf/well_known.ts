// Made by deno task build:proto
import type { GenFile } from "@bufbuild/protobuf/codegenv2";
import { describeFile } from "../../../base/describe_file.ts";

export const file_google_protobuf_any: GenFile = /*@__PURE__*/
  describeFile("google/protobuf/any", "google.protobuf", [["Any",[["type_url",1,9],["value",2,12]]]]);

export const file_google_protobuf_duration: GenFile = /*@__PURE__*/
  describeFile("google/protobuf/duration", "google.protobuf", [["Duration",[["seconds",1,3],["nanos",2,5]]]]);

export const file_google_protobuf_empty: GenFile = /*@__PURE__*/
  describeFile("google/protobuf/empty", "google.protobuf", [["Empty"]]);

export const file_google_protobuf_timestamp: GenFile = /*@__PURE__*/
  describeFile("google/protobuf/timestamp", "google.protobuf", [["Timestamp",[["seconds",1,3],["nanos",2,5]]]]);
