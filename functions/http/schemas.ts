import { z } from "@hono/zod-openapi";
import { namePattern } from "../core/name.ts";

/** The bodies of requests and answers, as OpenAPI describes them. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const exampleVersion = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** The name of a template or dataset. */
export const Name = z.string().regex(namePattern);

const entry = {
  code: z.string().openapi({ description: "Kebab-case identifier, stable across releases.", example: "unknown-parameter" }),
  message: z.string().openapi({ example: 'there is no parameter "yeer"' }),
  pointer: z.string().optional().openapi({ description: "JSON pointer into the request body.", example: "/parameters/yeer" }),
  file: z.string().optional().openapi({ description: "File of the template.", example: "queries/share.sql" }),
  line: z.int().optional().openapi({ description: "1-based.", example: 3 }),
  column: z.int().optional().openapi({ description: "1-based.", example: 8 }),
  dataset: z.string().optional().openapi({ description: "Alias or stored name.", example: "indicators" }),
  row: z.int().optional().openapi({ description: "1-based data row.", example: 12 }),
  name: z.string().optional().openapi({ description: "Column, chart, query, block or header concerned.", example: "share" }),
  seen: z.unknown().optional().openapi({ description: "The value that was seen.", example: 2020 }),
  allowed: z.unknown().optional().openapi({ description: "The values that are allowed.", example: ["year", "currency"] }),
  hint: z.string().optional().openapi({ description: "What to do about it." }),
};

export const SignedLink = z
  .object({ url: z.string().openapi({ example: "https://store.example/reports/9f86/1/report.pdf?X-Amz-Signature=5b1d" }) })
  .openapi("SignedLink", { description: "Where the PDF can be fetched for fifteen minutes, by whoever has it." });

export const ProblemEntry = z.object(entry).openapi("ProblemEntry", { description: "One thing that is wrong." });

export const Warning = z
  .object(entry)
  .openapi("Warning", { description: "The report was made, but its reader should know. Shaped like a problem." });

export const ProblemDetails = z
  .object({
    type: z.string().openapi({ example: "urn:broadsheet:problem:invalid-request" }),
    title: z.string().openapi({ example: "The request is not valid" }),
    status: z.int().openapi({ example: 400 }),
    detail: z.string().openapi({ example: 'there is no parameter "yeer"' }),
    problems: z.array(ProblemEntry).optional(),
    reference: z.string().optional().openapi({ description: "Finds the log entry of an unexpected error." }),
  })
  .openapi("ProblemDetails", { description: "RFC 9457, with one entry for each faulty field." });

const LocalizedText = z.record(z.string(), z.string()).openapi("LocalizedText", {
  description: "A text for each language.",
  example: { en: "High-tech industries", zh: "高精尖产业" },
});

export const TemplateSummary = z
  .object({
    name: Name.openapi({ example: "high-tech-industries" }),
    version: sha256.openapi({ example: exampleVersion }),
    title: LocalizedText,
    description: LocalizedText,
    languages: z.array(z.string()).openapi({ description: "The first one is the default.", example: ["en", "zh"] }),
  })
  .openapi("TemplateSummary");

export const TemplateList = z.object({ templates: z.array(TemplateSummary) }).openapi("TemplateList");

const ColumnType = z.enum(["text", "integer", "number", "boolean", "date", "timestamp"]).openapi("ColumnType");

export const TemplateDetail = TemplateSummary.extend({
  parameters: z.record(z.string(), z.unknown()).openapi({
    description: "JSON Schema (2020-12) of the parameters, with their defaults.",
    example: { type: "object", properties: { year: { type: "integer", default: 2021 } } },
  }),
  datasets: z.array(
    z.object({
      alias: z.string().openapi({ example: "indicators" }),
      default: Name.optional().openapi({ description: "Stored dataset used when the request names none.", example: "beijing-indicators" }),
      columns: z.record(z.string(), ColumnType).openapi({
        description: "Columns needed, with their types; `number` accepts integers.",
        example: { year: "integer", value: "number" },
      }),
    }),
  ),
  date: z.iso.date().openapi({ description: "Date of the report when the request gives none.", example: "2022-12-31" }),
}).openapi("TemplateDetail");

export const DatasetSummary = z
  .object({
    name: Name.openapi({ example: "beijing-indicators" }),
    version: sha256.openapi({ description: "SHA-256 of the content.", example: exampleVersion }),
    format: z.enum(["csv", "json", "ndjson", "parquet"]).openapi({ example: "csv" }),
    bytes: z.int().openapi({ example: 22851 }),
    rows: z.int().openapi({ example: 180 }),
  })
  .openapi("DatasetSummary");

export const DatasetList = z.object({ datasets: z.array(DatasetSummary) }).openapi("DatasetList");

export const DatasetProfile = DatasetSummary.extend({
  delimiter: z.enum([",", ";", "\t", "|"]).optional().openapi({ description: "What separates the fields; CSV only.", example: "," }),
  columns: z.array(
    z.object({
      name: z.string().openapi({ example: "year" }),
      type: ColumnType,
      nulls: z.int().openapi({ description: "Rows without a value.", example: 0 }),
    }),
  ),
  warnings: z.array(Warning),
}).openapi("DatasetProfile");

export const DatasetDetail = DatasetProfile.extend({
  versions: z.array(sha256).openapi({ description: "All stored versions.", example: [exampleVersion] }),
}).openapi("DatasetDetail");

