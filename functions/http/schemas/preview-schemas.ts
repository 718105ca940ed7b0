import type { JsonSchema } from "../../core/json/json-schema.ts";
import { wordedPattern } from "../../core/json/violation.ts";
import { nameSchema, requestSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { date, exampleVersion, integer, objectOf, ref, reference, text, warnings, why } from "./schema-parts.ts";

/** Body of `POST /previews`; also validates it. */
export const previewRequest = {
  ...objectOf(
    {
      session: {
        ...text,
        pattern: wordedPattern("^[A-Za-z0-9_-]{8,64}$", "8 to 64 letters, digits, hyphens and underscores"),
        description:
          "Identifies an editor, for example a random UUID for each open one. A newer preview of a session stops an older one.",
        examples: ["editor-2f6c1a"],
      },
      template: {
        ...text,
        pattern: `^${nameSchema.pattern.slice(1, -1)}(@[0-9a-f]{64})?$`,
        description: "Name of the template, or `name@version`.",
        examples: ["high-tech-industries"],
      },
    },
    {
      base: {
        ...text,
        enum: ["stored", "folder", "nothing"],
        default: "stored",
        description:
          "What `files` changes: the stored version, the folder from which a local server publishes it, or nothing, if `files` are all.",
      },
      since: {
        ...sha256Schema,
        description: "Instead of `base`: `id` of an earlier preview of the session, whose files `files` changes.",
      },
      files: {
        type: "object",
        additionalProperties: {
          anyOf: [
            text,
            { type: "null" },
            { ...objectOf({ base64: { ...text, pattern: "^[A-Za-z0-9+/]*={0,2}$" } }), additionalProperties: false },
          ],
        },
        description: "Path → its new text, `{base64}` for other bytes, or null if it is removed.",
        examples: [{ "report.md": "# A title\n" }],
      },
      parameters: requestSchema.properties.parameters,
      language: { ...text, description: "Instead of a parameter `language`.", examples: ["en"] },
      datasets: requestSchema.properties.datasets,
      date: requestSchema.properties.date,
      pages: {
        type: "array",
        maxItems: 20,
        items: { ...integer, minimum: 1, maximum: 2000 },
        description:
          "Pages in view, which the answer includes. It leaves out pages that do not exist, and pages that look the same as in the preview of `since`.",
        examples: [[1]],
      },
      pagesAs: {
        ...text,
        enum: ["pdf", "drawings"],
        default: "pdf",
        description:
          "As what the pages in view come: `drawings` list what a page shows, for an editor that draws it on a canvas; the studio does.",
      },
    },
  ),
  additionalProperties: false,
};

const previewTable = objectOf({
  name: { ...text, examples: ["share"] },
  file: { ...text, examples: ["queries/share.sql"] },
  columns: { type: "array", items: objectOf({ name: text, type: ref("ColumnType") }) },
  rows: integer,
  ran: { type: "boolean", description: "Whether it ran for this preview; otherwise its result was kept." },
});

/** Body of `POST /templates/{name}/rollback`; also validates it. */
export const rollbackRequest = {
  ...objectOf(
    { to: { ...sha256Schema, description: "A version that was published before.", examples: [exampleVersion] } },
    { why },
  ),
  additionalProperties: false,
};

const drawnParts = {
  ...objectOf({
    whole: {
      type: "boolean",
      description:
        "Whether nothing is left out. Otherwise what came with the preview of `since`, and with those before it, does not come again.",
    },
    faces: {
      type: "object",
      additionalProperties: objectOf({
        em: { type: "number", description: "Font units of an em." },
        glyphs: {
          type: "object",
          additionalProperties: text,
          description: "Id of a glyph → its outline as SVG path data in font units, y upwards.",
        },
      }),
      description: "Name of a face → its glyphs.",
    },
    figures: {
      type: "object",
      additionalProperties: { type: "array", items: { type: "object" } },
      description: "Digest of a chart or picture → what it paints. The form of paints may change between releases.",
    },
    images: { type: "object", additionalProperties: text, description: "Key of an image → a `data:` URL." },
  }),
  description: "With `pagesAs: drawings`: what the drawings name.",
} as const;

/** Previews, and what an editor needs. */
export const previewSchemas = {
  PreviewRequest: previewRequest,
  Preview: {
    ...objectOf(
      {
        id: { ...sha256Schema, description: "Names it in `since` and in the addresses of its pages." },
        state: {
          ...text,
          enum: ["current", "stale", "none"],
          description:
            "`stale`: the files are faulty, and these are the pages of the session's last preview without faults. `none`: there was none.",
        },
        problems: {
          type: "array",
          items: ref("ProblemEntry"),
          description:
            "What is wrong with the files or the request's values, with file, line and column or JSON pointer.",
        },
        warnings,
        datasets: { type: "object", additionalProperties: reference, description: "Alias → the version used." },
        pages: {
          type: "array",
          items: objectOf(
            {
              number: { ...integer, description: "From 1.", examples: [1] },
              width: { type: "number", description: "Points.", examples: [595.28] },
              height: { type: "number", examples: [841.89] },
              digest: { ...sha256Schema, description: "Pages of the same digest look the same." },
              self: {
                ...text,
                description: "The page as a PDF of its own.",
                examples: [`/previews/${exampleVersion}/pages/1.pdf`],
              },
            },
            {
              pdf: {
                ...text,
                contentEncoding: "base64",
                contentMediaType: "application/pdf",
                description:
                  "The same PDF, for pages that the request named, unless they look as in the preview of `since`.",
              },
              drawing: {
                type: "array",
                items: { anyOf: [{ ...integer, minimum: 0 }, { type: "object" }] },
                description:
                  "With `pagesAs: drawings` instead of `pdf`: the boxes of the page in the order of painting. A number stands for a box of the page's drawing in the preview of `since`, from 0. The form of boxes may change between releases.",
              },
            },
          ),
        },
        blocks: {
          type: "array",
          items: objectOf(
            {
              type: { ...text, examples: ["paragraph"] },
              file: { ...text, examples: ["report.md"] },
              line: integer,
              column: integer,
              endLine: integer,
              page: integer,
              x: { type: "number", description: "Points from the page's left; `y` from its top." },
              y: { type: "number" },
              width: { type: "number" },
              height: { type: "number" },
            },
            { times: { ...integer, description: "How many blocks are printed from these lines, if more than one." } },
          ),
          description:
            "Where each block of the text is printed. A block that a page cuts is listed for both; of nested blocks the inner ones are.",
        },
        values: {
          type: "array",
          items: objectOf(
            { file: text, line: integer, column: integer, text: { ...text, maxLength: 120, examples: ["1,234"] } },
            { varies: { type: "boolean", description: "Whether it is also printed as another text, in a loop." } },
          ),
          description: "What each `{{ … }}` of the texts prints first, and where it is written.",
        },
        choices: {
          type: "array",
          items: objectOf({ file: text, line: integer, column: integer, branches: { type: "array", items: integer } }),
          description:
            "Where each `if`, `unless` and `case` of the texts that was decided is written, and the branches that are printed, from 0; that of `else` is the last, also if it is unwritten.",
        },
        queries: { type: "array", items: previewTable },
        columns: {
          type: "object",
          additionalProperties: { type: "array", items: objectOf({ name: text, type: ref("ColumnType") }) },
          description: "Alias of a dataset → its columns.",
        },
        made: {
          ...objectOf({ queries: integer, charts: integer, pages: integer }),
          description:
            "What this preview made itself: queries that ran, charts that were compiled, pages that were written or listed. All else was kept from earlier ones.",
        },
        timings: { type: "object", additionalProperties: { type: "number" }, description: "Milliseconds by stage." },
        pdf: { ...text, description: "The whole report.", examples: [`/previews/${exampleVersion}/report.pdf`] },
      },
      { title: text, language: text, date, drawn: drawnParts },
    ),
    description: "A report of unsaved files.",
  },
  AuthoringWords: {
    ...objectOf({
      directives: {
        type: "array",
        items: objectOf({
          name: { ...text, examples: ["chart"] },
          forms: {
            type: "array",
            items: { ...text, enum: ["leaf", "container"] },
            description: "`leaf`: `::name`. `container`: `:::name`, blocks, and `:::`.",
          },
          required: { type: "array", items: text },
          attributes: { type: "array", items: text },
          queries: { type: "array", items: text, description: "Attributes that name a query." },
        }),
      },
      textDirectives: { type: "array", items: text, description: "Directives in a line: `:sup[2]`." },
      columnWords: { type: "array", items: text, description: "Words of a table's columns." },
      formats: { type: "array", items: text },
      filters: { type: "array", items: text, description: "Filters of Liquid." },
      tags: { type: "array", items: text, description: "Tags of Liquid." },
      macros: { type: "array", items: text, description: "Functions of SQL that queries may call beside DuckDB's." },
      barcodes: { type: "array", items: text },
      languages: { type: "array", items: text },
      themes: { type: "array", items: text },
      warnings: { type: "array", items: objectOf({ code: text, of: text, means: text, remedy: text }) },
      schemas: objectOf({
        template: { type: "object", description: "JSON Schema of template.yaml." },
        test: { type: "object", description: "JSON Schema of tests/*.yaml." },
      }),
    }),
    description: "What the author of a template may write.",
  },
  TemplateFile: objectOf({
    path: { ...text, examples: ["queries/share.sql"] },
    bytes: integer,
    etag: { ...text, description: "For `If-Match`.", examples: [`"${exampleVersion}"`] },
  }),
  TemplateFileList: objectOf({
    editable: {
      type: "boolean",
      description: "Whether the files may be changed: not those of templates that come with Broadsheet.",
    },
    files: { type: "array", items: ref("TemplateFile") },
  }),
  PreviewTests: {
    ...objectOf({
      tests: {
        type: "array",
        items: objectOf({
          file: { ...text, examples: ["tests/english.yaml"] },
          title: text,
          passed: { type: "boolean" },
          problems: {
            type: "array",
            items: ref("ProblemEntry"),
            description: "What does not hold: `seen` is what the report shows, `allowed` what the test expects.",
          },
        }),
      },
      problems: {
        type: "array",
        items: ref("ProblemEntry"),
        description: "Why the tests could not be run, or not all: faults of the template or of a test.",
      },
    }),
    description: "What `broadsheet test` says of the files.",
  },
  PreviewFindings: {
    ...objectOf({ problems: { type: "array", items: ref("ProblemEntry") }, warnings }),
    description: "What `broadsheet check` says of the files.",
  },
} as const satisfies Readonly<Record<string, JsonSchema>>;
