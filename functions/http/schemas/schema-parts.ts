import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";

/** A SHA-256 for examples. */
export const exampleVersion = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** A text. */
export const text = { type: "string" } as const;

/** A whole number. */
export const integer = { type: "integer" } as const;

/** An instant by RFC 3339. */
export const dateTime = { type: "string", format: "date-time" } as const;

/** A day, `YYYY-MM-DD`. */
export const date = { type: "string", format: "date" } as const;

/** How far a page of a list looked that is not full. */
export const lookedBackTo = {
  ...dateTime,
  description:
    "Only of a page that holds fewer than `limit`, or none, although another follows: how far back it has looked, having read a thousand records. Whatever the filters want of later times is on this page or an earlier one; pass `next` to look further.",
} as const;

/** What readers of a finished report should know. */
export const warnings = { type: "array", items: ref("Warning") } as const;

/** A cell or a parameter. */
export const scalar = { type: ["string", "number", "boolean", "null"] } as const;

/** A stored template or dataset in its version. */
export const reference = objectOf({ name: nameSchema, version: sha256Schema });

/** Why somebody moved a name. */
export const why = {
  type: "string",
  minLength: 1,
  maxLength: 500,
  description: "The reason, for the template's log.",
  examples: ["Adds the figures of 2025"],
} as const;

/** The bytes of a file. */
export const binary = { type: "string", format: "binary" } as const;

/** The id of a report. */
export const reportId = sha256Schema;

/** The name of a template or dataset. */
export const name = nameSchema;

/** The version of a template or dataset. */
export const version = sha256Schema;

type Properties = Readonly<Record<string, JsonSchema>>;

/** A reference to a schema. */
export function ref(schema: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${schema}` };
}

/** An object with these members. */
export function objectOf<Required extends Properties>(
  required: Required,
  optional: Properties = {},
): { readonly type: "object"; readonly properties: Required & Properties; readonly required: readonly string[] } {
  return { type: "object", properties: { ...required, ...optional }, required: Object.keys(required) };
}

/** The first entries of a list, and how many there are. */
export function listOf(items: JsonSchema): JsonSchema {
  return objectOf({ count: integer, first: { type: "array", items } });
}

/** A schema with further members. */
export function extend(schema: string, required: Properties, optional: Properties = {}): JsonSchema {
  return { allOf: [ref(schema), objectOf(required, optional)] };
}
