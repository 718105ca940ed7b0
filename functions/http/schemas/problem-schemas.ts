import type { JsonSchema } from "../../core/json/json-schema.ts";
import { renditionForms } from "../../core/rendition-form.ts";
import { integer, objectOf, ref, text } from "./schema-parts.ts";

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

/** Problems, warnings and links. */
export const problemSchemas = {
  ProblemEntry: { ...problemEntry, description: "One thing that is wrong." },
  Warning: {
    ...problemEntry,
    description: "Something that the reader of a finished report should know. It has the form of a problem.",
  },
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
  PendingRendition: {
    ...objectOf({
      state: { type: "string", enum: ["pending"] },
      report: { ...text, description: "Id of the report." },
      form: { type: "string", enum: renditionForms },
    }),
    description: "A report in another form, which is being made.",
  },
  SignedLink: {
    ...objectOf({
      url: { ...text, examples: ["https://store.example/reports/9f86/1/report.pdf?X-Amz-Signature=5b1d"] },
    }),
    description: "A link to the file, valid for fifteen minutes for anyone who has it.",
  },
} as const satisfies Readonly<Record<string, JsonSchema>>;
