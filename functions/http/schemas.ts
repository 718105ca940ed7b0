import { deliverSchema } from "../core/delivery/deliver-schema.ts";
import { webhookSchema } from "../core/delivery/webhook/webhook-schema.ts";
import { datasetLimits } from "../core/dataset/dataset-limits.ts";
import { itemStates } from "../core/batch/status/list-items.ts";
import { delimiters } from "../core/dataset/delimiters.ts";
import { readingSchemas } from "../core/dataset/parse-reading.ts";
import type { JsonSchema } from "../core/json-schema.ts";
import { publicationSchema } from "../core/publication/publication-schema.ts";
import { outputs } from "../core/request/batch-request.ts";
import { batchSchema } from "../core/request/batch-schema.ts";
import { nameSchema, requestSchema, sha256Schema } from "../core/request/request-schema.ts";

/** The bodies of requests and responses as JSON Schema (2020-12) for OpenAPI 3.1. A request's schema also validates it. */

const exampleVersion = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

const text = { type: "string" } as const;
const integer = { type: "integer" } as const;
const dateTime = { type: "string", format: "date-time" } as const;
const date = { type: "string", format: "date" } as const;
const warnings = { type: "array", items: ref("Warning") } as const;

/** The bytes of a file. */
export const binary = { type: "string", format: "binary" } as const;

/** The id of a report. */
export const reportId = sha256Schema;

/** The name of a template or dataset. */
export const name = nameSchema;

/** The version of a template or dataset. */
export const version = sha256Schema;

const why = { type: "string", minLength: 1, maxLength: 500, description: "The reason, for the template's log.", examples: ["Adds the figures of 2025"] } as const;

/** Body of `POST /templates/{name}/promote`; also validates it. */
export const promoteRequest = {
  ...objectOf({ version: { ...sha256Schema, description: "A stored version.", examples: [exampleVersion] } }, { why }),
  additionalProperties: false,
};

const scalar = { type: ["string", "number", "boolean", "null"] } as const;

/** Body of `POST /queries`; also validates it. */
export const queryRequest = {
  ...objectOf(
    { sql: { type: "string", minLength: 1, maxLength: 100_000, description: "One SELECT.", examples: ["SELECT year, value FROM numbers WHERE year >= $since"] } },
    {
      datasets: {
        type: "object",
        patternProperties: { "^[a-z_][a-z0-9_]{0,62}$": { type: "string", pattern: "^[a-z0-9][a-z0-9-]{0,62}(@[0-9a-f]{64})?$" } },
        additionalProperties: false,
        maxProperties: 20,
        description: "Alias → `name` or `name@version` of a stored dataset.",
        examples: [{ numbers: "beijing-indicators" }],
      },
      parameters: { type: "object", additionalProperties: { anyOf: [scalar, { type: "array", items: scalar }] }, description: "Values for `$name`.", examples: [{ since: 2020 }] },
    },
  ),
  additionalProperties: false,
};

/** Body of `POST /previews`; also validates it. */
export const previewRequest = {
  ...objectOf(
    {
      session: { ...text, pattern: "^[A-Za-z0-9_-]{8,64}$", description: "Whoever edits, such as a random UUID for each open editor. A newer preview of a session stops an older one.", examples: ["editor-2f6c1a"] },
      template: { ...text, pattern: `^${nameSchema.pattern.slice(1, -1)}(@[0-9a-f]{64})?$`, description: "Name of the template, or `name@version`.", examples: ["high-tech-industries"] },
    },
    {
      base: { ...text, enum: ["stored", "folder", "nothing"], default: "stored", description: "What `files` changes: the stored version, the folder from which a local server publishes it, or nothing, if `files` are all." },
      since: { ...sha256Schema, description: "Instead of `base`: `id` of an earlier preview of the session, whose files `files` changes." },
      files: {
        type: "object",
        additionalProperties: { anyOf: [text, { type: "null" }, { ...objectOf({ base64: { ...text, pattern: "^[A-Za-z0-9+/]*={0,2}$" } }), additionalProperties: false }] },
        description: "Path → its new text, `{base64}` for other bytes, or null if it is removed.",
        examples: [{ "report.md": "# A title\n" }],
      },
      parameters: requestSchema.properties.parameters,
      language: { ...text, description: "Instead of a parameter `language`.", examples: ["en"] },
      datasets: requestSchema.properties.datasets,
      date: requestSchema.properties.date,
      pages: { type: "array", maxItems: 20, items: { ...integer, minimum: 1, maximum: 2000 }, description: "Pages in view, which the answer brings along; those that do not exist are left out.", examples: [[1]] },
    },
  ),
  additionalProperties: false,
};

