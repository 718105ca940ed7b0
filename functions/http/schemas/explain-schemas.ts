import type { JsonSchema } from "../../core/json/json-schema.ts";
import { integer, objectOf, ref, scalar, text } from "./schema-parts.ts";

const number = { type: "number" } as const;
const listed = (items: JsonSchema): JsonSchema => ({ type: "array", items });
const record = { type: "object", additionalProperties: scalar, description: "The whole row." } as const;

/** The kinds of printed numbers, see `NumberKind`. */
const kinds = [
  "cell",
  "cells",
  "computed",
  "count",
  "parameter",
  "report",
  "heading",
  "words",
  "numbering",
  "guide",
  "chart",
  "unknown",
] as const;

const namedRows = objectOf({
  count: { ...integer, description: "How many they are." },
  all: { type: "boolean", description: "Whether they are all rows of the dataset." },
  rows: {
    ...listed(
      objectOf(
        { row: { ...integer, description: "In the dataset's table, from 1." } },
        { record: { type: "object", additionalProperties: true } },
      ),
    ),
    description: "The first of them.",
  },
});

/** Where printed numbers come from. */
export const explainSchemas = {
  RowLineage: objectOf({
    query: text,
    row: { ...integer, description: "In the query's result, from 1." },
    columns: listed(text),
    steps: {
      ...listed(objectOf({ name: text, kind: text, rows: integer })),
      description:
        "The queries, common tables and subqueries that lead to the datasets, with how many of their rows did.",
    },
    datasets: listed(
      objectOf({
        dataset: text,
        total: { ...integer, description: "Rows that it has." },
        value: { ...namedRows, description: "Rows that the value was computed from." },
        deciding: { ...namedRows, description: "Other rows, which decided what counts." },
      }),
    ),
    coarse: {
      ...listed(objectOf({ why: text, role: { type: "string", enum: ["value", "deciding"] }, datasets: listed(text) })),
      description: "Where a rule leads to no single rows, so that all rows of these datasets are named.",
    },
    again: {
      ...objectOf({ result: { type: "string", enum: ["same", "differs", "failed"] } }, { seen: {}, why: text }),
      description: "What the queries give over the named rows alone.",
    },
  }),
  ExplainedNumber: objectOf(
    {
      kind: { type: "string", enum: kinds },
      text: { ...text, examples: ["30.1"] },
      context: { ...text, description: "The text around it on the same line.", examples: ["grew by 30.1%"] },
      page: integer,
      x: { ...number, description: "Points from the page's left edge." },
      y: { ...number, description: "Points from the page's top edge." },
      width: number,
      height: number,
      decimals: { ...integer, description: "Decimals as printed; the values have all their digits." },
      cells: {
        ...listed(
          objectOf({
            query: text,
            column: text,
            count: { ...integer, description: "How many rows there are." },
            rows: {
              ...listed(objectOf({ row: integer, value: scalar, record })),
              description: "The first of them; none if the data are gone.",
            },
          }),
        ),
        description: "The cells of queries that it was made from.",
      },
      queries: { ...listed(text), description: "Queries whose rows were counted, or from which a chart computed it." },
      names: {
        ...listed(objectOf({ name: text }, { value: scalar })),
        description: "Parameters and the like that it was made from.",
      },
      decidedBy: {
        ...listed(objectOf({}, { query: text, column: text, count: integer, name: text })),
        description: "What else decided it: conditions, the choice of rows, formats.",
      },
      places: {
        ...listed(
          objectOf(
            { file: text, line: integer, column: integer, endLine: integer, endColumn: integer },
            { from: integer, to: integer },
          ),
        ),
        description: "Where the template prints it.",
      },
    },
    {
      figure: { ...text, description: "The figure in whose chart it is." },
      lineage: listed(ref("RowLineage")),
      lineageProblems: {
        ...listed(ref("ProblemEntry")),
        description: "Why the rows behind some cells were not found.",
      },
      cellsLeft: { ...integer, description: "Cells whose rows were not sought." },
    },
  ),
  ReportExplanation: objectOf({
    report: text,
    sha256: { ...text, description: "SHA-256 of the PDF of which this is said." },
    otherEngine: {
      type: "boolean",
      description: "Whether another engine made the PDF; this one prints the same.",
    },
    answers: listed(ref("ExplainedNumber")),
    more: { ...integer, description: "Numbers that the question means beyond the answers." },
    gone: {
      ...listed(
        objectOf(
          { kind: { type: "string", enum: ["dataset", "template"] }, name: text, version: text },
          { alias: text },
        ),
      ),
      description: "What the report was made from that was deleted since: there are no values and rows then.",
    },
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
