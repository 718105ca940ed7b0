import { delimiters } from "../../core/report/dataset/delimiters.ts";
import { readingSchemas } from "../../core/report/dataset/parse-reading.ts";
import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import {
  dateTime,
  exampleVersion,
  extend,
  integer,
  listOf,
  objectOf,
  ref,
  text,
  warnings,
  why,
} from "./schema-parts.ts";

/** A row that is a note. */
const noteRow = {
  row: { ...integer, description: "From 1.", examples: [14] },
  column: { ...text, examples: ["month"] },
  value: { ...text, examples: ["Source: accounts"] },
};

/** Formats of files. */
export const datasetFormats = ["csv", "tsv", "json", "ndjson", "parquet", "xlsx"];

/** How a file is read. */
export const datasetReading: JsonSchema = { type: "object", properties: readingSchemas, additionalProperties: false };

/** What both versions have; absent on a side that has none. */
function fromTo(schema: JsonSchema): JsonSchema {
  return objectOf({}, { from: schema, to: schema });
}

/** The values of a key's columns. */
const rowKey: JsonSchema = { type: "array", items: text };

/** Body of `POST /datasets/{name}/promote`; also validates it. */
export const datasetPromotion = {
  ...objectOf(
    { version: { ...sha256Schema, description: "A stored version of the dataset.", examples: [exampleVersion] } },
    { why: { ...why, description: "The reason, for the dataset's log." } },
  ),
  additionalProperties: false,
};

