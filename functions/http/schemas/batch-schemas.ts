import { itemStates } from "../../core/service/batch/status/list-items.ts";
import { deliverSchema } from "../../core/service/delivery/deliver-schema.ts";
import type { JsonSchema } from "../../core/json/json-schema.ts";
import { renditionForms } from "../../core/rendition-form.ts";
import { outputs } from "../../core/report/request/batch-request.ts";
import { batchSchema } from "../../core/report/request/batch-schema.ts";
import { sha256Schema } from "../../core/report/request/request-schema.ts";
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

/** Batches and their items. */
export const batchSchemas = {
  BatchRequest: {
    ...batchSchema,
    properties: {
      ...batchSchema.properties,
      deliver: {
        ...deliverSchema,
        description:
          "Who is notified when the batch ends, who receives each row's report, and where the files are copied.",
        examples: [[{ webhook: "crm" }, { mail: { to: ["print@example.org"] } }]],
      },
    },
  },
  BatchCounts: objectOf(
    {
      ready: { ...integer, examples: [4990] },
      failed: { ...integer, examples: [2] },
      stopped: { ...integer, description: "Not made, because the batch had failed.", examples: [0] },
      pending: { ...integer, examples: [5008] },
    },
    { rows: { ...integer, description: "Once they are read.", examples: [10000] } },
  ),
  BatchPreview: objectOf({
    rows: { ...integer, description: "How many the batch would have.", examples: [10000] },
    items: {
      type: "array",
      items: objectOf(
        { row: { ...integer, examples: [1] } },
        {
          name: { ...text, description: "Absent if the row gives none.", examples: ["statement-1017"] },
          parameters: { type: "object", description: "Those of the row.", examples: [{ customer: "1017" }] },
          failure: { ...ref("ProblemDetails"), description: "Why the row would fail." },
        },
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
      rows: {
        type: "object",
        description: "Where the rows come from; a dataset with its version.",
        examples: [{ dataset: { name: "customers", version: exampleVersion } }],
      },
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
      renditions: {
        type: "array",
        items: { ...text, enum: renditionForms },
        description: "Forms in which each report is made beside its PDF.",
        examples: [["xlsx"]],
      },
      incomplete: { ...integer, description: "If ready: reports that lack one of these forms.", examples: [1] },
      retriable: { ...integer, description: "If ready: how many of them a retry may complete.", examples: [1] },
      rate: { type: "number", description: "While running: reports made in a second.", examples: [118.4] },
      secondsLeft: { ...integer, description: "While running: how long the rest takes at that rate.", examples: [42] },
      finished: dateTime,
      pages: { ...integer, description: "If ready: of all PDFs together.", examples: [9980] },
      bytes: { ...integer, description: "If ready: of all PDFs together.", examples: [419430400] },
      outputs: {
        type: "array",
        items: objectOf({ path: text, name: text, bytes: integer }),
        description: "If ready: the files of the output.",
      },
      cost: {
        ...objectOf({ gigabyteSeconds: { type: "number" }, usd: { type: "number" } }),
        description:
          "If ready, on AWS: what the last attempts at the plan, the pages and the end used, and what they and their calls cost at public prices. An estimate.",
        examples: [{ gigabyteSeconds: 102.4, usd: 0.0068 }],
      },
      final: { type: "boolean", description: "If failed: whether the same batch would fail again." },
      failure: { ...ref("ProblemDetails"), description: "If failed: why." },
    },
  ),
  BatchList: {
    ...objectOf(
      { batches: { type: "array", items: ref("Batch") } },
      {
        next: {
          ...text,
          description: "Path of the next page; absent on the last one.",
          examples: ["/batches?after=…"],
        },
        lookedBackTo,
      },
    ),
    description: "Newest first.",
  },
  BatchItem: objectOf(
    {
      row: { ...integer, description: "1-based, in the order of the rows.", examples: [17] },
      status: { ...text, enum: itemStates, examples: ["ready"] },
    },
    {
      name: { ...text, description: "Absent if the row gives none.", examples: ["statement-1017"] },
      report: { ...reportId, description: "If ready: the id that a single request for this report has." },
      title: text,
      pages: integer,
      bytes: integer,
      sha256: sha256Schema,
      warnings,
      pdf: { ...text, examples: [`/batches/${exampleVersion}/items/statement-1017/report.pdf`] },
      renditions: {
        type: "array",
        items: objectOf(
          { form: { ...text, enum: renditionForms, examples: ["xlsx"] } },
          {
            name: { ...text, description: "Name of the file.", examples: ["statement-1017.xlsx"] },
            path: { ...text, examples: [`/batches/${exampleVersion}/items/statement-1017/report.xlsx`] },
            bytes: integer,
            sha256: sha256Schema,
            final: { type: "boolean", description: "If it was not made: whether it would fail again." },
            failure: { ...ref("ProblemDetails"), description: "Why it was not made." },
          },
        ),
        description: "If ready: the report in the other forms that the batch asks for. Absent until they are made.",
      },
      final: { type: "boolean", description: "If failed: whether the row would fail again." },
      failure: { ...ref("ProblemDetails"), description: "If failed: why, by JSON pointer, row, column and value." },
    },
  ),
  BatchItemList: {
    ...objectOf(
      { items: { type: "array", items: ref("BatchItem") } },
      { next: { ...text, description: "Path of the next page; absent on the last one." } },
    ),
    description: "In the order of the rows.",
  },
} as const satisfies Readonly<Record<string, JsonSchema>>;
