import { freeReasons } from "../../core/report/edit/chart/chart.ts";
import { chartChange, describedChart } from "./chart-schemas.ts";
import { conditions, rules } from "./rule-schemas.ts";
import { integer, objectOf, ref, text } from "./schema-parts.ts";

const place = { ...integer, minimum: 1 };
const styles = {
  bold: { type: "boolean" },
  italic: { type: "boolean" },
  strike: { type: "boolean" },
  link: { ...text, maxLength: 2000, description: "An https, http or mailto address, or `#` and an id of the report." },
} as const;

const content = {
  type: "array",
  maxItems: 2000,
  items: {
    type: "object",
    properties: {
      text: { ...text, maxLength: 20_000, description: "Words; none of their characters is read as a mark." },
      keep: { ...integer, minimum: 0, description: "A chip: what is kept as it is written, by its number." },
      ...styles,
    },
    additionalProperties: false,
  },
  description:
    "Words (`text`) and chips (`keep`), in their order. Each chip stands at most once; those of tags stay in their order.",
} as const;

/** What can be added beside a block. */
const newBlockKinds = [
  "heading",
  "text",
  "note",
  "table",
  "chart",
  "key-figures",
  "image",
  "partial",
  "page-break",
] as const;

/** Body of `POST /edits`; also validates it. */
export const editRequest = {
  ...objectOf(
    {
      files: {
        type: "object",
        minProperties: 1,
        maxProperties: 20,
        additionalProperties: text,
        description: "Path → text of the block's file, and `template.yaml` if it says `math: true`.",
        examples: [{ "report.md": "## Sales rose\n" }],
      },
      block: {
        ...objectOf(
          { file: { ...text, examples: ["report.md"] }, line: place },
          { column: { ...place, description: "As a preview gives it; absent: what begins on the line." } },
        ),
        additionalProperties: false,
        description: "Where the block begins, as a preview gives it in `blocks`.",
      },
    },
    {
      edit: {
        type: "object",
        properties: {
          do: {
            ...text,
            enum: [
              "text",
              "caption",
              "delete",
              "move",
              "insert",
              "column",
              "setting",
              "where",
              "status",
              "spec",
              "chart",
            ],
            description:
              "`text`: the words of a heading or a paragraph; `caption`: of an attribute; `delete`, `move`: the block, or the item or quote that it is in; `insert`: a new block beside it; `column`: of a table; `setting`: of a directive; `where`: which rows of its query a directive shows; `status`: what is said of key figures; `spec`, `chart`: of a chart, whose file `block` names.",
          },
          name: {
            ...text,
            description:
              "Of a caption: `title`, `deck`, `source`, `note`, `alt`; of a setting, as the block's `settings` have it.",
          },
          value: { type: ["string", "null"], maxLength: 100, description: "Of a setting; null: it is taken away." },
          content,
          direction: { ...text, enum: ["up", "down"], description: "Of a move." },
          column: { ...text, description: "Of a table: the column of its query." },
          label: { ...text, maxLength: 500, description: "Of a column: its heading." },
          format: {
            ...text,
            maxLength: 100,
            description: "Of a column, as the directive has it.",
            examples: ["percent: 1"],
          },
          move: { ...text, enum: ["left", "right"], description: "Of a column." },
          hidden: {
            type: "boolean",
            description: "Of a column: `true`, it is listed no more; `false`, it is listed, as the last.",
          },
          conditions: { ...conditions, description: "Of `where`; none: all rows are shown." },
          rules: { ...rules, description: "Of a column or of `status`: all rules; none: they are taken away." },
          columns: {
            type: "array",
            minItems: 1,
            maxItems: 1000,
            items: text,
            description:
              "Of a column: the columns of its query. A table that lists none (see `allBut`) then lists those that it prints.",
          },
          changes: {
            type: "array",
            minItems: 1,
            maxItems: 100,
            items: {
              type: "object",
              properties: {
                pointer: {
                  ...text,
                  maxLength: 1000,
                  pattern: "^(/.*)?$",
                  description: "JSON pointer.",
                  examples: ["/mark"],
                },
                value: { description: "What is to stand there; absent: nothing." },
                insert: {
                  type: "boolean",
                  description: "Of a list: the value is put before what stands there, or behind the last.",
                },
              },
              required: ["pointer"],
              additionalProperties: false,
            },
            description: "Of a spec, made one after the other. All else in the file stays as it is written.",
          },
          change: chartChange,
          where: { ...text, enum: ["above", "below"], description: "Of an insertion." },
          block: {
            type: "object",
            properties: {
              kind: { ...text, enum: newBlockKinds },
              level: { ...integer, minimum: 1, maximum: 4, default: 2, description: "Of a heading." },
              content,
              data: { ...text, description: "Of a table, a chart or key figures: the query." },
              spec: { ...text, description: "Of a chart: the name of its file in `charts/`." },
              title: { ...text, maxLength: 500, description: "Of a chart; no character of it is read as a mark." },
              image: { ...text, description: "Of an image: its path in `images/`.", examples: ["harbour.jpg"] },
              alt: {
                ...text,
                maxLength: 500,
                description: "Of an image: what it shows; no character is read as a mark.",
              },
              partial: { ...text, description: "Its path in `partials/`.", examples: ["imprint.liquid"] },
              label: { ...text, description: "Of key figures: the column with their words." },
              value: { ...text, description: "Of key figures: the column with their values." },
            },
            required: ["kind"],
            additionalProperties: false,
            description: "The new block of an insertion.",
          },
        },
        required: ["do"],
        additionalProperties: false,
        description: "What is to become of the block. Absent: the block is only described.",
      },
    },
  ),
  additionalProperties: false,
  examples: [
    {
      files: { "report.md": "## Sales rose\n" },
      block: { file: "report.md", line: 1, column: 1 },
      edit: { do: "text", content: [{ text: "Sales " }, { text: "fell", italic: true }] },
    },
  ],
};

