import { completeLiquid } from "./complete-liquid.ts";
import {
  caretMark,
  type DirectiveWord,
  ofKind,
  type Suggestion,
  type Suggestions,
  type TemplateNames,
  type TemplateWords,
} from "./words.ts";

const directiveStart = /^(?:[ \t]|> ?|[-*+] |\d{1,3}[.)] )*(:{2,})([a-z][a-z0-9_-]*)(?:\[[^\]\n]*\])?\{/gim;
const nameStart = /^(?:[ \t]|> ?|[-*+] |\d{1,3}[.)] )*(:{2,})([a-z0-9_-]*)$/i;

/** Attributes whose value names columns. */
const columnAttributes: ReadonlySet<string> = new Set([
  "columns",
  "group",
  "label",
  "value",
  "rows",
  "column",
  "where",
  "totals",
]);

/** What may stand at the caret of a report's text: Liquid, the name of a directive, its attributes and their values. */
export function completeReport(
  text: string,
  at: number,
  words: TemplateWords,
  names: TemplateNames,
): Suggestions | undefined {
  const liquid = completeLiquid(text, at, words, names);
  if (liquid !== undefined) return liquid;
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const named = nameStart.exec(line);
  if (named !== null) {
    const [, colons = "", name = ""] = named;
    const form = colons.length === 2 ? "leaf" : "container";
    return {
      from: at - name.length,
      options: words.directives
        .filter(({ forms }) => forms.includes(form))
        .map((rule) => directiveSuggestion(rule, colons)),
    };
  }
  return completeAttributes(text, at, words, names);
}

function directiveSuggestion({ name, required }: DirectiveWord, colons: string): Suggestion {
  const attributes = required.map((attribute, index) => `${attribute}="${index === 0 ? caretMark : ""}"`).join(" ");
  const braces = required.length === 0 ? "" : `{${attributes}}`;
  return {
    label: name,
    kind: "directive",
    insert:
      colons.length === 2
        ? `${name}${braces || `{${caretMark}}`}`
        : `${name}${braces}\n${braces === "" ? caretMark : ""}\n${colons}`,
  };
}

function completeAttributes(
  text: string,
  at: number,
  words: TemplateWords,
  names: TemplateNames,
): Suggestions | undefined {
  // Liquid may hold quotes and braces; it is of no interest here.
  const plain = text.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (liquid) => "\ufffc".repeat(liquid.length));
  const starts = [...plain.slice(0, at).matchAll(directiveStart)];
  const start = starts.at(-1);
  if (start === undefined) return undefined;
  const rule = words.directives.find(({ name }) => name === start[2]);
  if (rule === undefined) return undefined;
  const open = start.index + start[0].length;
  const read = readOpen(plain, open, at);
  if (read === undefined) return undefined;
  if (read.value === undefined) {
    const options = rule.attributes.filter((name) => !read.given.has(name));
    return {
      from: at - read.name.length,
      options: options.map((name) => ({
        label: name,
        kind: "attribute" as const,
        insert: `${name}="${caretMark}"`,
        ...(rule.required.includes(name) ? { detail: "required" } : {}),
      })),
    };
  }
  const all = { ...Object.fromEntries(read.given), ...valuesAfter(plain, at) };
  const found = completeValue(rule, read.name, read.value, all["data"], names);
  return found === undefined ? undefined : { from: at - found.length, options: found.options };
}

interface OpenAttributes {
  /** The name at the caret, or that of the value at the caret. */
  readonly name: string;
  /** The value up to the caret, if it is in one. */
  readonly value?: string;
  readonly given: ReadonlyMap<string, string>;
}

/** Reads attributes from their brace to the caret; undefined if they end before it. */
function readOpen(plain: string, open: number, at: number): OpenAttributes | undefined {
  const given = new Map<string, string>();
  const pattern = /\s+|#[^\s{}"'=]+|([a-zA-Z][\w-]*)(?:=(?:"([^"]*)("?)|'([^']*)('?)|([^\s}"']*)))?|\}|[\s\S]/y;
  pattern.lastIndex = open;
  const read = plain.slice(0, at);
  while (pattern.lastIndex < at) {
    const match = pattern.exec(read)!;
    if (match[0] === "}" || /\n[ \t]*\n/.test(match[0])) return undefined;
    const [whole, name, double, doubleEnd, single, singleEnd, bare] = match;
    if (name === undefined) continue;
    const value = double ?? single ?? bare;
    const ended = doubleEnd === '"' || singleEnd === "'";
    if (pattern.lastIndex === at && !ended) return { name, given, ...(value === undefined ? {} : { value }) };
    if (whole !== "") given.set(name, value ?? "");
  }
  return { name: "", given };
}

/** The attributes behind the caret, as far as they stand in one piece. */
function valuesAfter(plain: string, at: number): Record<string, string> {
  const rest = /^[^}]*/.exec(plain.slice(at))?.[0] ?? "";
  return Object.fromEntries([...rest.matchAll(/([a-zA-Z][\w-]*)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

function completeValue(
  rule: DirectiveWord,
  attribute: string,
  value: string,
  query: string | undefined,
  names: TemplateNames,
): { readonly length: number; readonly options: Suggestion[] } | undefined {
  if (rule.queries.includes(attribute)) return { length: value.length, options: ofKind("query", names.queries.keys()) };
  if (attribute === "spec") return { length: value.length, options: ofKind("file", names.charts) };
  if (attribute === "file") return { length: value.length, options: ofKind("file", names.images) };
  const columns = query === undefined ? undefined : names.queries.get(query);
  if (columns === undefined || !columnAttributes.has(attribute)) return undefined;
  const last = /(?:^|[,;&]\s*)(\w*)$/.exec(value);
  return last === null ? undefined : { length: last[1]!.length, options: ofKind("column", columns, query) };
}
