import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { dateTime, exampleVersion, integer, objectOf, ref, text, warnings } from "./schema-parts.ts";

const names = { type: "array", items: nameSchema } as const;
const versions = { type: "object", additionalProperties: sha256Schema } as const;

const summary = {
  name: { ...nameSchema, examples: ["sales-by-month"] },
  sources: { ...names, description: "The datasets that it is made from, sorted.", examples: [["sales"]] },
  state: {
    ...text,
    enum: ["current", "behind", "failed"],
    description:
      "`current`: made from what its sources are now. `behind`: readers get the last complete table until the next is made. `failed`: the same, but the next cannot be made.",
  },
  waitsFor: { ...names, description: "Views among its sources that are not current, for which it waits." },
} as const;

const version = { ...sha256Schema, description: "What its readers get; absent before the first table is made." };

/** Views: datasets that are made from others. */
export const viewSchemas = {
  ViewSummary: objectOf(summary, { version }),
  ViewList: objectOf(
    { views: { type: "array", items: ref("ViewSummary") } },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  View: objectOf(
    {
      ...summary,
      from: {
        type: "object",
        additionalProperties: nameSchema,
        description: "Name of a table in the SELECT → dataset.",
        examples: [{ sales: "sales" }],
      },
      text: { ...text, description: "Its definition as it was put." },
      definition: { ...sha256Schema, description: "SHA-256 of the text.", examples: [exampleVersion] },
      since: { ...dateTime, description: "When it got this definition." },
      readBy: { ...names, description: "Views that are made from it." },
    },
    {
      select: { ...text, examples: ["SELECT month, sum(amount) AS amount FROM sales GROUP BY month"] },
      recipe: ref("Recipe"),
      version,
      rows: { ...integer, examples: [12] },
      madeFrom: { ...versions, description: "Dataset → version of what its readers get." },
      problems: { type: "array", items: ref("ProblemEntry"), description: "Why it failed." },
      by: ref("Caller"),
    },
  ),
  ViewTrial: objectOf({
    name: { ...nameSchema, examples: ["sales-by-month"] },
    version: { ...sha256Schema, description: "That the view would have.", examples: [exampleVersion] },
    rows: { ...integer, examples: [12] },
    columns: { type: "array", items: ref("DatasetColumn") },
    warnings,
    first: {
      ...objectOf({
        columns: { type: "array", items: objectOf({ name: text, type: text }) },
        rows: { type: "array", items: { type: "array", items: { type: ["string", "number", "boolean", "null"] } } },
      }),
      description: "The first rows: at most 50, fewer if they are long (1 MB in all).",
    },
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
