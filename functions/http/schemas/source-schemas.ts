import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { engines, largestLimits } from "../../core/service/source/source.ts";
import { dateTime, exampleVersion, integer, objectOf, ref, text } from "./schema-parts.ts";

const engine = { ...text, enum: engines, examples: ["postgres"] };
const connection = { ...nameSchema, description: "The operator's connection, by its name.", examples: ["shop"] };
const version = { ...sha256Schema, description: "The current version of its dataset; absent before there is one." };

const summary = {
  name: { ...nameSchema, description: "Of the source, and of its dataset.", examples: ["orders"] },
  engine,
  connection,
  state: {
    ...text,
    enum: ["waiting", "refreshing", "ready", "failed"],
    description:
      "`waiting`: not refreshed by this definition yet. `refreshing`: somebody works on it, or will soon try again. `ready`, `failed`: how the last refresh ended; after a failure readers keep what was current.",
  },
} as const;

const facts = {
  version,
  rows: { ...integer, description: "That the last refresh which succeeded brought.", examples: [1204] },
  bytes: { ...integer, description: "That it fetched.", examples: [88112] },
  refreshed: { ...dateTime, description: "When that ended." },
  next: { ...dateTime, description: "When the next refresh is due; absent if none comes by itself." },
  problems: {
    type: "array",
    items: ref("ProblemEntry"),
    description: "Why the last refresh failed, or its last attempt.",
  },
} as const;

const limit = (most: number): JsonSchema => ({ ...integer, minimum: 1, maximum: most });

/** Sources: where datasets are fetched, and when. */
export const sourceSchemas = {
  SourceProvenance: objectOf(
    {
      engine,
      connection,
      query: { ...sha256Schema, description: "SHA-256 of the query, or of the address.", examples: [exampleVersion] },
      started: dateTime,
      finished: dateTime,
      bytes: { ...integer, description: "Fetched.", examples: [88112] },
    },
    {
      snapshot: {
        ...text,
        description:
          "What the database saw (`pg_current_snapshot()`), the SHA-256 of the keys, sizes and ETags of all objects, or the id of Athena's run.",
        examples: ["812:812:"],
      },
      snapshots: {
        type: "object",
        additionalProperties: text,
        description: "`database.table` → the snapshot of Iceberg that was read, for the tables of `iceberg`.",
        examples: [{ "sales.orders": "4390612840123456789" }],
      },
      etag: text,
      version: { ...text, description: "Of the object, if its bucket keeps versions." },
      objects: { ...integer, description: "From which it was read, if a prefix names them.", examples: [12] },
      modified: { ...text, description: "`Last-Modified`, as it was sent." },
      scanned: {
        ...integer,
        description: "Bytes that Athena read for it, by which AWS charges.",
        examples: [41943040],
      },
    },
  ),
  SourceSummary: objectOf(summary, facts),
  SourceList: objectOf(
    {
      sources: { type: "array", items: ref("SourceSummary") },
      connections: {
        type: "array",
        items: objectOf({ name: connection, engine }),
        description: "That the server's operator has configured: a source names one of them.",
      },
    },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  Source: objectOf(
    {
      ...summary,
      limits: objectOf({
        rows: limit(largestLimits.rows),
        bytes: limit(largestLimits.bytes),
        minutes: limit(largestLimits.minutes),
      }),
      text: { ...text, description: "Its definition as it was put." },
      definition: { ...sha256Schema, description: "SHA-256 of the text.", examples: [exampleVersion] },
      since: { ...dateTime, description: "When it got this definition." },
    },
    {
      ...facts,
      query: { ...text, examples: ["SELECT day, sum(amount) AS amount FROM orders GROUP BY day"] },
      path: { ...text, examples: ["exports/orders.csv"] },
      prefix: { ...text, description: "Of the keys of all objects that are read.", examples: ["orders/2026/"] },
      suffix: { ...text, description: "By which these keys end.", examples: [".csv"] },
      partitions: {
        type: "array",
        items: text,
        description: "Steps of these keys, `year=2026/`, whose values are columns.",
        examples: [["year", "region"]],
      },
      format: text,
      order: { type: "array", items: text, description: "Columns by whose values the rows are ordered first." },
      iceberg: {
        type: "array",
        items: text,
        description: "Of `athena`: tables that a refresh reads as one snapshot each.",
        examples: [["orders"]],
      },
      refresh: {
        anyOf: [objectOf({ every: text }), objectOf({ schedule: text }, { timezone: text })],
        description: "When it is refreshed by itself.",
      },
      provenance: { ...ref("SourceProvenance"), description: "Of the last refresh that brought something new." },
      changed: { type: "boolean", description: "Whether the last refresh gave the dataset another version." },
      by: ref("Caller"),
    },
  ),
  SourceTrial: objectOf(
    {
      name: { ...nameSchema, examples: ["orders"] },
      rows: { ...integer, description: "Of a query at most 50 are fetched.", examples: [50] },
      columns: { type: "array", items: ref("DatasetColumn") },
      warnings: { type: "array", items: ref("Warning") },
      first: {
        ...objectOf({
          columns: { type: "array", items: objectOf({ name: text, type: text }) },
          rows: { type: "array", items: { type: "array", items: { type: ["string", "number", "boolean", "null"] } } },
        }),
        description: "The first rows: at most 50, fewer if they are long (1 MB in all).",
      },
    },
    { checks: { type: "array", items: ref("CheckResult") } },
  ),
} as const satisfies Readonly<Record<string, JsonSchema>>;
