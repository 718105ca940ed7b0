import type { Block, Inline } from "../../../../functions/core/report/document/document.ts";
import { createTrace, type SourceRange } from "../../../../functions/core/report/document/trace.ts";
import { composeReport } from "../../../../functions/core/report/compose/compose-report.ts";
import { setTypography } from "../../../../functions/core/report/compose/markdown/typography.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import type { ContentItem, DescribedItem, Patch, TextStyle } from "../../../../functions/core/report/edit/edit.ts";
import type { Locale } from "../../../../functions/core/report/locale/locale.ts";
import type { Tables } from "../../../../functions/core/report/query/table.ts";
import type { AcceptedRequest } from "../../../../functions/core/report/request/report-request.ts";
import { loadTemplate } from "../../../../functions/core/report/template/load-template.ts";
import type { Template } from "../../../../functions/core/report/template/template.ts";

/** A report that can be composed again from changed files. */
export interface Composed {
  readonly template: Template;
  readonly accepted: AcceptedRequest;
  readonly tables: Tables;
  readonly locale: Locale;
}

/** A block as it was composed, and where it is written. */
export interface Printed {
  readonly block: Block;
  readonly place: SourceRange;
}

/** The template's texts. */
export function textsOf({ files }: Template): Record<string, string> {
  return Object.fromEntries(
    [...files].flatMap(([path, body]) => (/\.(?:md|yaml)$/.test(path) ? [[path, new TextDecoder().decode(body)]] : [])),
  );
}

/** The template with patches in its files. */
export function patched(template: Template, patches: readonly Patch[]): Template {
  const files = new Map(template.files);
  for (const { file, from, to, text } of [...patches].sort((a, b) => b.from - a.from)) {
    const before = new TextDecoder().decode(files.get(file));
    files.set(file, new TextEncoder().encode(before.slice(0, from) + text + before.slice(to)));
  }
  return loadTemplate(template.name, template.version, files);
}

/** The blocks of a report, in the order in which they are composed. */
export function printedBlocks({ template, accepted, tables, locale }: Composed): Printed[] {
  const trace = createTrace();
  composeReport(template, tables, accepted, locale, () => {}, trace);
  return [...trace.sources].map(([block, place]) => ({ block, place }));
}

/** A block in words, without what follows from another block's text: ids, and the words of references. */
export function wordsOf(block: Block): string {
  return JSON.stringify(block, (key, value: unknown) =>
    key === "id" || (typeof value === "object" && value !== null && (value as { type?: unknown }).type === "reference")
      ? undefined
      : value,
  );
}

/** Characters of a text with how they are set, without blanks. */
type Marked = readonly (readonly [string, string])[];

/** The characters of inline content as they are printed. */
export function markedInlines(inlines: readonly Inline[], style: TextStyle = {}): Marked {
  return inlines.flatMap((inline): Marked => {
    switch (inline.type) {
      case "text":
        return markedText(inline.text, style);
      case "strong":
        return markedInlines(inline.children, { ...style, bold: true });
      case "emphasis":
        return markedInlines(inline.children, { ...style, italic: true });
      case "delete":
        return markedInlines(inline.children, { ...style, strike: true });
      case "link":
        // An address among the words needs no mark.
        return markedInlines(inline.children, isBare(inline) ? style : { ...style, link: inline.url });
      case "reference":
        return markedInlines(inline.children, { ...style, link: `#${inline.target}` });
      default:
        return [["\ufffc", ""]];
    }
  });
}

