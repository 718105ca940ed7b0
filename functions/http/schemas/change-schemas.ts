import { comparisons, renamedKinds, summaries } from "../../core/report/edit/change.ts";
import { integer, objectOf, ref, text } from "./schema-parts.ts";

/** The types of columns. */
const columnTypes = ["text", "integer", "number", "boolean", "date", "timestamp"];

const name = { ...text, minLength: 1, maxLength: 100 } as const;
const column = { ...text, minLength: 1, maxLength: 300 } as const;
const typed = { type: "array", items: objectOf({ name: text, type: ref("ColumnType") }) } as const;

const filter = {
  ...objectOf(
    { column, is: { ...text, enum: comparisons } },
    {
      value: {
        ...text,
        maxLength: 1000,
        description: "As a person writes it: `2025-01-31`, `1200.5`. Of `empty` and `filled` there is none.",
      },
      parameter: { ...name, description: "In place of `value`: the parameter that has it." },
    },
  ),
  additionalProperties: false,
};

const menus = {
  ...objectOf(
    { from: { ...name, description: "A dataset's alias, or a query.", examples: ["sales"] } },
    {
      columns: {
        type: "array",
        maxItems: 1000,
        items: column,
        description: "Columns as they are. Absent, without groups and summaries: all.",
      },
      group: {
        type: "array",
        maxItems: 20,
        uniqueItems: true,
        items: column,
        description: "A row of the result for each combination of their values.",
      },
      summaries: {
        type: "array",
        maxItems: 50,
        items: {
          ...objectOf(
            { do: { ...text, enum: summaries } },
            {
              column: { ...column, description: "Absent for a count of rows; a count of a column counts its values." },
              as: { ...name, description: "Name of the new column." },
            },
          ),
          additionalProperties: false,
        },
      },
      filters: { type: "array", maxItems: 50, items: filter, description: "All of them hold." },
      order: {
        type: "array",
        maxItems: 20,
        items: { ...objectOf({ column }, { falling: { type: "boolean" } }), additionalProperties: false },
        description: "By columns of the result; then by the groups.",
      },
      top: { ...integer, minimum: 1, maximum: 100_000, description: "Most rows." },
    },
  ),
  additionalProperties: false,
};

/** Body of `POST /changes`; also validates it. */
export const changeRequest = {
  ...objectOf({
    files: {
      type: "object",
      minProperties: 1,
      maxProperties: 1000,
      additionalProperties: text,
      description:
        "Path → text of `template.yaml`, the report's texts, letters, partials, queries, specs, messages and tests.",
      examples: [{ "template.yaml": "title: Sales\ndate: 2026-01-31\n" }],
    },
    change: {
      type: "object",
      properties: {
        do: {
          ...text,
          enum: ["rename", "query"],
          description: "`rename`: `what`, `from` and `to`; `query`: `name`, `query` and `tables`.",
        },
        what: { ...text, enum: renamedKinds, description: "Of a rename." },
        from: { ...name, description: "Of a rename: the name as it is." },
        to: { ...name, description: "Of a rename: the new name." },
        name: { ...name, description: "Of a new query." },
        query: { ...menus, description: "Of a new query: what menus say of it." },
        tables: {
          type: "object",
          maxProperties: 500,
          additionalProperties: {
            type: "array",
            maxItems: 5000,
            items: {
              ...objectOf({ name: text, type: { ...text, enum: columnTypes } }),
              additionalProperties: false,
            },
          },
          description: "Dataset or query → its columns, as a preview gives them in `columns` and `queries`.",
        },
      },
      required: ["do"],
      additionalProperties: false,
    },
  }),
  additionalProperties: false,
  examples: [
    {
      files: { "template.yaml": "title: Sales\ndate: 2026-01-31\n", "queries/all.sql": "SELECT * FROM sales\n" },
      change: { do: "rename", what: "query", from: "all", to: "every_sale" },
    },
  ],
};

/** Changes of templates in several files at once. */
export const changeSchemas = {
  TemplateChangeRequest: changeRequest,
  TemplateChanges: objectOf(
    {
      patches: {
        type: "array",
        items: objectOf({ file: text, from: integer, to: integer, text }),
        description:
          "Stretches of the files and what is to stand there, under the paths that they have now; offsets in UTF-16 code units.",
      },
      moved: {
        type: "array",
        items: objectOf({ from: text, to: text }),
        description: "Files that get another path once they are patched.",
      },
      added: { type: "object", additionalProperties: text, description: "Path → text of new files." },
    },
    {
      left: {
        type: "array",
        items: objectOf({ file: text, line: integer, column: integer }),
        description:
          "Of the rename of a message: places with a key that is known only when a report is made, which stay as they are.",
      },
      columns: { ...typed, description: "Of a new query: the columns of its result." },
    },
  ),
};