const described = {
  type: "array",
  items: {
    type: "object",
    properties: {
      text,
      keep: integer,
      ...styles,
      kind: { ...text, enum: ["value", "tag", "code", "footnote", "formula", "break", "other"] },
      source: {
        ...text,
        description: "Of a chip, as it is written in the file.",
        examples: ["{{ total.first.sales }}"],
      },
      line: { ...integer, description: "Of a chip, where that begins; absent where it is not known." },
      column: integer,
    },
  },
  description: "Words, and chips for what is kept as it is written: values, conditions, code, footnotes.",
} as const;

/** Edits of templates on their pages. */
export const editSchemas = {
  EditRequest: editRequest,
  EditedBlock: objectOf(
    {
      kind: { ...text, description: "Kind of block, or the directive's name.", examples: ["paragraph"] },
      file: text,
      line: integer,
      endLine: integer,
      within: {
        type: "array",
        items: objectOf({
          kind: { ...text, enum: ["loop", "condition"] },
          tag: { ...text, examples: ["{% for row in regions.rows %}"] },
          line: integer,
        }),
        description:
          "The loops and conditions around it, outermost first: its text is printed for each row, or not always.",
      },
      captions: {
        type: "array",
        items: objectOf(
          { name: text, styled: { type: "boolean", description: "Whether its words can be bold, italic or a link." } },
          { content: described },
        ),
        description: "The texts that its attributes hold or may hold.",
      },
    },
    {
      branches: {
        type: "array",
        items: objectOf(
          { tag: { ...text, examples: ["{% elsif total > 0 %}"] }, line: integer, blocks: integer },
          {
            here: { type: "boolean", const: true, description: "The block is in it." },
            block: objectOf({ line: integer, column: integer }),
            content: { ...described, description: "The first text that it prints, which begins at `block`." },
          },
        ),
        description: "The branches of the innermost condition around it, in their order: one of them is printed.",
      },
      texts: {
        type: "array",
        items: objectOf({
          line: integer,
          column: integer,
          under: {
            type: "array",
            items: objectOf({ line: integer, column: integer, branch: integer }),
            description:
              "The conditions around it, outermost first: where each begins, and its branch that has the text, from 0.",
          },
          content: described,
        }),
        description: "The texts that stand in a directive with content, such as key figures, each a block of its own.",
      },
      columns: {
        type: "array",
        items: objectOf({ column: text }, { label: text, format: text, rules }),
        description:
          "The columns that a table's directive lists, with their headings and formats as they are written, and with their rules unless only the source can change these.",
      },
      allBut: {
        type: "array",
        items: text,
        description: "Of a table that lists no columns: it prints all of its query but these.",
      },
      settings: {
        type: "array",
        items: objectOf({ name: text }, { value: text }),
        description:
          "What of a directive is chosen, such as the columns of key figures; without a value if it is not written.",
      },
      where: {
        ...conditions,
        description: "Which rows of its query a directive shows; absent if only the source can change it.",
      },
      status: {
        ...rules,
        description: "What is said of key figures; absent if only the source can change it.",
      },
      data: { ...text, description: "The query of a directive, if it is written without Liquid." },
      draws: {
        ...objectOf({ spec: text }, { data: text }),
        description: "Of a chart's directive: its spec and its query, if they are written without Liquid.",
      },
      chart: describedChart,
      free: {
        ...text,
        enum: Object.keys(freeReasons),
        description: "Of a chart's spec: why it can be edited only as text.",
      },
      adds: {
        type: "array",
        items: { ...text, enum: newBlockKinds },
        description: "The kinds of blocks that can be added below it; absent if an edit was asked for.",
      },
      content: { ...described, description: "Its text; absent if it has none that can be edited on the page." },
    },
  ),
  Edits: objectOf({
    block: ref("EditedBlock"),
    patches: {
      type: "array",
      items: objectOf({
        file: text,
        from: { ...integer, description: "Offset in the file's text, in UTF-16 code units." },
        to: integer,
        text: { ...text, description: "What takes the place of the text between the two offsets." },
      }),
      description: "The smallest changes that make the block what was asked; none if it is that already.",
    },
  }),
};