/** By way of which view something reads a dataset. */
const through = {
  through: {
    ...nameSchema,
    description: "The view of the dataset that it reads; absent if it reads the dataset itself.",
  },
};

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
      freshness: ref("Freshness"),
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
      proposal: {
        ...objectOf(
          {
            spoiled: {
              type: "array",
              items: objectOf({
                column: { ...text, examples: ["CAPE"] },
                type: { ...ref("ColumnType"), description: "What it is without these cells." },
                values: { ...integer, description: "Rows with a value.", examples: [401] },
                fits: { ...integer, description: "Those of the type.", examples: [400] },
                others: {
                  type: "array",
                  items: objectOf({
                    value: { ...text, examples: ["Total"] },
                    rows: { ...integer, examples: [1] },
                    row: { ...integer, description: "The first, from 1.", examples: [401] },
                  }),
                  description: "The first other texts.",
                },
                message: { ...text, examples: ['400 of 401 values are dates; row 401 says "Total"'] },
              }),
            },
            recipe: { type: "object", additionalProperties: true, description: "The recipe that mends them." },
          },
          {
            totals: {
              type: "array",
              items: objectOf(
                {
                  row: { ...integer, description: "From 1.", examples: [13] },
                  column: { ...text, description: "Holds the word.", examples: ["month"] },
                  value: { ...text, examples: ["Total"] },
                  sums: {
                    type: "array",
                    items: text,
                    description: "Columns in which it is the sum of the other rows.",
                  },
                  message: { ...text, examples: ['row 13 says "Total", and its "cost" is the sum of the other rows'] },
                },
                {
                  notes: {
                    type: "array",
                    items: objectOf(noteRow),
                    description: "Rows below it that fill one field: they are left out too.",
                  },
                },
              ),
              description: "Rows that sum others up, in their order; absent if there are none.",
            },
            notes: {
              type: "array",
              items: objectOf({
                ...noteRow,
                message: { ...text, examples: ['row 14 says "Source: accounts" and nothing else'] },
              }),
              description: "Rows below a table without a total that are notes; absent if there are none.",
            },
            days: {
              type: "array",
              items: objectOf({
                column: { ...text, examples: ["order_date"] },
                written: {
                  ...text,
                  enum: ["count", "digits"],
                  description: "As Excel counts days, from 30 December 1899, or as eight digits.",
                },
                first: { ...text, examples: ["2024-01-01"] },
                last: { ...text, examples: ["2024-12-31"] },
                message: {
                  ...text,
                  examples: [
                    '"order_date" holds whole numbers, as Excel writes days: 45292 is 2024-01-01, 45657 is 2024-12-31',
                  ],
                },
              }),
              description: "Columns of whole numbers that are days; absent if there are none.",
            },
            dates: {
              type: "array",
              items: objectOf({
                column: { ...text, examples: ["reported_on"] },
                type: { ...text, enum: ["date", "timestamp"], description: "What it would be." },
                spellings: {
                  type: "array",
                  items: objectOf({
                    format: { ...text, description: "As a recipe's `types` says it.", examples: ["%d %b %Y"] },
                    rows: { ...integer, examples: [59] },
                    value: { ...text, description: "The first of them.", examples: ["11 Jan 2025"] },
                    row: { ...integer, description: "Its row, from 1.", examples: [12] },
                    reads: { ...text, description: "What it is.", examples: ["2025-01-11"] },
                  }),
                  description: "How its dates are written, the most frequent first.",
                },
                message: {
                  ...text,
                  examples: [
                    '"reported_on" has dates in 2 spellings: 345 as 07.01.2025, which is 2025-01-07; 59 as 11 Jan 2025, which is 2025-01-11',
                  ],
                },
              }),
              description:
                "Columns of dates in several spellings, or with names of months or weekdays; absent if there are none.",
            },
            numbers: {
              type: "array",
              items: objectOf({
                column: { ...text, examples: ["North"] },
                value: { ...text, description: "The first such number.", examples: ["4,906"] },
                row: { ...integer, description: "From 1.", examples: [1] },
                reads: { ...text, description: "What it is.", examples: ["4906"] },
                message: { ...text, examples: ['"North": 4,906 is 4906, since "price" has 3.50'] },
              }),
              description:
                "Columns whose numbers could be read in two ways, and how the rest of the file says that they are meant; absent if there are none.",
            },
            names: {
              type: "array",
              items: objectOf({
                column: { ...text, examples: ["region"] },
                names: {
                  type: "array",
                  items: objectOf({
                    name: { ...text, description: "As it stands most often.", examples: ["North"] },
                    rows: { ...integer, description: "Rows that hold it so.", examples: [120] },
                    others: {
                      type: "array",
                      items: objectOf({
                        value: { ...text, examples: ["north"] },
                        rows: { ...integer, examples: [3] },
                        row: { ...integer, description: "The first, from 1.", examples: [17] },
                      }),
                      description: "The other ways in which it is written, the most frequent first.",
                    },
                  }),
                },
                message: {
                  ...text,
                  examples: ['"region" writes a name in several ways: 120 rows "North", 3 "north"'],
                },
              }),
              description:
                "Columns of names of which some are written in several ways, in case, white space, hyphens, other letters, or in short; absent if there are none.",
            },
          },
        ),
        description:
          "Columns that few cells keep from being numbers or dates, rows that sum others up or are notes, days written as numbers, dates in spellings of people, names written in several ways, and the recipe that would mend them. It changes nothing until it is accepted. Absent if there are none, or none that could be mended with certainty.",
      },
      question: ref("NumbersQuestion"),
      checks: {
        type: "array",
        items: ref("CheckResult"),
        description: "How it holds the checks of its contract; absent if it has none or was not judged by them.",
      },
      sheet: { ...text, description: "The sheet that was read.", examples: ["Q1"] },
      reading: { ...datasetReading, description: "The reading options given." },
      recipe: { ...ref("Recipe"), description: "The recipe that made the table." },
      held: {
        type: "boolean",
        description: "Whether it was stored and held back: another version is current, or none.",
      },
      cleaned: {
        type: "boolean",
        description: "Whether an erasure left it: a recipe has shaped its rows already.",
      },
      view: {
        type: "boolean",
        description:
          "Whether a view made it, see `GET /views/{name}`; then its version is `rowsHash`, or also of its units if it has any.",
      },
      source: {
        ...ref("SourceProvenance"),
        description: "Where the version first came from, if a source fetched it; in the manifest of reports, too.",
      },
      files: {
        type: "array",
        items: objectOf({
          sha256: { ...sha256Schema, description: "Of its bytes." },
          rows: { ...integer, examples: [3932160] },
          bytes: { ...integer, examples: [61440000] },
        }),
        description:
          "The Parquet files that hold the table one after the other, if it is too long for one; `bytes` and `rows` are their sums.",
      },
      rowsHash: {
        ...sha256Schema,
        description:
          "SHA-256 of the table's schema and of its rows in their order, as queries read them, whatever the file is. Absent of an uploaded file of more than 1,000,000 rows, and of one that an earlier release stored, unless a recipe has shaped it.",
      },
    },
  ),
  DatasetDetail: extend("DatasetProfile", {
    versions: { type: "array", items: sha256Schema, description: "All stored versions.", examples: [[exampleVersion]] },
  }),
  NumbersQuestion: {
    ...objectOf({
      columns: { type: "array", items: text, examples: [["North", "South"]] },
      value: { ...text, description: "The first such number.", examples: ["4,906"] },
      row: { ...integer, description: "Its row, from 1.", examples: [1] },
      message: { ...text, examples: ['"North", "South": 4,906 may be 4906 or 4.906'] },
      choices: {
        type: "array",
        items: objectOf({
          decimal: { ...text, enum: [".", ","], description: "The decimal mark." },
          reads: { ...text, description: "What the number is then.", examples: ["4906"] },
          says: { ...text, examples: ["4,906 is 4906"] },
          recipe: {
            type: "object",
            additionalProperties: true,
            description: "Reads the file so and mends the rest of it: send it to `PUT /datasets/{name}/recipe`.",
          },
        }),
        description: "The answers.",
      },
    }),
    description:
      "What nothing in a file decides: whether `4,906` is 4906 or 4.906, in all columns in which that is unclear. They are text until it is answered. It takes the place of a proposal, which each answer has. Absent if the file says it.",
  },
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
            kind: {
              ...text,
              enum: ["put", "upload", "source", "reread", "erase", "recipe", "view", "promote", "bundled", "remove"],
              examples: ["put"],
            },
            at: dateTime,
          },
          {
            version: { ...sha256Schema, description: "What is current since then; absent if nothing is." },
            by: ref("Caller"),
            why: { ...text, description: "The reason that was given." },
          },
        ),
      },
    },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  DatasetDiff: objectOf(
    {
      name: { ...nameSchema, examples: ["beijing-indicators"] },
      from: { ...sha256Schema, description: "The older version.", examples: [exampleVersion] },
      to: { ...sha256Schema, description: "The newer one.", examples: [exampleVersion] },
      rows: objectOf({ from: { ...integer, examples: [180] }, to: { ...integer, examples: [192] } }),
      columns: {
        type: "array",
        description: "The columns that differ; values are compared in the first 60.",
        items: objectOf(
          {
            name: { ...text, examples: ["year"] },
            change: { ...text, enum: ["added", "removed", "changed"] },
            type: ref("ColumnType"),
          },
          {
            changes: objectOf(
              {},
              {
                type: objectOf({ from: ref("ColumnType"), to: ref("ColumnType") }),
                nulls: { ...fromTo(integer), description: "Rows without a value." },
                distinct: { ...fromTo(integer), description: "Different values." },
                lowest: { ...fromTo(text), description: "Of numbers and dates. Absent on a side without values." },
                highest: fromTo(text),
                came: {
                  ...listOf(text),
                  description: "Of texts with at most 1,000 different values: those that came.",
                },
                gone: listOf(text),
                changedRows: { ...integer, description: "Rows of the same key in which it differs." },
              },
            ),
          },
        ),
      },
      uncompared: {
        ...integer,
        description:
          "Columns that both have beyond these 60, or in types that do not go together: their values were not compared.",
        examples: [0],
      },
    },
    {
      key: {
        type: "array",
        items: text,
        description: "The columns that name a row in both versions, by which rows are compared; absent without a key.",
        examples: [["city", "year"]],
      },
      keys: objectOf({
        came: { ...listOf(rowKey), description: "Rows whose keys only the newer version has." },
        gone: { ...listOf(rowKey), description: "Rows whose keys only the older version has." },
        changed: {
          ...listOf(
            objectOf({
              key: rowKey,
              column: text,
              from: { type: ["string", "null"] },
              to: { type: ["string", "null"] },
            }),
          ),
          description: "Rows of the same key that differ, and the first values that do.",
        },
      }),
    },
  ),
  DatasetPromotion: datasetPromotion,
  DatasetUses: objectOf({
    templates: {
      type: "array",
      items: objectOf(
        {
          name: { ...nameSchema, examples: ["high-tech-industries"] },
          alias: { ...text, examples: ["indicators"] },
        },
        through,
      ),
      description: "Published templates that take it unless a request names another.",
    },
    publications: {
      type: "array",
      items: objectOf(
        {
          name: { ...nameSchema, examples: ["weekly-sales"] },
          trigger: { type: "boolean", description: "Whether new data make an edition." },
        },
        through,
      ),
    },
    views: {
      type: "array",
      items: nameSchema,
      description: "Views that are made from it, or from other views of it.",
    },
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
