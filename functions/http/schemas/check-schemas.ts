import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { checkedTypes, checkKinds, checkSeverities } from "../../core/report/dataset/recipe/parse-checks.ts";
import { datasetEventTypes } from "../../core/service/event/match-event.ts";
import { dateTime, exampleVersion, integer, objectOf, ref, text } from "./schema-parts.ts";

const texts = { type: "array", items: text } as const;

/** A limit as people write it. */
const limit = { type: ["string", "number"] } as const;

/** The checks of a contract, as part of a recipe. */
export const contractChecks: JsonSchema = {
  type: "array",
  description:
    "What the table must be. A file that breaks a check of severity `error`, the default, is refused; `warning` marks it.",
  items: {
    type: "object",
    properties: {
      severity: { ...text, enum: checkSeverities },
      types: { type: "object", additionalProperties: { ...text, enum: checkedTypes } },
      required: { ...texts, description: "Columns with a value in each row." },
      unique: { ...texts, description: "Columns whose values together name one row." },
      range: {
        type: "object",
        additionalProperties: objectOf({}, { from: limit, to: limit }),
        description: "Column → its lowest and highest value.",
      },
      values: {
        type: "object",
        additionalProperties: { type: "array", items: { type: ["string", "number", "boolean"] } },
        description: "Column → the only values that it may have.",
      },
      rows: { ...objectOf({}, { from: integer, to: integer }), description: "The fewest and the most rows." },
    },
  },
};

/** How datasets hold their contracts. */
export const checkSchemas = {
  CheckResult: objectOf(
    {
      pointer: { ...text, description: "Where the recipe has it.", examples: ["/checks/2/range/revenue"] },
      check: { ...text, enum: checkKinds, examples: ["range"] },
      severity: { ...text, enum: checkSeverities, examples: ["error"] },
      columns: { ...texts, description: "None if it is about the whole table.", examples: [["revenue"]] },
      holds: { type: "boolean", examples: [false] },
      allowed: { description: "What is allowed.", examples: ["from 0 to 100"] },
    },
    {
      message: {
        ...text,
        description: "How it is broken.",
        examples: ['2 rows of "revenue" are not from 0 to 100; the first is row 7'],
      },
      rows: { ...integer, description: "Rows that break it, if it is about rows.", examples: [2] },
      first: {
        type: "array",
        description: "The first 20 of them.",
        items: objectOf(
          {
            row: { ...integer, description: "Of the table, from 1.", examples: [7] },
            value: { type: ["string", "null"], description: "At most 80 characters.", examples: ["120"] },
          },
          { sameAs: { ...integer, description: "The earlier row with the same values.", examples: [3] } },
        ),
      },
    },
  ),
  Freshness: {
    ...objectOf({
      within: { ...text, description: "How long data stay fresh.", examples: ["36h"] },
      arrived: { ...dateTime, description: "When data last came." },
      due: { ...dateTime, description: "From when on the dataset is stale." },
      stale: { type: "boolean" },
    }),
    description: "How fresh a dataset is. Absent where nobody says how long its data stay fresh.",
  },
  DatasetChecks: objectOf(
    {
      name: { ...nameSchema, examples: ["beijing-indicators"] },
      version: { ...sha256Schema, description: "The current version.", examples: [exampleVersion] },
      judged: {
        type: "boolean",
        description:
          "Whether it was judged by the current checks. A version that an earlier release stored is not, until the recipe is put again.",
      },
      checks: { type: "array", items: ref("CheckResult"), description: "None if there are no checks." },
      events: {
        type: "array",
        description:
          "The last 20 things that happened to the dataset and what fills it, latest first: files that were refused, times without new data, versions held back, failures of its source or view, and their ends.",
        items: objectOf(
          {
            type: { ...text, enum: datasetEventTypes },
            timestamp: dateTime,
          },
          {
            version: {
              ...sha256Schema,
              description: "That the file would have become, that was current, or that is held back.",
              examples: [exampleVersion],
            },
            problems: {
              type: "array",
              items: ref("ProblemEntry"),
              description: "Why the file was refused, or why its source or view fails.",
            },
            since: { ...dateTime, description: "When data last came, or since when the source or view had failed." },
            rows: { ...integer, description: "Of the version that is held back.", examples: [36] },
            freshness: { ...text, description: "What the contract allows.", examples: ["36h"] },
          },
        ),
      },
    },
    {
      freshness: ref("Freshness"),
    },
  ),
} as const satisfies Readonly<Record<string, JsonSchema>>;
