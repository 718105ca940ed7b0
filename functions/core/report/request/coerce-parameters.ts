import { BroadsheetError } from "../../errors.ts";
import { findTooDeep, tooDeep } from "../../json/json-depth.ts";
import { pointerTo } from "../../json/json-pointer.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Converts parameters from a command line to the types in the template's schema: `year=2021` is a number if the schema
 * says so, `weights.rd=2` is a member of the object `weights`, and `weights={"rd":2}` is JSON. A value that cannot be
 * converted stays a string, so that `acceptRequest` reports it with the value seen.
 *
 * @throws BroadsheetError `invalid-request` for `a=1` beside `a.b=2`
 */
export function coerceParameters(
  template: { readonly parameters: JsonSchema },
  given: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const [path, text] of Object.entries(given)) {
    const segments = path.split(".");
    let schema: unknown = template.parameters;
    let target = parameters;
    for (const [index, segment] of segments.entries()) {
      schema = member(schema, segment);
      if (index === segments.length - 1) {
        set(target, segment, coerce(schema, text), path);
      } else {
        const next = Object.hasOwn(target, segment) ? target[segment] : set(target, segment, {}, path);
        if (typeof next !== "object" || next === null || Array.isArray(next)) throw collision(path);
        target = next as Record<string, unknown>;
      }
    }
  }
  return parameters;
}

function set(target: Record<string, unknown>, name: string, value: unknown, path: string): unknown {
  if (Object.hasOwn(target, name)) throw collision(path);
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
  return value;
}

function collision(path: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "parameter-given-twice",
    message: `the parameter "${path}" is given twice, or together with one of its parts`,
    where: { pointer: pointerTo("/parameters", path.split(".")[0] ?? "") },
    seen: path,
  });
}

function member(schema: unknown, name: string): unknown {
  const properties = (schema as JsonSchema | undefined)?.["properties"] as JsonSchema | undefined;
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function coerce(schema: unknown, text: string): unknown {
  const types = typesOf(schema);
  if (types.includes("string")) return types.includes("null") && text === "null" ? null : text;
  if ((types.includes("number") || types.includes("integer")) && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    return Number(text);
  }
  if (types.includes("boolean") && /^(true|yes|on|false|no|off)$/i.test(text)) return /^(true|yes|on)$/i.test(text);
  if (types.includes("null") && text === "null") return null;
  if (types.includes("array") || types.includes("object")) {
    const json = parseJson(text);
    if (json !== undefined) return json;
    // A list of words or numbers without brackets: `--param years=2018,2021`.
    if (types.includes("array")) {
      return text.split(",").map((item) => coerce((schema as JsonSchema)["items"], item.trim()));
    }
  }
  return text;
}

/** Types that a schema allows, from `type`, `const`, or the values of `enum`. */
function typesOf(schema: unknown): readonly string[] {
  const { type, enum: values, const: constant } = (schema ?? {}) as Record<string, unknown>;
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type as string[];
  const allowed = Array.isArray(values) ? (values as unknown[]) : constant === undefined ? [] : [constant];
  return [
    ...new Set(allowed.map((value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value))),
  ];
}

/** @throws BroadsheetError `invalid-request` for JSON that is nested too deep */
function parseJson(text: string): unknown {
  if (findTooDeep(text) !== undefined)
    throw new BroadsheetError("invalid-request", tooDeep("a parameter", { pointer: "/parameters" }));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
