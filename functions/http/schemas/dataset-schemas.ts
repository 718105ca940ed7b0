import { delimiters } from "../../core/report/dataset/delimiters.ts";
import { readingSchemas } from "../../core/report/dataset/parse-reading.ts";
import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { dateTime, exampleVersion, extend, integer, objectOf, ref, text, warnings } from "./schema-parts.ts";

/** Formats of files. */
export const datasetFormats = ["csv", "tsv", "json", "ndjson", "parquet", "xlsx"];

/** How a file is read. */
export const datasetReading: JsonSchema = { type: "object", properties: readingSchemas, additionalProperties: false };

/** Datasets, their profiles and versions. */
export const datasetSchemas = {
  DatasetSummary: objectOf(
    {
      name: { ...nameSchema, examples: ["beijing-indicators"] },
      version: {
        ...sha256Schema,
        description:
          "SHA-256 of the content, of the reading options, of the recipe, and of the mended rules by which an earlier release read it differently.",
        examples: [exampleVersion],
      },
      format: { ...text, enum: datasetFormats, examples: ["csv"] },
      bytes: { ...integer, examples: [22851] },
      rows: { ...integer, examples: [180] },
    },
    {
      byOlderReader: {
        type: "boolean",
        description:
          "True if an earlier release read the file and this one may read it differently: `POST /datasets/{name}/reread` reads it again. Absent otherwise.",
      },
    },
  ),
  DatasetList: {
    ...objectOf(
      { datasets: { type: "array", items: ref("DatasetSummary") } },
      {
        next: {
          ...text,
          description: "Path of the next page; absent on the last one.",
          examples: ["/datasets?limit=100&after=city"],
        },
      },
    ),
    description: "By name.",
  },
  DatasetColumn: objectOf(
    {
      name: { ...text, examples: ["year"] },
      type: ref("ColumnType"),
      nulls: { ...integer, description: "Rows without a value.", examples: [0] },
    },
    {
      couldBe: {
        ...ref("ColumnType"),
        description:
          "Of a text column whose values are all of this type, but look like codes: a template may declare it as either.",
      },
      unit: { ...text, description: "Of its values, as a recipe says.", examples: ["CNY million"] },
    },
  ),
  DatasetProfile: extend(
    "DatasetSummary",
    {
      columns: { type: "array", items: ref("DatasetColumn") },
      warnings,
    },
    {
      delimiter: {
        ...text,
        enum: delimiters,
        description: "The field delimiter; CSV and workbooks only.",
        examples: [","],
      },
      encoding: {
        ...text,
        description: "The original encoding of the text, if not UTF-8.",
        examples: ["windows-1252"],
      },
      sheet: { ...text, description: "The sheet that was read.", examples: ["Q1"] },
      reading: { ...datasetReading, description: "The reading options given." },
      recipe: { ...ref("Recipe"), description: "The recipe that made the table." },
      rowsHash: {
        ...sha256Schema,
        description: "If a recipe made the table: SHA-256 of its schema and its rows in their order.",
      },
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
          {
            name: { ...text, examples: ["year"] },
            type: ref("ColumnType"),
            nulls: { ...integer, description: "Rows without a value.", examples: [0] },
          },
          {
            distinct: { ...integer, description: "Different values.", examples: [8] },
            lowest: { ...text, description: "Of numbers and dates.", examples: ["2018"] },
            highest: { ...text, examples: ["2025"] },
            median: { type: "number", examples: [2021] },
            mean: { type: "number", examples: [2021.4] },
            bins: {
              type: "array",
              items: integer,
              description:
                "Rows in each of 24 intervals of equal width from the lowest to the highest value; of whole numbers and days, at most 24 that hold as many of them each.",
            },
            values: {
              type: "array",
              items: objectOf({ value: text, rows: integer }),
              description: "Of texts: the most common ones, with their rows.",
            },
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
          {
            seq: { ...integer, description: "Counts the moves of the name.", examples: [12] },
            kind: { ...text, enum: ["put", "upload", "reread", "recipe", "bundled", "remove"], examples: ["put"] },
            at: dateTime,
          },
          {
            version: { ...sha256Schema, description: "What is current since then; absent if nothing is." },
            by: ref("Caller"),
          },
        ),
      },
    },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  DatasetUses: objectOf({
    templates: {
      type: "array",
      items: objectOf({
        name: { ...nameSchema, examples: ["high-tech-industries"] },
        alias: { ...text, examples: ["indicators"] },
      }),
      description: "Published templates that take it unless a request names another.",
    },
    publications: {
      type: "array",
      items: objectOf({
        name: { ...nameSchema, examples: ["weekly-sales"] },
        trigger: { type: "boolean", description: "Whether new data make an edition." },
      }),
    },
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
