import type { JsonSchema } from "../../core/json/json-schema.ts";
import { requestSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import {
  date,
  dateTime,
  exampleVersion,
  integer,
  lookedBackTo,
  objectOf,
  ref,
  reference,
  reportId,
  text,
  warnings,
} from "./schema-parts.ts";

/** Body of `POST /reports/redrive`; also validates it. */
export const redriveRequest = {
  ...objectOf(
    {
      since: {
        ...dateTime,
        description: "Reports requested before this are left alone.",
        examples: ["2026-11-27T05:00:00Z"],
      },
    },
    { after: { ...text, pattern: "^\\d{13}-[0-9a-f]{64}$", description: "`next` of the previous call." } },
  ),
  additionalProperties: false,
};

/** Reports. */
export const reportSchemas = {
  ReportRequest: requestSchema,
  Report: objectOf(
    {
      id: { ...reportId, description: "Hash of everything the report is made from.", examples: [exampleVersion] },
      status: { ...text, enum: ["queued", "rendering", "ready", "failed"], examples: ["ready"] },
      template: { ...reference, examples: [{ name: "high-tech-industries", version: exampleVersion }] },
      parameters: { type: "object", examples: [{ year: 2021, currency: "CNY" }] },
      datasets: {
        type: "object",
        additionalProperties: reference,
        examples: [{ indicators: { name: "beijing-indicators", version: exampleVersion } }],
      },
      date: { ...date, examples: ["2022-12-31"] },
      language: { ...text, examples: ["en"] },
      created: { ...dateTime, description: "When it was requested.", examples: ["2026-01-05T09:30:00.000Z"] },
      attempts: { ...integer, description: "Renders started.", examples: [1] },
      self: { ...text, examples: [`/reports/${exampleVersion}`] },
    },
    {
      retryAt: { ...dateTime, description: "While queued after a failed attempt: when the next one may start." },
      stage: { ...text, description: "While rendering: the stage reached.", examples: ["chart"] },
      finished: { ...dateTime, examples: ["2026-01-05T09:30:00.412Z"] },
      title: { ...text, examples: ["Ten industries, 30.1% of the economy"] },
      pages: { ...integer, examples: [9] },
      bytes: { ...integer, description: "Size of the PDF.", examples: [184320] },
      sha256: { ...sha256Schema, description: "Of the PDF.", examples: [exampleVersion] },
      engine: {
        ...sha256Schema,
        description: "Digest of the engine that made it or failed. It is not part of the id.",
        examples: [exampleVersion],
      },
      timings: {
        type: "object",
        additionalProperties: { type: "number" },
        description: "Milliseconds per stage.",
        examples: [{ query: 31.2, chart: 88 }],
      },
      warnings,
      cost: {
        ...objectOf({ gigabyteSeconds: { type: "number" }, usd: { type: "number" } }),
        description:
          "On AWS: what the last attempt used, and what it and the calls around it cost at public prices. An estimate.",
        examples: [{ gigabyteSeconds: 0.82, usd: 0.00009 }],
      },
      final: { type: "boolean", description: "If failed: whether the same inputs would fail again." },
      failure: { ...ref("ProblemDetails"), description: "Why there is no PDF." },
      pdf: {
        ...text,
        description: "Where the PDF is, once ready.",
        examples: [`/reports/${exampleVersion}/report.pdf`],
      },
    },
  ),
  ReportList: {
    ...objectOf(
      { reports: { type: "array", items: ref("Report") } },
      {
        next: {
          ...text,
          description: "Path of the next page; absent on the last one.",
          examples: ["/reports?after=…"],
        },
        lookedBackTo,
      },
    ),
    description: "Newest first.",
  },
  ReportFigures: objectOf({
    figures: {
      type: "array",
      items: objectOf({
        id: { ...text, examples: ["fig-sales"] },
        svg: { ...text, description: "Address of the drawing.", examples: ["/reports/9f86…/figures/fig-sales.svg"] },
        png: { ...text, description: "Address of the picture.", examples: ["/reports/9f86…/figures/fig-sales.png"] },
      }),
    },
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** Rendering failed reports again. */
export const redriveSchemas = {
  RedriveRequest: redriveRequest,
  Redriven: objectOf(
    { retried: { type: "array", items: { ...reportId, description: "Id of a report that will be rendered again." } } },
    { next: { ...text, description: "If time ran out: pass it as `after` to continue." } },
  ),
} as const satisfies Readonly<Record<string, JsonSchema>>;
