/** Checks JSON against a schema of the few words of JSON Schema that the tests use. */

/** A schema. Objects have no other properties than those that it names. */
export interface Schema {
  readonly type?: "object" | "array" | "string" | "number" | "boolean" | "null";
  readonly properties?: Readonly<Record<string, Schema>>;
  /** The properties that may be missing. */
  readonly optional?: readonly string[];
  /** What all properties that are not named are. */
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
}

/** What is wrong with a document, each with its place. Nothing when it fits the schema. */
export function mismatches(schema: Schema, document: unknown, at = "$"): string[] {
  if (schema.anyOf !== undefined) {
    const tries = schema.anyOf.map((one) => mismatches(one, document, at));
    return tries.some((wrong) => wrong.length === 0) ? [] : tries.flat();
  }
  if (schema.enum !== undefined && !schema.enum.includes(document)) {
    return [`${at} is ${JSON.stringify(document)}`];
  }
  const type = document === null ? "null" : Array.isArray(document) ? "array" : typeof document;
  if (schema.type !== undefined && type !== schema.type) {
    return [`${at} is ${type}, not ${schema.type}`];
  }
  if (schema.pattern !== undefined && !new RegExp(`^(?:${schema.pattern})$`).test(`${document}`)) {
    return [`${at} is ${document}, not ${schema.pattern}`];
  }
  if (schema.items !== undefined) {
    const { items } = schema;
    return (document as unknown[]).flatMap((item, i) => mismatches(items, item, `${at}[${i}]`));
  }
  if (type !== "object") return [];
  const { properties = {}, optional = [], additionalProperties } = schema;
  const found = document as Record<string, unknown>;
  const missing = Object.keys(properties).filter((name) => !(name in found))
    .filter((name) => !optional.includes(name)).map((name) => `${at}.${name} is missing`);
  const wrong = Object.entries(found).flatMap(([name, value]) => {
    const known = properties[name] ?? additionalProperties;
    return known === undefined
      ? [`${at}.${name} is unknown`]
      : mismatches(known, value, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}
