import type { JsonSchema } from "../../core/json/json-schema.ts";
import { objectOf, ref, scalar, text } from "./schema-parts.ts";

/** Body of `POST /queries`; also validates it. */
export const queryRequest = {
  ...objectOf(
    {
      sql: {
        type: "string",
        minLength: 1,
        maxLength: 100_000,
        description: "One SELECT.",
        examples: ["SELECT year, value FROM numbers WHERE year >= $since"],
      },
    },
    {
      datasets: {
        type: "object",
        patternProperties: {
          "^[a-z_][a-z0-9_]{0,62}$": { type: "string", pattern: "^[a-z0-9][a-z0-9-]{0,62}(@[0-9a-f]{64})?$" },
        },
        additionalProperties: false,
        maxProperties: 20,
        description: "Alias → `name` or `name@version` of a stored dataset.",
        examples: [{ numbers: "beijing-indicators" }],
      },
      parameters: {
        type: "object",
        additionalProperties: { anyOf: [scalar, { type: "array", items: scalar }] },
        description: "Values for `$name`.",
        examples: [{ since: 2020 }],
      },
    },
  ),
  additionalProperties: false,
};

/** Queries over stored datasets. */
export const querySchemas = {
  QueryRequest: queryRequest,
  QueryResult: objectOf({
    columns: {
      type: "array",
      items: objectOf({ name: text, type: ref("ColumnType") }),
      examples: [
        [
          { name: "year", type: "integer" },
          { name: "value", type: "number" },
        ],
      ],
    },
    rows: {
      type: "array",
      items: { type: "array", items: scalar },
      description: "Each row as a list of values. Decimals have all their digits; dates are YYYY-MM-DD.",
      examples: [[[2020, 1.5]]],
    },
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
