import type { Block, Document, Inline } from "../../../../functions/core/report/document/document.ts";
import { composeReport } from "../../../../functions/core/report/compose/compose-report.ts";
import { Decimal, isNumeric } from "../../../../functions/core/decimal.ts";
import { BroadsheetError, type Problem, type Warning } from "../../../../functions/core/errors.ts";
import type { Row, Table, Tables, Value } from "../../../../functions/core/report/query/table.ts";
import { acceptRequest } from "../../../../functions/core/report/request/accept-request.ts";
import { parseRequest } from "../../../../functions/core/report/request/parse-request.ts";
import { loadTemplate } from "../../../../functions/core/report/template/load-template.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import type { ColumnType, Template } from "../../../../functions/core/report/template/template.ts";

export const yaml = `title: { en: Running title, zh: 页眉 }
languages: [en, zh]
date: "2024-06-30"
parameters:
  type: object
  properties:
    year: { type: integer, default: 2021 }
    name: { type: string }
    language: { enum: [en, zh], default: en }
    weights: { type: object, properties: { rd: { type: number, default: 1 } } }
`;

export interface Setup {
  readonly files?: Readonly<Record<string, string>>;
  readonly tables?: Readonly<Record<string, readonly Row[]>>;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly date?: string;
  /** Columns that hold floating-point numbers, in every table. */
  readonly floating?: readonly string[];
}

/** The numbers that most tests use. */
export const share: readonly Row[] = [
  { year: 2018, pct: 25.1, change: null, name: "before" },
  { year: 2021, pct: 30.1, change: 5, name: "after" },
];

/** Templates by content: each is loaded once, as in a server. */
const templates = new Map<string, Template>();

export function templateWith(markdown: string, { files = {}, tables = { share } }: Setup = {}): Template {
  const key = JSON.stringify([markdown, files, Object.keys(tables)]);
  const template = templates.get(key) ?? load(markdown, { files, tables });
  templates.set(key, template);
  return template;
}

function load(markdown: string, { files, tables }: Required<Pick<Setup, "files" | "tables">>): Template {
  const queries = Object.keys(tables).map((name) => [`queries/${name}.sql`, "SELECT 1"]);
  const all = { "template.yaml": yaml, "report.md": markdown, ...Object.fromEntries(queries), ...files } as Record<
    string,
    string
  >;
  const template = loadTemplate(
    "test",
    "0".repeat(64),
    new Map(Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  // Only where a test is about it: the blocks of the others are those of their text.
  return { ...template, dateline: template.dateline ?? false };
}

/** Composes a report whose text is `markdown`; `warnings` receives its warnings. */
export function compose(markdown: string, setup: Setup = {}, warnings: Warning[] = []): Document {
  return composeTemplate(templateWith(markdown, setup), setup, warnings);
}

export function composeTemplate(
  template: Template,
  { tables = { share }, parameters = {}, date, floating = [] }: Setup = {},
  warnings: Warning[] = [],
): Document {
  const accepted = acceptRequest(
    parseRequest({ template: "test", parameters, ...(date !== undefined && { date }) }),
    template,
    {},
  );
  return composeReport(
    template,
    tablesOf(tables, floating),
    accepted,
    localeFor(accepted.language),
    (warning) => void warnings.push(warning),
  );
}

/** Returns the problems that composing reports. */
export function problemsOf(markdown: string, setup: Setup = {}): readonly Problem[] {
  try {
    compose(markdown, setup);
  } catch (error) {
    if (error instanceof BroadsheetError && error.kind === "invalid-template") return error.problems;
    throw error;
  }
  throw new Error("was composed");
}

/** Returns the text of a report's only paragraph. */
export function line(markdown: string, setup: Setup = {}): string {
  return text(inlines(markdown, setup));
}

export function inlines(markdown: string, setup: Setup = {}): readonly Inline[] {
  const [block, ...others] = compose(markdown, setup).blocks;
  if (block?.type !== "paragraph" || others.length > 0)
    throw new Error(`not one paragraph: ${JSON.stringify([block, ...others])}`);
  return block.children;
}

/** Writes inline content as text with its marks: `**strong**`, `[1]`. */
export function text(content: readonly Inline[]): string {
  return content
    .map((inline): string => {
      if (inline.type === "text") return inline.text;
      if (inline.type === "code") return `\`${inline.text}\``;
      if (inline.type === "break") return "\n";
      if (inline.type === "formula") return `$${inline.tex}$`;
      if (inline.type === "footnote") return `[${inline.index + 1}]`;
      if (inline.type === "link") return `<${inline.url}>(${text(inline.children)})`;
      if (inline.type === "reference") return `<#${inline.target}>(${text(inline.children)})`;
      if (inline.type === "page-reference") return `<#${inline.target}>(${inline.words})`;
      return `{${inline.type} ${text(inline.children)}}`;
    })
    .join("");
}

export function only<T extends Block["type"]>(document: Document, type: T): Extract<Block, { type: T }> {
  const found = document.blocks.filter((block) => block.type === type);
  if (found.length !== 1) throw new Error(`${found.length} blocks of type ${type}`);
  return found[0] as Extract<Block, { type: T }>;
}

function tablesOf(tables: Readonly<Record<string, readonly Row[]>>, floating: readonly string[]): Tables {
  return new Map(
    Object.entries(tables).map(([name, rows]) => {
      const table = tableOf(name, rows);
      const columns = table.columns.map((column) =>
        floating.includes(column.name) ? { ...column, floating: true as const } : column,
      );
      return [name, { ...table, columns }];
    }),
  );
}

/** Makes a table with types guessed from its values; without rows it has the columns of `share`. */
export function tableOf(name: string, rows: readonly Row[]): Table {
  const sample = rows.length === 0 ? share : rows;
  const columns = Object.keys(sample[0] ?? {}).map((column) => ({
    name: column,
    type: typeOf(sample.map((row) => row[column] ?? null)),
  }));
  return { name, columns, rows, hash: "" };
}

function typeOf(values: readonly Value[]): ColumnType {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return "text";
  if (known.every(isNumeric)) return known.every((value) => Decimal.from(value)?.scale === 0) ? "integer" : "number";
  if (known.every((value) => typeof value === "boolean")) return "boolean";
  return known.every((value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) ? "date" : "text";
}