function isBare({ url, children: [only] }: Extract<Inline, { type: "link" }>): boolean {
  return (
    only?.type === "text" &&
    /^(?:https?:\/\/|mailto:|www\.)/.test(url) &&
    url.endsWith(only.text.replace(/^http:\/\//, ""))
  );
}

function markedText(text: string, { bold, italic, strike, link }: TextStyle): Marked {
  const flags = [bold, italic, strike].map(Boolean).join() + (link ?? "");
  return [...text].filter((char) => !/\s/.test(char)).map((char) => [char, flags] as const);
}

/** What a content prints, given what its values print; undefined for one with conditions or other chips. */
export function markedContent(items: readonly ContentItem[], values: ReadonlyMap<number, string>): Marked {
  // The typography of a word may reach over two items.
  return items.flatMap((item) =>
    "text" in item ? markedText(setTypography(item.text), item) : markedText(values.get(item.keep) ?? "", item),
  );
}

function bare(text: string): string {
  return setTypography(text).replace(/\s/g, "");
}

/** What the values of a content print, by what the block prints; undefined if that is not its text. */
export function valuesIn(items: readonly DescribedItem[], printed: Marked): Map<number, string> | undefined {
  const pattern = items.map((item) =>
    "text" in item ? bare(item.text).replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&") : "(.*?)",
  );
  const match = new RegExp(`^${pattern.join("")}$`, "s").exec(printed.map(([char]) => char).join(""));
  if (match === null) return undefined;
  const keeps = items.flatMap((item) => ("text" in item ? [] : [item.keep]));
  return new Map(keeps.map((keep, at) => [keep, match[at + 1]!]));
}

const oddWords = [
  "zebra",
  "*",
  "**two**",
  "_a_",
  "a_b_c",
  "1. ",
  "- ",
  "# ",
  "> ",
  "[x](y)",
  "[^1]",
  "`code`",
  "<b>",
  "&amp;",
  "{{ x }}",
  "{% if a %}",
  "{",
  "|",
  ":::",
  ":note[x]",
  "~~gone~~",
  "https://a.example/b",
  "me@a.example",
  "www.a.example",
  "“quoted”",
  '"q"',
  "\\",
  "!",
  "$5 and $6",
  "销售",
  "= 3",
  "+ 4",
  "2024.",
  "é",
  "👍🏽",
  "a\nb",
  "\t",
  "www",
  "http:",
  "^",
  "{#id}",
  "{-}",
];

/** A random change of a content. */
export function changeContent(items: readonly DescribedItem[], random: () => number): ContentItem[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const content: ContentItem[] = items.map((item) =>
    "text" in item ? { ...item } : { keep: item.keep, ...styleOf(item) },
  );
  const texts = content.flatMap((item, index) => ("text" in item ? [index] : []));
  const kind = Math.floor(random() * 5);
  const at = texts.length === 0 ? -1 : pick(texts);
  if (at < 0) return [...content, { text: ` ${pick(oddWords)}` }];
  const item = content[at] as Extract<ContentItem, { text: string }>;
  const characters = [...item.text];
  const from = Math.floor(random() * (characters.length + 1));
  const to = Math.min(characters.length, from + Math.floor(random() * 12));
  const [before, middle, after] = [characters.slice(0, from), characters.slice(from, to), characters.slice(to)].map(
    (part) => part.join(""),
  ) as [string, string, string];
  const split = (...parts: ContentItem[]): ContentItem[] =>
    content.toSpliced(at, 1, ...parts.filter((part) => !("text" in part) || part.text !== ""));
  if (kind === 0) return split({ ...item, text: before + pick(oddWords) + middle + after });
  if (kind === 1) return split({ ...item, text: before + (random() < 0.5 ? "" : pick(oddWords)) + after });
  if (kind === 2)
    return split(
      { ...item, text: before },
      { ...item, text: middle, bold: item.bold !== true },
      { ...item, text: after },
    );
  if (kind === 3)
    return split(
      { ...item, text: before },
      { ...item, text: middle, italic: item.italic !== true },
      { ...item, text: after },
    );
  return split(
    { ...item, text: before },
    { ...item, text: middle, link: pick(["https://a.example/x", "#there", "https://a.example/(b)"]) },
    { ...item, text: after },
  );
}

function styleOf({ bold, italic, strike, link }: TextStyle): TextStyle {
  return {
    ...(bold && { bold }),
    ...(italic && { italic }),
    ...(strike && { strike }),
    ...(link !== undefined && { link }),
  };
}

/** The result of a call, or its refusal. */
export function attempt<T>(work: () => T): { readonly done: T } | { readonly refused: string } {
  try {
    return { done: work() };
  } catch (error) {
    if (error instanceof BroadsheetError) return { refused: error.problems[0]?.code ?? error.kind };
    throw error;
  }
}
