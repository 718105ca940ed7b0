import { readingSchemas } from "../../core/report/dataset/parse-reading.ts";
import { stepTypes } from "../../core/report/dataset/recipe/recipe.ts";
import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { contractChecks } from "./check-schemas.ts";
import { dateTime, exampleVersion, integer, objectOf, ref, scalar, text, warnings, why } from "./schema-parts.ts";

const texts = { type: "array", items: text } as const;
const textsByColumn = { type: "object", additionalProperties: text } as const;

/** Body of `POST /datasets/{name}/recipe/rollback`; also validates it. */
export const recipeRollback = {
  ...objectOf(
    { to: { ...sha256Schema, description: "A recipe that the dataset had before.", examples: [exampleVersion] } },
    { why },
  ),
  additionalProperties: false,
};

/** A step is an object with one of these members. */
const steps: Readonly<Record<string, JsonSchema>> = {
  names: { ...textsByColumn, description: "Old name → new name." },
  types: {
    type: "object",
    additionalProperties: {
      anyOf: [
        { ...text, enum: stepTypes },
        {
          type: "object",
          description: 'With the way it is written: `{"date": "%d/%m/%Y"}`, `{"decimal": "1.234,56"}`.',
        },
      ],
    },
    description: "Column → type.",
  },
  "leave-out": {
    ...objectOf({ where: text }),
    description: "Rows of which the SQL condition is true are left out.",
  },
  unpivot: {
    ...objectOf({ columns: { anyOf: [text, texts] }, names: text, values: text }),
    description: "Columns become rows: a list, `first..last` or `first..`.",
  },
  split: {
    ...objectOf({ column: text, by: text, into: texts }),
    description: "A column becomes as many as there are parts.",
  },
  trim: { ...texts, description: "Columns whose values lose the white space around them." },
  derive: { ...textsByColumn, description: "Column → SQL expression over the columns before." },
  units: { ...textsByColumn, description: "Column → unit of its values." },
};

const first = objectOf({
  columns: { type: "array", items: objectOf({ name: text, type: text }) },
  rows: { type: "array", items: { type: "array", items: scalar } },
});

/** Recipes of datasets. */
export const recipeSchemas = {
  Recipe: {
    ...objectOf(
      { steps: { type: "array", items: { type: "object", properties: steps, maxProperties: 1 } } },
      {
        read: {
          type: "object",
          properties: {
            ...readingSchemas,
            header: {
              type: ["boolean", "integer"],
              description: "Whether the first row names the columns, or the line that does, from 1.",
            },
          },
        },
        checks: contractChecks,
        unread: {
          ...texts,
          description: "Parts of a data contract that would check something and are not read, by JSON pointer.",
        },
        freshness: {
          ...text,
          description: "How long the data stay fresh: minutes, hours or days. Then `dataset.stale` is an event.",
          examples: ["36h"],
        },
        missing: {
          anyOf: [texts, { type: "object", additionalProperties: texts }],
          description: "Cells that stand for no value: of all columns, or by column as the file names it.",
        },
      },
    ),
    description:
      "How a dataset's file is read, how its table becomes the one that reports read, and what that must be.",
    examples: [{ missing: ["..", "NA"], steps: [{ units: { value: "CNY million" } }] }],
  },
  DatasetRecipe: objectOf(
    {
      name: { ...nameSchema, examples: ["beijing-indicators"] },
      recipe: ref("Recipe"),
      version: { ...sha256Schema, description: "Of the recipe: SHA-256 of its text.", examples: [exampleVersion] },
      text: { ...text, description: "The recipe as it was sent.", examples: ["steps:\n  - trim: [region]\n"] },
      applied: {
        type: "boolean",
        description:
          "Whether the current version of the dataset was made by it. Otherwise an earlier release stored a file, or a change was cut short: put the recipe again.",
      },
    },
    {
      dataset: { ...sha256Schema, description: "The current version of the dataset.", examples: [exampleVersion] },
    },
  ),
  RecipeTrial: objectOf(
    {
      name: { ...nameSchema, examples: ["beijing-indicators"] },
      recipe: ref("Recipe"),
      version: { ...sha256Schema, description: "That the dataset would have.", examples: [exampleVersion] },
      rows: { ...integer, examples: [180] },
      columns: { type: "array", items: ref("DatasetColumn") },
      warnings,
      first: { ...first, description: "The first rows: at most 50, fewer if they are long (1 MB in all)." },
    },
    { checks: { type: "array", items: ref("CheckResult"), description: "How the table holds the recipe's checks." } },
  ),
  RecipeLog: objectOf(
    {
      moves: {
        type: "array",
        items: objectOf(
          {
            seq: { ...integer, description: "Counts the changes.", examples: [3] },
            kind: { ...text, enum: ["put", "rollback", "remove"], examples: ["put"] },
            at: dateTime,
          },
          {
            version: { ...sha256Schema, description: "The recipe since then; absent if there is none." },
            by: ref("Caller"),
            why,
          },
        ),
      },
    },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  RecipeRollback: recipeRollback,
} as const satisfies Readonly<Record<string, JsonSchema>>;
