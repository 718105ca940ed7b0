import { ofKind, type Suggestion } from "./words.ts";

/** A JSON Schema, as far as suggestions read it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Schemas considered at one place: Vega-Lite's alternatives are many. */
const most = 2_000;

/**
 * The parts of a schema that may describe the value at a path, with `$ref`s followed and alternatives side by side.
 *
 * @param path keys and indices from the root
 */
export function schemasAt(root: Schema, path: readonly (string | number)[]): Schema[] {
  let here = flatten(root, [root]);
  for (const part of path)
    here = flatten(
      root,
      here.flatMap((schema) => stepInto(schema, part)),
    );
  return here;
}

/** The keys that an object at a place may have, but those in `given`. */
export function suggestKeys(schemas: readonly Schema[], given: ReadonlySet<string>): Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const schema of schemas) {
    const required = new Set(Array.isArray(schema["required"]) ? (schema["required"] as string[]) : []);
    for (const [label, member] of Object.entries(objectOf(schema["properties"]) ?? {})) {
      if (given.has(label) || found.has(label)) continue;
      const description = objectOf(member)?.["description"];
      const detail = required.has(label)
        ? "required"
        : typeof description === "string"
          ? firstSentence(description)
          : undefined;
      found.set(label, { label, kind: "property", ...(detail === undefined ? {} : { detail }) });
    }
  }
  return [...found.values()];
}

/** The values that a place may have, where they are few: of `enum` and `const`, and for true or false. */
export function suggestValues(schemas: readonly Schema[]): Suggestion[] {
  const values = schemas.flatMap((schema) => {
    if (Array.isArray(schema["enum"])) return schema["enum"] as unknown[];
    if ("const" in schema) return [schema["const"]];
    return schema["type"] === "boolean" ? [true, false] : [];
  });
  return ofKind("value", new Set(values.filter((value) => value !== null).map(String)));
}

function stepInto(schema: Schema, part: string | number): Schema[] {
  if (typeof part === "number") {
    const { items, prefixItems } = schema;
    const first = Array.isArray(prefixItems) ? prefixItems[part] : undefined;
    return objectsOf([first ?? items]);
  }
  const properties = objectOf(schema["properties"]);
  const own =
    properties !== undefined && Object.hasOwn(properties, part) ? properties[part] : schema["additionalProperties"];
  return objectsOf([own]);
}

function flatten(root: Schema, schemas: readonly Schema[]): Schema[] {
  const found = new Set<Schema>();
  const queue = [...schemas];
  for (let schema = queue.shift(); schema !== undefined && found.size < most; schema = queue.shift()) {
    if (found.has(schema)) continue;
    found.add(schema);
    if (typeof schema["$ref"] === "string") queue.push(...objectsOf([resolve(root, schema["$ref"])]));
    for (const key of ["anyOf", "oneOf", "allOf"])
      if (Array.isArray(schema[key])) queue.push(...objectsOf(schema[key] as unknown[]));
    queue.push(...objectsOf([schema["then"], schema["else"]]));
  }
  return [...found];
}

/** The target of a reference inside the schema, such as `#/$defs/text`. */
function resolve(root: Schema, reference: string): Schema | undefined {
  let here: unknown = root;
  for (const part of reference
    .replace(/^#\/?/, "")
    .split("/")
    .filter((part) => part !== "")) {
    here = objectOf(here)?.[decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return objectOf(here);
}

function objectOf(value: unknown): Schema | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;
}

function objectsOf(values: readonly unknown[]): Schema[] {
  return values.map(objectOf).filter((value) => value !== undefined);
}

function firstSentence(text: string): string {
  const sentence = /^[^\n]*?(?:\.(?=\s|$)|$)/.exec(text)?.[0] ?? "";
  return sentence.length > 90 ? `${sentence.slice(0, 89)}…` : sentence;
}
