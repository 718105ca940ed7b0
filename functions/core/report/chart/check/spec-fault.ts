import { hintNearMatch, nearMatch } from "../../../near-match.ts";
import { stepsOf } from "../../../json/json-pointer.ts";

/** A fault in a spec. */
export interface SpecFault<Code extends string = string> {
  /** Kebab-case: a `ShapeCode`, `invalid-expression`, `unknown-scale`, ... */
  readonly code: Code;
  /** JSON pointer (RFC 6901) into the spec. */
  readonly pointer: string;
  /** Whether the name of the member is at fault, not its value. */
  readonly ofKey?: boolean;
  readonly message: string;
  readonly seen?: unknown;
  readonly allowed?: unknown;
  readonly hint?: string | undefined;
  /**
   * Whether it is a fault even if the spec can be drawn: a name close to a known one, or an invalid value. Other names
   * pass, since a spec may contain notes, or members for other versions, unless its `$schema` declares the version.
   */
  readonly sure: boolean;
}

/** The ways in which a spec can violate the schema of its language. */
export type ShapeCode = "unknown-property" | "missing-property" | "invalid-value";

/**
 * A fault in one reading of a value, with its distance from the probable intent. Of several readings of a value, the
 * cheapest is reported.
 */
export interface Fault extends SpecFault<ShapeCode> {
  readonly cost: number;
  readonly value?: unknown;
  /** For an invalid value: what this reading would accept, as quoted values and kinds. */
  readonly wanted?: readonly string[];
  /** The member that is missing. */
  readonly lacks?: string;
}

/** Costs of faults. */
export const costs = { misspelt: 1, value: 2, other: 3, kind: 12 } as const;

const kinds: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
};

/** A JSON type in words; an object is described by its only required member. */
export function kindOf(type: string, branch: Readonly<Record<string, unknown>>): string {
  const required = branch["required"] as readonly string[] | undefined;
  return type === "object" && required?.length === 1 ? `an object with "${required[0]}"` : (kinds[type] ?? type);
}

/**
 * A fault: a value that is none of those allowed.
 *
 * @param wanted allowed values, quoted, and kinds, in words
 * @param what name of the whole
 */
export function wrongValue(pointer: string, value: unknown, wanted: readonly string[], what: string): Fault {
  const container = typeof value === "object" && value !== null;
  const quoted = wanted.filter((choice) => choice.startsWith('"')).map((choice) => JSON.parse(choice) as string);
  const shown = Array.isArray(value) ? "a list" : container ? "an object" : JSON.stringify(value);
  // A list of only names is reported as a list; mixed with kinds, it becomes a sentence.
  const allowed = quoted.length > 0 && quoted.length === wanted.length ? quoted : inWords(wanted);
  const meant = typeof value === "string" ? nearMatch(value, quoted) : undefined;
  const bare =
    typeof value === "string" &&
    value.trim() !== "" &&
    Number.isFinite(Number(value)) &&
    wanted.some((choice) => /^a (whole )?number/.test(choice));
  const logical = (value === "true" || value === "false") && wanted.includes("true or false");
  const hint =
    meant !== undefined
      ? `did you mean "${meant}"?`
      : bare || logical
        ? `write ${String(value)} without quotes`
        : undefined;
  return {
    code: "invalid-value",
    pointer,
    message: `${nameOf(pointer, what)} cannot be ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}`,
    seen: container ? undefined : value,
    ...(allowed.length > 0 ? { allowed } : {}),
    hint,
    // A null often switches something off.
    sure: value !== null,
    value,
    wanted,
    cost:
      meant !== undefined
        ? costs.misspelt
        : container || (wanted.length > 0 && wanted.every((choice) => /^(an object|a list)/.test(choice)))
          ? costs.kind
          : costs.value,
  };
}

function inWords(wanted: readonly string[]): string {
  // Of many names among kinds, a few are enough.
  const names = wanted.filter((choice) => choice.startsWith('"'));
  const others = wanted.filter((choice) => !choice.startsWith('"'));
  const shown = names.length > 12 ? [...names.slice(0, 12), "…"] : names;
  return [...others, ...shown].join(", ");
}

/** A fault: one of several members is required. */
export function lacking(pointer: string, names: readonly string[], what: string): Pick<SpecFault, "message" | "hint"> {
  const quoted = names.map((name) => `"${name}"`).join(", ");
  return {
    message: `${nameOf(pointer, what)} has ${names.length === 1 ? "no" : "none of"} ${quoted}`,
    hint: names.length === 1 ? `give it ${quoted}` : `give it one of ${quoted}`,
  };
}

/** A fault: an unknown member, with the one probably meant. */
export function unknownProperty(
  pointer: string,
  name: string,
  properties: readonly string[],
  meant: string | undefined,
  what: string,
  promised: boolean,
): Fault {
  const owner = pointer.slice(0, pointer.lastIndexOf("/"));
  return {
    code: "unknown-property",
    pointer,
    ofKey: true,
    message: `${nameOf(owner, what)} has no property "${name}"`,
    seen: name,
    allowed: properties.toSorted((a, b) => (a < b ? -1 : 1)),
    ...(meant === undefined ? hintNearMatch(name, properties) : { hint: `did you mean "${meant}"?` }),
    sure: promised || meant !== undefined,
    cost: meant === undefined ? costs.other : costs.misspelt,
  };
}

/** `/encoding/x/axis` is `encoding.x.axis`, `/layer/0/mark` is `layer[0].mark`. */
export function nameOf(pointer: string, what: string): string {
  const path = stepsOf(pointer)
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join("");
  return path === "" ? what : path.replace(/^\./, "");
}
