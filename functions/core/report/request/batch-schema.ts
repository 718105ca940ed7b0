import type { JsonSchema } from "../../json/json-schema.ts";
import { wordedPattern } from "../../json/violation.ts";
import { requestSchema } from "./request-schema.ts";
import { renditionForms } from "../../rendition-form.ts";
import { outputs } from "./batch-request.ts";

const { template, parameters, datasets, date } = requestSchema.properties;

/** The body of `POST /batches`, as JSON Schema (2020-12): it validates the body, and describes it in the API. */
export const batchSchema = {
  type: "object",
  properties: {
    template,
    parameters: { ...parameters, description: "Parameters that all reports share; those of a row take precedence." },
    datasets,
    date: { ...date, description: "The date of all reports." },
    rows: {
      type: "object",
      properties: {
        query: {
          type: "string",
          minLength: 1,
          maxLength: 100_000,
          description:
            "One SELECT over the template's datasets by alias; each row of its result is a report, in its order.",
        },
        dataset: {
          type: ["string", "object"],
          pattern: template.pattern,
          properties: template.properties,
          required: ["name"],
          additionalProperties: false,
          description: "`name` or `name@version` of a stored dataset; each of its rows is a report.",
        },
      },
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
      description: "Where the rows come from: either `query` or `dataset`.",
      examples: [{ dataset: "customers" }],
    },
    map: {
      type: "object",
      additionalProperties: { type: "string", minLength: 1 },
      minProperties: 1,
      description: "Parameter → column of the rows.",
      examples: [{ customer: "customer_id" }],
    },
    name: {
      type: "string",
      minLength: 1,
      maxLength: 1000,
      description:
        "Name of each item, of its file and in its address: Liquid over the row's columns, its number `row`, and `parameters`.",
      examples: ["statement-{{ customer_id }}"],
    },
    tolerate: {
      type: ["integer", "string"],
      minimum: 0,
      pattern: wordedPattern("^(?:100|\\d{1,2}(?:\\.\\d{1,2})?)%$", "a whole number, or a share such as 5%"),
      default: 0,
      description:
        "How many rows may fail: a number, or a share such as `5%`. If more fail, the batch stops and fails.",
      examples: ["5%"],
    },
    output: { type: "string", enum: outputs, default: "files", description: "How the finished batch is handed over." },
    renditions: {
      type: "array",
      items: { type: "string", enum: renditionForms },
      uniqueItems: true,
      description:
        "Forms in which each report is made beside its PDF, such as a workbook. They are files of the item, and in the archive.",
      examples: [["xlsx", "html"]],
    },
    // The code that delivers describes and checks its entries.
    deliver: {
      type: "array",
      description:
        "Who is notified when the batch ends, who receives each row's report, and where the files are copied.",
    },
  } satisfies Record<string, JsonSchema>,
  required: ["template", "rows", "map", "name"],
  additionalProperties: false,
} as const;