const previewTable = objectOf({
  name: { ...text, examples: ["share"] },
  file: { ...text, examples: ["queries/share.sql"] },
  columns: { type: "array", items: objectOf({ name: text, type: ref("ColumnType") }) },
  rows: integer,
  ran: { type: "boolean", description: "Whether it ran for this preview; otherwise its result was kept." },
});

/** Body of `POST /templates/{name}/rollback`; also validates it. */
export const rollbackRequest = {
  ...objectOf({ to: { ...sha256Schema, description: "A version that was published before.", examples: [exampleVersion] } }, { why }),
  additionalProperties: false,
};

const problemEntry = objectOf(
  {
    code: { ...text, description: "Kebab-case identifier, stable across releases.", examples: ["unknown-parameter"] },
    message: { ...text, examples: ['there is no parameter "yeer"'] },
  },
  {
    pointer: { ...text, description: "JSON pointer into the request body.", examples: ["/parameters/yeer"] },
    file: { ...text, description: "File of the template.", examples: ["queries/share.sql"] },
    line: { ...integer, description: "1-based.", examples: [3] },
    column: { ...integer, description: "1-based.", examples: [8] },
    dataset: { ...text, description: "Alias or stored name.", examples: ["indicators"] },
    row: { ...integer, description: "1-based data row.", examples: [12] },
    name: { ...text, description: "Column, chart, query, block or header concerned.", examples: ["share"] },
    seen: { description: "The value seen.", examples: [2020] },
    allowed: { description: "The values allowed.", examples: [["year", "currency"]] },
    hint: { ...text, description: "What to do about it." },
  },
);

const reference = objectOf({ name: nameSchema, version: sha256Schema });

/** Body of `POST /reports/redrive`; also validates it. */
export const redriveRequest = {
  ...objectOf(
    { since: { ...dateTime, description: "Reports requested before this are left alone.", examples: ["2026-11-27T05:00:00Z"] } },
    { after: { ...text, pattern: "^\\d{13}-[0-9a-f]{64}$", description: "`next` of the previous call." } },
  ),
  additionalProperties: false,
};

/** Body of `POST /publications/{name}/run`; also validates it. */
export const runRequest = { ...objectOf({}, { date: { ...date, description: "Date of the edition, instead of the one that the publication derives.", examples: ["2026-10-31"] } }), additionalProperties: false };

/** Body of `POST /uploads`; also validates it. */
const datasetFormats = ["csv", "tsv", "json", "ndjson", "parquet", "xlsx"];

const datasetReading: JsonSchema = { type: "object", properties: readingSchemas, additionalProperties: false };

const askedUpload = {
  name: { ...nameSchema, description: "Name of the dataset.", examples: ["beijing-indicators"] },
  format: { ...text, enum: datasetFormats, examples: ["parquet"] },
  bytes: { ...integer, minimum: 1, maximum: datasetLimits.bytes, description: "Exact size.", examples: [52428800] },
  sha256: { ...sha256Schema, description: "Of the bytes.", examples: [exampleVersion] },
};

const uploadReading = { reading: { ...datasetReading, description: "How to read the file, where the file itself does not show it." } };

export const uploadRequest = { ...objectOf(askedUpload, uploadReading), additionalProperties: false };

const uploadState = objectOf(
  {
    ...askedUpload,
    id: { ...text, format: "uuid" },
    status: { ...text, enum: ["waiting", "received", "stored", "failed"], examples: ["stored"] },
    created: dateTime,
    self: text,
  },
  {
    ...uploadReading,
    finished: dateTime,
    version: { ...sha256Schema, description: "If stored: the version of the dataset." },
    dataset: { ...text, description: "If stored: the dataset.", examples: ["/datasets/beijing-indicators"] },
    failure: { ...ref("ProblemDetails"), description: "If failed: why." },
  },
);

