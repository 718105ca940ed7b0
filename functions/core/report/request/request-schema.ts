import type { JsonSchema } from "../../json/json-schema.ts";
import { wordedPattern } from "../../json/violation.ts";
import { namePattern, nameWords } from "../../names/name.ts";
import type { ReportRequest } from "./report-request.ts";

const name = namePattern.source.slice(1, -1);
const version = "[0-9a-f]{64}";

/** The name of a stored template or dataset. */
export const nameSchema = {
  type: "string",
  pattern: wordedPattern(namePattern.source, `a name: ${nameWords}`),
} as const;

/** A SHA-256 in lower-case hexadecimal: the version of a template or dataset, the id of a report. */
export const sha256Schema = {
  type: "string",
  pattern: wordedPattern(`^${version}$`, "a SHA-256 in lower-case hexadecimal"),
} as const;

/** `"name"`, `"name@version"` or `{name, version?}`. */
const reference = {
  type: ["string", "object"],
  pattern: wordedPattern(
    `^${name}(@${version})?$`,
    `a name, or name@version with a SHA-256 as the version; names have ${nameWords}`,
  ),
  properties: { name: nameSchema, version: sha256Schema },
  required: ["name"],
  additionalProperties: false,
} as const;

/**
 * The body of `POST /reports`, as JSON Schema (2020-12): used by `parseRequest` for validation and shown in the API
 * description.
 */
export const requestSchema = {
  type: "object",
  properties: {
    template: {
      ...reference,
      description: "`name`, `name@version`, or both as separate members; without a version, the current one.",
      examples: ["high-tech-industries"],
    },
    parameters: {
      type: "object",
      description: "They must match the template's JSON Schema; omitted ones take their defaults.",
      examples: [{ year: 2021 }],
    },
    datasets: {
      type: "object",
      additionalProperties: reference,
      description: "Alias → stored dataset; omitted aliases take the template's default.",
      examples: [{ indicators: "beijing-indicators" }],
    },
    // The calendar has no year 0.
    date: {
      type: "string",
      format: "date",
      pattern: "^(?!0000)",
      description: "The report's own date.",
      examples: ["2022-12-31"],
    },
  } satisfies Record<keyof ReportRequest, JsonSchema>,
  required: ["template"],
  additionalProperties: false,
} as const;
