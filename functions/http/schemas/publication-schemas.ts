import type { JsonSchema } from "../../core/json/json-schema.ts";
import { publicationSchema } from "../../core/service/publication/publication-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import {
  date,
  dateTime,
  exampleVersion,
  integer,
  listOf,
  lookedBackTo,
  objectOf,
  ref,
  reference,
  text,
  warnings,
} from "./schema-parts.ts";

/** Body of `POST /publications/{name}/run`; also validates it. */
export const runRequest = {
  ...objectOf(
    {},
    {
      date: {
        ...date,
        description: "Date of the edition, instead of the one that the publication derives.",
        examples: ["2026-10-31"],
      },
    },
  ),
  additionalProperties: false,
};

/** Publications, their editions and what changed. */
export const publicationSchemas = {
  PublicationRequest: {
    ...publicationSchema,
    // One whole: examples of the members, put together, contradict each other (an edition is a report or a batch).
    examples: [
      {
        template: "high-tech-industries",
        parameters: { year: 2021 },
        on: [
          { schedule: "0 7 * * 1", timezone: "Europe/Zurich" },
          { data: ["sales"], settle: "5m" },
        ],
        date: "previous-month-end",
        skip: "unchanged",
        deliver: [
          { webhook: "crm" },
          { mail: { to: ["board@example.org"], attach: true } },
          { copy: { to: "weekly", name: "{{ date }}.pdf" } },
        ],
        keep: 52,
      },
    ],
  },
  Publication: {
    ...objectOf(
      {
        name: { ...nameSchema, examples: ["weekly-sales"] },
        state: { ...text, enum: ["active", "paused"] },
        created: dateTime,
        changed: dateTime,
        template: publicationSchema.properties.template,
        on: publicationSchema.properties.on,
        self: text,
        editions: { ...text, description: "Its editions.", examples: ["/publications/weekly-sales/editions"] },
        pdf: {
          ...text,
          description: "The PDF of the latest edition.",
          examples: ["/publications/weekly-sales/editions/latest/report.pdf"],
        },
        feed: { ...text, description: "Its Atom feed.", examples: ["/publications/weekly-sales/feed.atom"] },
      },
      {
        ...publicationSchema.properties,
        next: { ...dateTime, description: "When its schedules make the next edition." },
        outputs: {
          ...text,
          description: "If its editions are batches: what the latest one has made, instead of a PDF.",
          examples: ["/publications/statements/editions/latest/outputs"],
        },
      },
    ),
    description: "A publication: what makes its editions, and from what they are made.",
  },
  PublicationList: {
    ...objectOf(
      { publications: { type: "array", items: ref("Publication") } },
      {
        next: {
          ...text,
          description: "Path of the next page; absent on the last one.",
          examples: ["/publications?limit=100&after=weekly-sales"],
        },
      },
    ),
    description: "By name.",
  },
  ScheduleTimes: objectOf({
    times: { type: "array", items: dateTime, description: "In order.", examples: [["2026-11-30T06:00:00.000Z"]] },
  }),
  RunRequest: runRequest,
  Edition: objectOf(
    {
      id: {
        ...text,
        description: "An instant, or dataset and sequence.",
        examples: ["2026-11-27t07-00-00z", "sales-12"],
      },
      publication: { ...nameSchema, examples: ["weekly-sales"] },
      status: { ...text, enum: ["making", "ready", "failed", "skipped"], examples: ["ready"] },
      generation: { ...integer, description: "From 1: one more each time that it is retried." },
      instant: { ...dateTime, description: "The time for which it is made." },
      day: { ...date, description: "The day of the instant in the publication's time zone." },
      cause: {
        ...objectOf({ kind: { ...text, enum: ["schedule", "data", "run"] } }),
        description:
          "What made it: a schedule, with the number of missed times that it passed over; data, with their versions; or somebody's request.",
      },
      created: dateTime,
      self: text,
    },
    {
      template: reference,
      parameters: {
        type: "object",
        description: "Pinned, with defaults and dates filled in.",
        examples: [{ year: 2021 }],
      },
      datasets: { type: "object", additionalProperties: reference },
      date: { ...date, description: "The date of its report.", examples: ["2026-10-31"] },
      language: { ...text, examples: ["en"] },
      report: { ...text, description: "The report that it shows.", examples: [`/reports/${exampleVersion}`] },
      batch: {
        ...text,
        description: "The batch that it is, instead of a report.",
        examples: [`/batches/${exampleVersion}`],
      },
      counts: {
        ...objectOf({ rows: integer, ready: integer, failed: integer }),
        description: "Of a batch, once ready: its rows, counted by state.",
      },
      outputs: {
        ...text,
        description: "Of a batch, once ready: where its archive or volumes and its manifest are.",
        examples: ["/publications/statements/editions/latest/outputs"],
      },
      finished: dateTime,
      title: { ...text, examples: ["Sales in October"] },
      pages: integer,
      bytes: integer,
      sha256: { ...sha256Schema, description: "Of the PDF." },
      engine: { ...sha256Schema, description: "Digest of the engine that made it." },
      warnings,
      cost: {
        ...objectOf({ gigabyteSeconds: { type: "number" }, usd: { type: "number" } }),
        description: "On AWS: what its report cost. An estimate.",
      },
      pdf: { ...text, description: "Where the PDF is, once ready." },
      changes: { ...text, description: "Where its changes are, once ready." },
      sameAs: { ...text, description: "If skipped: the edition with the same inputs." },
      final: { type: "boolean", description: "If failed: whether the same inputs would fail again." },
      failure: { ...ref("ProblemDetails"), description: "Why there is no PDF." },
    },
  ),
  EditionOutputs: objectOf({
    outputs: {
      type: "array",
      items: objectOf({ name: { ...text, examples: ["reports.zip", "manifest.csv"] }, path: text, bytes: integer }),
      description: "The archive or the volumes, then the manifest.",
    },
  }),
  EditionList: {
    ...objectOf(
      { editions: { type: "array", items: ref("Edition") } },
      {
        next: {
          ...text,
          description: "Path of the next page; absent on the last one.",
          examples: ["/publications/weekly-sales/editions?limit=20&after=…"],
        },
        lookedBackTo,
      },
    ),
    description: "Newest first.",
  },
  Changes: {
    ...objectOf(
      {
        keyFigures: listOf(
          objectOf(
            { label: { ...text, examples: ["Share of GDP"] } },
            {
              before: { ...text, description: "Absent if it came.", examples: ["29.8%"] },
              after: { ...text, description: "Absent if it went.", examples: ["30.1%"] },
            },
          ),
        ),
        tables: {
          type: "array",
          items: objectOf(
            { title: text, came: listOf(text), went: listOf(text), changed: listOf(text) },
            { truncated: { type: "boolean", description: "Whether the table has more rows than are compared." } },
          ),
        },
        charts: listOf(text),
        pages: objectOf({
          before: { ...integer, description: "Number of pages." },
          after: integer,
          changed: listOf(integer),
        }),
        words: {
          type: "array",
          items: text,
          description: "The changes in the edition's language, a line each.",
          examples: [["Share of GDP: 29.8% → 30.1%", "Pages that differ: 1, 4"]],
        },
      },
      {
        before: {
          ...text,
          description: "The edition before; absent for the first.",
          examples: ["2026-11-20t07-00-00z"],
        },
        unknown: {
          ...text,
          enum: ["not-recorded", "other-language"],
          description:
            "Why the two cannot be compared: an earlier release did not record what the edition before shows, or they have different languages.",
        },
      },
    ),
    description:
      "What an edition shows that the one before did not: key figures that moved, rows by the names of their keys, charts with other data, pages that differ. Lists hold the first hundred entries.",
  },
} as const satisfies Readonly<Record<string, JsonSchema>>;