/** Schemas by the names that references use. */
export const schemas = {
  ProblemEntry: { ...problemEntry, description: "One thing that is wrong." },
  Warning: { ...problemEntry, description: "Something that the reader of a finished report should know. It has the form of a problem." },
  ProblemDetails: {
    ...objectOf(
      {
        type: { ...text, examples: ["urn:broadsheet:problem:invalid-request"] },
        title: { ...text, examples: ["The request is not valid"] },
        status: { ...integer, examples: [400] },
        detail: { ...text, examples: ['there is no parameter "yeer"'] },
      },
      {
        problems: { type: "array", items: ref("ProblemEntry") },
        reference: { ...text, description: "Finds the log entry of an unexpected error." },
      },
    ),
    description: "RFC 9457, with one entry for each faulty field.",
  },
  SignedLink: {
    ...objectOf({ url: { ...text, examples: ["https://store.example/reports/9f86/1/report.pdf?X-Amz-Signature=5b1d"] } }),
    description: "A link to the PDF, valid for fifteen minutes for anyone who has it.",
  },
  LocalizedText: {
    type: "object",
    additionalProperties: text,
    description: "One text per language.",
    examples: [{ en: "High-tech industries", zh: "高精尖产业" }],
  },
  TemplateSummary: objectOf({
    name: { ...nameSchema, examples: ["high-tech-industries"] },
    version: { ...sha256Schema, examples: [exampleVersion] },
    title: ref("LocalizedText"),
    description: ref("LocalizedText"),
    languages: { type: "array", items: text, description: "The first one is the default.", examples: [["en", "zh"]] },
  }, { picture: { ...text, description: "Its picture; absent where pages cannot be drawn.", examples: [`/templates/high-tech-industries/versions/${exampleVersion}/picture`] } }),
  TemplateList: objectOf(
    { templates: { type: "array", items: ref("TemplateSummary") } },
    { next: { ...text, description: "Path of the next page; absent on the last one.", examples: ["/templates?limit=100&after=city"] } },
  ),
  ColumnType: { ...text, enum: ["text", "integer", "number", "boolean", "date", "timestamp"] },
  Choice: objectOf(
    { value: { type: ["string", "number", "boolean"], examples: ["KE"] } },
    {
      label: { ...text, description: "Its label.", examples: ["Kenya"] },
      when: { type: "object", description: "Values of other parameters for which it is available.", additionalProperties: { type: ["string", "number", "boolean", "null"] }, examples: [{ continent: "Africa" }] },
    },
  ),
  TemplateDetail: extend("TemplateSummary", {
    parameters: {
      type: "object",
      description: "JSON Schema (2020-12) of the parameters, with their defaults; values from the data are its `enum`, once they are known. The default of a date may be a word such as `previous-month-end`, relative to the report's date.",
      examples: [{ type: "object", properties: { year: { type: "integer", default: 2021 } } }],
    },
    datasets: {
      type: "array",
      items: objectOf(
        {
          alias: { ...text, examples: ["indicators"] },
          columns: {
            type: "object",
            additionalProperties: ref("ColumnType"),
            description: "Columns needed, with their types; `number` accepts integers.",
            examples: [{ year: "integer", value: "number" }],
          },
        },
        { default: { ...nameSchema, description: "Stored dataset used when the request names none.", examples: ["beijing-indicators"] } },
      ),
    },
    date: { ...date, description: "Date of the report when the request gives none.", examples: ["2022-12-31"] },
  }, {
    choices: {
      type: "object",
      description: "Parameter → its values from the data, for the current versions of the default datasets, once they are known.",
      additionalProperties: { type: "array", items: ref("Choice") },
      examples: [{ country: [{ value: "KE", label: "Kenya" }] }],
    },
  }),
  Caller: {
    ...objectOf({ kind: { ...text, enum: ["iam", "jwt", "token"], examples: ["token"] }, name: { ...text, examples: ["anna"] } }),
    description: "Who did it: an IAM principal, the subject of a JWT, or the owner of a token.",
  },
  TemplateVersion: objectOf(
    {
      version: { ...sha256Schema, examples: [exampleVersion] },
      state: { ...text, enum: ["current", "published", "draft"], description: "`published`: it was current once. `draft`: it never was.", examples: ["draft"] },
    },
    {
      created: { ...dateTime, description: "Absent for versions of earlier releases." },
      origin: { ...text, enum: ["draft", "bundled"], description: "`bundled`: it came with a deployment or from a folder of the server.", examples: ["draft"] },
      by: ref("Caller"),
      warnings,
    },
  ),
  TemplateVersionList: objectOf(
    { versions: { type: "array", items: ref("TemplateVersion") } },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  StoredTemplate: extend("TemplateVersion", { name: { ...nameSchema, examples: ["high-tech-industries"] }, self: text }),
  PublishedTemplate: objectOf({ name: nameSchema, version: sha256Schema, self: text }),
  QueryRequest: queryRequest,
  QueryResult: objectOf({
    columns: { type: "array", items: objectOf({ name: text, type: ref("ColumnType") }), examples: [[{ name: "year", type: "integer" }, { name: "value", type: "number" }]] },
    rows: { type: "array", items: { type: "array", items: scalar }, description: "Each row as a list of values. Decimals have all their digits; dates are YYYY-MM-DD.", examples: [[[2020, 1.5]]] },
  }),
  PreviewRequest: previewRequest,
  Preview: {
    ...objectOf(
      {
        id: { ...sha256Schema, description: "Names it in `since` and in the addresses of its pages." },
        state: { ...text, enum: ["current", "stale", "none"], description: "`stale`: the files are faulty, and these are the pages of the session's last preview without faults. `none`: there was none." },
        problems: { type: "array", items: ref("ProblemEntry"), description: "What is wrong with the files or the request's values, with file, line and column or JSON pointer." },
        warnings,
        datasets: { type: "object", additionalProperties: reference, description: "Alias → the version used." },
        pages: {
          type: "array",
          items: objectOf(
            {
              number: { ...integer, description: "From 1.", examples: [1] },
              width: { type: "number", description: "Points.", examples: [595.28] },
              height: { type: "number", examples: [841.89] },
              digest: { ...sha256Schema, description: "Pages of the same digest look the same." },
              self: { ...text, description: "The page as a PDF of its own.", examples: [`/previews/${exampleVersion}/pages/1.pdf`] },
            },
            { pdf: { ...text, contentEncoding: "base64", contentMediaType: "application/pdf", description: "The same PDF, for pages that the request named." } },
          ),
        },
        blocks: {
          type: "array",
          items: objectOf({
            type: { ...text, examples: ["paragraph"] },
            file: { ...text, examples: ["report.md"] },
            line: integer,
            column: integer,
            endLine: integer,
            page: integer,
            x: { type: "number", description: "Points from the page's left; `y` from its top." },
            y: { type: "number" },
            width: { type: "number" },
            height: { type: "number" },
          }),
          description: "Where each block of the text is printed. A block that a page cuts is listed for both; of nested blocks the inner ones are.",
        },
        queries: { type: "array", items: previewTable },
        columns: { type: "object", additionalProperties: { type: "array", items: objectOf({ name: text, type: ref("ColumnType") }) }, description: "Alias of a dataset → its columns." },
        timings: { type: "object", additionalProperties: { type: "number" }, description: "Milliseconds by stage." },
        pdf: { ...text, description: "The whole report.", examples: [`/previews/${exampleVersion}/report.pdf`] },
      },
      { title: text, language: text, date },
    ),
    description: "A report of unsaved files.",
  },
  AuthoringWords: {
    ...objectOf({
      directives: {
        type: "array",
        items: objectOf({
          name: { ...text, examples: ["chart"] },
          forms: { type: "array", items: { ...text, enum: ["leaf", "container"] }, description: "`leaf`: `::name`. `container`: `:::name`, blocks, and `:::`." },
          required: { type: "array", items: text },
          attributes: { type: "array", items: text },
          queries: { type: "array", items: text, description: "Attributes that name a query." },
        }),
      },
      textDirectives: { type: "array", items: text, description: "Directives in a line: `:sup[2]`." },
      columnWords: { type: "array", items: text, description: "Words of a table's columns." },
      formats: { type: "array", items: text },
      filters: { type: "array", items: text, description: "Filters of Liquid." },
      tags: { type: "array", items: text, description: "Tags of Liquid." },
      barcodes: { type: "array", items: text },
      languages: { type: "array", items: text },
      themes: { type: "array", items: text },
      warnings: { type: "array", items: objectOf({ code: text, of: text, means: text, remedy: text }) },
      schemas: objectOf({ template: { type: "object", description: "JSON Schema of template.yaml." }, test: { type: "object", description: "JSON Schema of tests/*.yaml." } }),
    }),
    description: "What the author of a template may write.",
  },
  TemplateFile: objectOf({ path: { ...text, examples: ["queries/share.sql"] }, bytes: integer, etag: { ...text, description: "For `If-Match`.", examples: [`"${exampleVersion}"`] } }),
  TemplateFileList: objectOf({ editable: { type: "boolean", description: "Whether the files may be changed: not those of templates that come with Broadsheet." }, files: { type: "array", items: ref("TemplateFile") } }),
  PreviewFindings: { ...objectOf({ problems: { type: "array", items: ref("ProblemEntry") }, warnings }), description: "What `broadsheet check` says of the files." },
  PromoteRequest: promoteRequest,
  RollbackRequest: rollbackRequest,
  TemplateMove: objectOf(
    { seq: { ...integer, description: "Counts the moves of the name.", examples: [7] }, kind: { ...text, enum: ["promote", "rollback", "remove", "bundled", "store"], examples: ["promote"] } },
    { version: { ...sha256Schema, description: "What is current since then; absent if nothing is." }, at: dateTime, by: ref("Caller"), why },
  ),
  TemplateLog: objectOf(
    { moves: { type: "array", items: ref("TemplateMove") } },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  DatasetSummary: objectOf({
    name: { ...nameSchema, examples: ["beijing-indicators"] },
    version: { ...sha256Schema, description: "SHA-256 of the content.", examples: [exampleVersion] },
    format: { ...text, enum: datasetFormats, examples: ["csv"] },
    bytes: { ...integer, examples: [22851] },
    rows: { ...integer, examples: [180] },
  }),
  DatasetList: {
    ...objectOf(
      { datasets: { type: "array", items: ref("DatasetSummary") } },
      { next: { ...text, description: "Path of the next page; absent on the last one.", examples: ["/datasets?limit=100&after=city"] } },
    ),
    description: "By name.",
  },
  DatasetProfile: extend(
    "DatasetSummary",
    {
      columns: {
        type: "array",
        items: objectOf({
          name: { ...text, examples: ["year"] },
          type: ref("ColumnType"),
          nulls: { ...integer, description: "Rows without a value.", examples: [0] },
        }),
      },
      warnings,
    },
    {
      delimiter: { ...text, enum: delimiters, description: "The field delimiter; CSV and workbooks only.", examples: [","] },
      encoding: { ...text, description: "The original encoding of the text, if not UTF-8.", examples: ["windows-1252"] },
      sheet: { ...text, description: "The sheet that was read.", examples: ["Q1"] },
      reading: { ...datasetReading, description: "The reading options given." },
    },
  ),
  DatasetDetail: extend("DatasetProfile", {
    versions: { type: "array", items: sha256Schema, description: "All stored versions.", examples: [[exampleVersion]] },
  }),
  ColumnSummaries: objectOf(
    {
      name: { ...nameSchema, examples: ["beijing-indicators"] },
      version: { ...sha256Schema, examples: [exampleVersion] },
      rows: { ...integer, examples: [180] },
      columns: {
        type: "array",
        items: objectOf(
          { name: { ...text, examples: ["year"] }, type: ref("ColumnType"), nulls: { ...integer, description: "Rows without a value.", examples: [0] } },
          {
            distinct: { ...integer, description: "Different values.", examples: [8] },
            lowest: { ...text, description: "Of numbers and dates.", examples: ["2018"] },
            highest: { ...text, examples: ["2025"] },
            median: { type: "number", examples: [2021] },
            mean: { type: "number", examples: [2021.4] },
            bins: { type: "array", items: integer, description: "Rows in each of 24 intervals of equal width from the lowest to the highest value." },
            values: { type: "array", items: objectOf({ value: text, rows: integer }), description: "Of texts: the most common ones, with their rows." },
          },
        ),
      },
    },
    { sample: { ...integer, description: "Rows of the sample, if the dataset has more than 200,000." } },
  ),
  DatasetLog: objectOf(
    {
      moves: {
        type: "array",
        items: objectOf(
          { seq: { ...integer, description: "Counts the moves of the name.", examples: [12] }, kind: { ...text, enum: ["put", "upload", "bundled", "remove"], examples: ["put"] }, at: dateTime },
          { version: { ...sha256Schema, description: "What is current since then; absent if nothing is." }, by: ref("Caller") },
        ),
      },
    },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  DatasetUses: objectOf({
    templates: { type: "array", items: objectOf({ name: { ...nameSchema, examples: ["high-tech-industries"] }, alias: { ...text, examples: ["indicators"] } }), description: "Published templates that take it unless a request names another." },
    publications: { type: "array", items: objectOf({ name: { ...nameSchema, examples: ["weekly-sales"] }, trigger: { type: "boolean", description: "Whether new data make an edition." } }) },
  }),
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
      engine: { ...sha256Schema, description: "Digest of the engine that made it or failed. It is not part of the id.", examples: [exampleVersion] },
      timings: {
        type: "object",
        additionalProperties: { type: "number" },
        description: "Milliseconds per stage.",
        examples: [{ query: 31.2, chart: 88 }],
      },
      warnings,
      cost: {
        ...objectOf({ gigabyteSeconds: { type: "number" }, usd: { type: "number" } }),
        description: "On AWS: what the last attempt used, and what it and the calls around it cost at public prices. An estimate.",
        examples: [{ gigabyteSeconds: 0.82, usd: 0.00009 }],
      },
      final: { type: "boolean", description: "If failed: whether the same inputs would fail again." },
      failure: { ...ref("ProblemDetails"), description: "Why there is no PDF." },
      pdf: { ...text, description: "Where the PDF is, once ready.", examples: [`/reports/${exampleVersion}/report.pdf`] },
    },
  ),
  ReportList: {
    ...objectOf(
      { reports: { type: "array", items: ref("Report") } },
      { next: { ...text, description: "Path of the next page; absent on the last one.", examples: ["/reports?after=…"] } },
    ),
    description: "Newest first.",
  },
  PublicationRequest: publicationSchema,
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
        pdf: { ...text, description: "The PDF of the latest edition.", examples: ["/publications/weekly-sales/editions/latest/report.pdf"] },
        feed: { ...text, description: "Its Atom feed.", examples: ["/publications/weekly-sales/feed.atom"] },
      },
      {
        ...publicationSchema.properties,
        next: { ...dateTime, description: "When its schedules make the next edition." },
        outputs: { ...text, description: "If its editions are batches: what the latest one has made, instead of a PDF.", examples: ["/publications/statements/editions/latest/outputs"] },
      },
    ),
    description: "A publication: what makes its editions, and from what they are made.",
  },
  PublicationList: {
    ...objectOf({ publications: { type: "array", items: ref("Publication") } }, { next: { ...text, description: "Path of the next page; absent on the last one.", examples: ["/publications?limit=100&after=weekly-sales"] } }),
    description: "By name.",
  },
  ScheduleTimes: objectOf({ times: { type: "array", items: dateTime, description: "In order.", examples: [["2026-11-30T06:00:00.000Z"]] } }),
  RunRequest: runRequest,
  Edition: objectOf(
    {
      id: { ...text, description: "An instant, or dataset and sequence.", examples: ["2026-11-27t07-00-00z", "sales-12"] },
      publication: { ...nameSchema, examples: ["weekly-sales"] },
      status: { ...text, enum: ["making", "ready", "failed", "skipped"], examples: ["ready"] },
      generation: { ...integer, description: "From 1: one more each time that it is retried." },
      instant: { ...dateTime, description: "The time for which it is made." },
      day: { ...date, description: "The day of the instant in the publication's time zone." },
      cause: { ...objectOf({ kind: { ...text, enum: ["schedule", "data", "run"] } }), description: "What made it: a schedule, with the number of missed times that it passed over; data, with their versions; or somebody's request." },
      created: dateTime,
      self: text,
    },
    {
      template: reference,
      parameters: { type: "object", description: "Pinned, with defaults and dates filled in.", examples: [{ year: 2021 }] },
      datasets: { type: "object", additionalProperties: reference },
      date: { ...date, description: "The date of its report.", examples: ["2026-10-31"] },
      language: { ...text, examples: ["en"] },
      report: { ...text, description: "The report that it shows.", examples: [`/reports/${exampleVersion}`] },
      batch: { ...text, description: "The batch that it is, instead of a report.", examples: [`/batches/${exampleVersion}`] },
      counts: { ...objectOf({ rows: integer, ready: integer, failed: integer }), description: "Of a batch, once ready: its rows, by what came of them." },
      outputs: { ...text, description: "Of a batch, once ready: where its archive or volumes and its manifest are.", examples: ["/publications/statements/editions/latest/outputs"] },
      finished: dateTime,
      title: { ...text, examples: ["Sales in October"] },
      pages: integer,
      bytes: integer,
      sha256: { ...sha256Schema, description: "Of the PDF." },
      engine: { ...sha256Schema, description: "Digest of the engine that made it." },
      warnings,
      cost: { ...objectOf({ gigabyteSeconds: { type: "number" }, usd: { type: "number" } }), description: "On AWS: what its report cost. An estimate." },
      pdf: { ...text, description: "Where the PDF is, once ready." },
      changes: { ...text, description: "Where its changes are, once ready." },
      sameAs: { ...text, description: "If skipped: the edition of which the inputs are the same." },
      final: { type: "boolean", description: "If failed: whether the same inputs would fail again." },
      failure: { ...ref("ProblemDetails"), description: "Why there is no PDF." },
    },
  ),
  EditionOutputs: objectOf({
    outputs: { type: "array", items: objectOf({ name: { ...text, examples: ["reports.zip", "manifest.csv"] }, path: text, bytes: integer }), description: "The archive or the volumes, then the manifest." },
  }),
  EditionList: {
    ...objectOf({ editions: { type: "array", items: ref("Edition") } }, { next: { ...text, description: "Path of the next page; absent on the last one.", examples: ["/publications/weekly-sales/editions?limit=20&after=…"] } }),
    description: "Newest first.",
  },
  Changes: {
    ...objectOf(
      {
        keyFigures: listOf(objectOf({ label: { ...text, examples: ["Share of GDP"] } }, { before: { ...text, description: "Absent if it came.", examples: ["29.8%"] }, after: { ...text, description: "Absent if it went.", examples: ["30.1%"] } })),
        tables: {
          type: "array",
          items: objectOf({ title: text, came: listOf(text), went: listOf(text), changed: listOf(text) }, { truncated: { type: "boolean", description: "Whether the table has more rows than are compared." } }),
        },
        charts: listOf(text),
        pages: objectOf({ before: { ...integer, description: "Number of pages." }, after: integer, changed: listOf(integer) }),
        words: { type: "array", items: text, description: "The changes in the edition's language, a line each.", examples: [["Share of GDP: 29.8% → 30.1%", "Pages that differ: 1, 4"]] },
      },
      {
        before: { ...text, description: "The edition before; absent for the first.", examples: ["2026-11-20t07-00-00z"] },
        unknown: { ...text, enum: ["not-recorded"], description: "Why the two cannot be compared." },
      },
    ),
    description: "What an edition shows that the one before did not: key figures that moved, rows by their first cells, charts with other data, pages that differ. Lists hold the first hundred entries.",
  },
  RedriveRequest: redriveRequest,
  Redriven: objectOf(
    { retried: { type: "array", items: { ...reportId, description: "Id of a report that will be rendered again." } } },
    { next: { ...text, description: "If time ran out: pass it as `after` to continue." } },
  ),
  BatchRequest: { ...batchSchema, properties: { ...batchSchema.properties, deliver: { ...deliverSchema, description: "Who is told of the batch's end: webhooks, and readers by a letter without attachment. The batch's PDFs are not sent, and it is not copied.", examples: [[{ webhook: "crm" }, { mail: { to: ["print@example.org"] } }]] } } },
  BatchCounts: objectOf(
    { ready: { ...integer, examples: [4990] }, failed: { ...integer, examples: [2] }, stopped: { ...integer, description: "Not made, because the batch had failed.", examples: [0] }, pending: { ...integer, examples: [5008] } },
    { rows: { ...integer, description: "Once they are read.", examples: [10000] } },
  ),
  BatchPreview: objectOf({
    rows: { ...integer, description: "How many the batch would have.", examples: [10000] },
    items: {
      type: "array",
      items: objectOf(
        { row: { ...integer, examples: [1] } },
        { name: { ...text, description: "Absent if the row gives none.", examples: ["statement-1017"] }, parameters: { type: "object", description: "Those of the row.", examples: [{ customer: "1017" }] }, failure: { ...ref("ProblemDetails"), description: "Why the row would fail." } },
      ),
      description: "The first rows.",
    },
  }),
  Batch: objectOf(
    {
      id: { ...reportId, description: "Hash of everything the batch is made from.", examples: [exampleVersion] },
      status: { ...text, enum: ["queued", "planning", "running", "ready", "failed"], examples: ["running"] },
      generation: { ...integer, description: "From 1: one more with each retry.", examples: [1] },
      template: { ...reference, examples: [{ name: "statement", version: exampleVersion }] },
      parameters: { type: "object", description: "Shared by all reports." },
      datasets: { type: "object", additionalProperties: reference },
      rows: { type: "object", description: "Where the rows come from; a dataset with its version.", examples: [{ dataset: { name: "customers", version: exampleVersion } }] },
      map: { type: "object", additionalProperties: text, examples: [{ customer: "customer_id" }] },
      name: { ...text, examples: ["statement-{{ customer_id }}"] },
      tolerate: { type: ["integer", "string"], examples: ["5%"] },
      output: { ...text, enum: outputs, examples: ["files"] },
      created: { ...dateTime, examples: ["2026-01-05T09:30:00.000Z"] },
      counts: ref("BatchCounts"),
      failures: { type: "array", items: ref("BatchItem"), description: "The first ten failed rows." },
      self: { ...text, examples: [`/batches/${exampleVersion}`] },
      items: { ...text, examples: [`/batches/${exampleVersion}/items`] },
      manifest: { ...text, examples: [`/batches/${exampleVersion}/manifest.csv`] },
    },
    {
      date: { ...date, description: "If the request gave one." },
      rate: { type: "number", description: "While running: reports made in a second.", examples: [118.4] },
      secondsLeft: { ...integer, description: "While running: how long the rest takes at that rate.", examples: [42] },
      finished: dateTime,
      pages: { ...integer, description: "If ready: of all PDFs together.", examples: [9980] },
      bytes: { ...integer, description: "If ready: of all PDFs together.", examples: [419430400] },
      outputs: { type: "array", items: objectOf({ path: text, name: text, bytes: integer }), description: "If ready: the files of the output." },
      final: { type: "boolean", description: "If failed: whether the same batch would fail again." },
      failure: { ...ref("ProblemDetails"), description: "If failed: why." },
    },
  ),
  BatchList: {
    ...objectOf({ batches: { type: "array", items: ref("Batch") } }, { next: { ...text, description: "Path of the next page; absent on the last one.", examples: ["/batches?after=…"] } }),
    description: "Newest first.",
  },
  BatchItem: objectOf(
    { row: { ...integer, description: "1-based, in the order of the rows.", examples: [17] }, status: { ...text, enum: itemStates, examples: ["ready"] } },
    {
      name: { ...text, description: "Absent if the row gives none.", examples: ["statement-1017"] },
      report: { ...reportId, description: "If ready: the id that a single request for this report has." },
      title: text,
      pages: integer,
      bytes: integer,
      sha256: sha256Schema,
      warnings,
      pdf: { ...text, examples: [`/batches/${exampleVersion}/items/statement-1017/report.pdf`] },
      final: { type: "boolean", description: "If failed: whether the row would fail again." },
      failure: { ...ref("ProblemDetails"), description: "If failed: why, by JSON pointer, row, column and value." },
    },
  ),
  BatchItemList: {
    ...objectOf({ items: { type: "array", items: ref("BatchItem") } }, { next: { ...text, description: "Path of the next page; absent on the last one." } }),
    description: "In the order of the rows.",
  },
  Health: objectOf({ status: { ...text, enum: ["ok"] }, engine: { ...sha256Schema, examples: [exampleVersion] } }),
  WebhookRequest: webhookSchema,
  Webhook: {
    ...objectOf(
      { name: nameSchema, url: webhookSchema.properties.url, events: webhookSchema.properties.events, created: dateTime, changed: dateTime, self: { ...text, examples: ["/webhooks/crm"] } },
      {
        description: webhookSchema.properties.description,
        secret: { ...text, description: "Only at its creation: what signs every message. It is never shown again.", examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="] },
      },
    ),
    description: "Somebody who is told of events.",
  },
  WebhookList: objectOf({ webhooks: { type: "array", items: ref("Webhook") } }),
  RotatedSecret: objectOf({
    secret: { ...text, description: "The new secret. It is never shown again.", examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="] },
    until: { ...dateTime, description: "Until then the former secret signs too." },
  }),
  Delivery: objectOf(
    {
      id: { ...text, examples: ["8232394599999-0123456789abcdef0123456789abcdef"] },
      event: { ...text, description: "The event's id: subject, generation and end.", examples: [`report/${exampleVersion}/1/ready`] },
      time: { ...dateTime, description: "When it happened." },
      state: { ...text, enum: ["due", "delivered", "parked", "unknown", "dropped"], description: "`parked`: given up. `unknown`: a letter that may have been sent. `dropped`: no longer wanted." },
      tries: {
        type: "array",
        items: objectOf({ at: dateTime, ms: { ...integer, description: "How long it took." } }, { status: { ...integer, description: "Of the answer.", examples: [204] }, fault: { ...text, description: "Why there is no answer.", examples: ["no answer within 10 s"] } }),
        description: "The last thirty, oldest first.",
      },
    },
    {
      to: { ...text, description: "Of a letter: its address. Of a batch's letters: the column of addresses. Of a copy: where it goes.", examples: ["board@example.org"] },
      item: { ...text, description: "Of a letter to a batch's row: the item that it brings." },
      page: { ...integer, description: "Of a batch's letters: the page of rows." },
      next: { ...dateTime, description: "When the next try is due." },
    },
  ),
  DeliveryList: {
    ...objectOf({ deliveries: { type: "array", items: ref("Delivery") } }, { next: { ...text, description: "Path of the next page; absent on the last one.", examples: ["/webhooks/crm/deliveries?after=…"] } }),
    description: "Newest event first.",
  },
  SuppressionList: objectOf(
    { unsubscribed: { type: "array", items: objectOf({ address: { ...text, examples: ["anna@example.org"] }, list: { ...text, description: "Name of a publication, or of a template.", examples: ["weekly"] }, at: dateTime }) } },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  TestedWebhook: objectOf({ delivered: { type: "boolean", description: "Whether the receiver answered with 2xx." } }, { status: { ...integer, examples: [204] }, fault: { ...text, examples: ["the connection was refused"] } }),
  Replayed: objectOf({ replayed: { ...integer, description: "Deliveries that are now due." } }, { next: { ...dateTime, description: "If there are more than a thousand: pass it as `since` to continue." } }),
  UploadRequest: uploadRequest,
  Upload: uploadState,
  AnnouncedUpload: extend("Upload", {
    url: { ...text, description: "Where to send the bytes." },
    method: { ...text, enum: ["PUT"] },
    headers: { type: "object", additionalProperties: text, description: "Headers to send, exactly these." },
    expires: dateTime,
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;

type Properties = Readonly<Record<string, JsonSchema>>;

/** A reference to a schema. */
export function ref(schema: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${schema}` };
}

function objectOf<Required extends Properties>(required: Required, optional: Properties = {}): { readonly type: "object"; readonly properties: Required & Properties; readonly required: readonly string[] } {
  return { type: "object", properties: { ...required, ...optional }, required: Object.keys(required) };
}

/** The first entries of a list, and how many there are. */
function listOf(items: JsonSchema): JsonSchema {
  return objectOf({ count: integer, first: { type: "array", items } });
}

function extend(schema: string, required: Properties, optional: Properties = {}): JsonSchema {
  return { allOf: [ref(schema), objectOf(required, optional)] };
}