const Wanted = z.union([z.string(), z.object({ name: Name, version: sha256.optional() })]);

export const ReportRequest = z
  .object({
    template: Wanted.openapi({ description: "`name`, `name@version` or the two apart; without a version the current one.", example: "high-tech-industries" }),
    parameters: z
      .record(z.string(), z.unknown())
      .optional()
      .openapi({ description: "By the template's JSON Schema; those left out take their defaults.", example: { year: 2021 } }),
    datasets: z
      .record(z.string(), Wanted)
      .optional()
      .openapi({ description: "Alias → stored dataset; aliases left out take the template's default.", example: { indicators: "beijing-indicators" } }),
    date: z.iso.date().optional().openapi({ description: "The report's own date.", example: "2022-12-31" }),
  })
  .openapi("ReportRequest");

const Reference = z.object({ name: Name, version: sha256 });

export const ReportId = z.string().regex(/^[0-9a-f]{64}$/);

export const Report = z
  .object({
    id: ReportId.openapi({ description: "Hash of all that the report is made from.", example: exampleVersion }),
    status: z.enum(["queued", "rendering", "ready", "failed"]).openapi({ example: "ready" }),
    template: Reference.openapi({ example: { name: "high-tech-industries", version: exampleVersion } }),
    parameters: z.record(z.string(), z.unknown()).openapi({ example: { year: 2021, currency: "CNY" } }),
    datasets: z.record(z.string(), Reference).openapi({ example: { indicators: { name: "beijing-indicators", version: exampleVersion } } }),
    date: z.iso.date().openapi({ example: "2022-12-31" }),
    language: z.string().openapi({ example: "en" }),
    created: z.iso.datetime().openapi({ description: "When it was asked for.", example: "2026-01-05T09:30:00.000Z" }),
    attempts: z.int().openapi({ description: "Renders begun.", example: 1 }),
    retryAt: z.iso.datetime().optional().openapi({ description: "While queued after a failed attempt: when the next one may begin." }),
    stage: z.string().optional().openapi({ description: "While rendering: the stage reached.", example: "chart" }),
    finished: z.iso.datetime().optional().openapi({ example: "2026-01-05T09:30:00.412Z" }),
    title: z.string().optional().openapi({ example: "Ten industries, 30.1% of the economy" }),
    pages: z.int().optional().openapi({ example: 9 }),
    bytes: z.int().optional().openapi({ description: "Size of the PDF.", example: 184320 }),
    sha256: sha256.optional().openapi({ description: "Of the PDF.", example: exampleVersion }),
    engine: sha256.optional().openapi({ description: "Digest of the engine that made it, or met the failure. It is no part of the id.", example: exampleVersion }),
    timings: z.record(z.string(), z.number()).optional().openapi({ description: "Milliseconds per stage.", example: { query: 31.2, chart: 88 } }),
    warnings: z.array(Warning).optional(),
    cost: z
      .object({ gigabyteSeconds: z.number(), usd: z.number() })
      .optional()
      .openapi({ description: "On AWS: what the last attempt took and, with the calls around it, came to by public prices. An estimate.", example: { gigabyteSeconds: 0.82, usd: 0.00009 } }),
    final: z.boolean().optional().openapi({ description: "When failed: the same inputs would fail again." }),
    failure: ProblemDetails.optional().openapi({ description: "Why there is no PDF." }),
    pdf: z.string().optional().openapi({ description: "Where the PDF is, once ready.", example: `/reports/${exampleVersion}/report.pdf` }),
    self: z.string().openapi({ example: `/reports/${exampleVersion}` }),
  })
  .openapi("Report");

export const ReportList = z
  .object({
    reports: z.array(Report),
    next: z.string().optional().openapi({ description: "Path of the next page; absent on the last one.", example: "/reports?after=…" }),
  })
  .openapi("ReportList", { description: "Newest first." });

export const Health = z.object({ status: z.literal("ok"), engine: sha256.openapi({ example: exampleVersion }) }).openapi("Health");

const DatasetFormat = z.enum(["csv", "json", "ndjson", "parquet"]);

export const UploadRequest = z
  .object({
    name: Name.openapi({ description: "Name of the dataset.", example: "beijing-indicators" }),
    format: DatasetFormat.openapi({ example: "parquet" }),
    bytes: z.int().openapi({ description: "Exact size.", example: 52428800 }),
    sha256: sha256.openapi({ description: "Of the bytes.", example: exampleVersion }),
  })
  .openapi("UploadRequest");

export const UploadState = UploadRequest.extend({
  id: z.uuid(),
  status: z.enum(["waiting", "received", "stored", "failed"]).openapi({ example: "stored" }),
  created: z.iso.datetime(),
  finished: z.iso.datetime().optional(),
  version: sha256.optional().openapi({ description: "When stored: the version of the dataset." }),
  dataset: z.string().optional().openapi({ description: "When stored: the dataset.", example: "/datasets/beijing-indicators" }),
  failure: ProblemDetails.optional().openapi({ description: "When failed: why." }),
  self: z.string(),
}).openapi("Upload");

export const AnnouncedUpload = UploadState.extend({
  url: z.string().openapi({ description: "Where to send the bytes." }),
  method: z.literal("PUT"),
  headers: z.record(z.string(), z.string()).openapi({ description: "Headers to send, exactly these." }),
  expires: z.iso.datetime(),
}).openapi("AnnouncedUpload");
