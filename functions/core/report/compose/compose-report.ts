import { BroadsheetError, type Problem, type Warn, type Where } from "../../errors.ts";
import type { Tables } from "../query/table.ts";
import type { AcceptedRequest } from "../request/report-request.ts";
import type { Locale } from "../locale/locale.ts";
import type { Template } from "../template/template.ts";
import { composeDateline } from "./compose-dateline.ts";
import { collectDefinitions, type Definitions } from "./collect-definitions.ts";
import { composeBlocks } from "./blocks/compose-blocks.ts";
import { joinDefinitions } from "./blocks/join-definitions.ts";
import { composeInlineText } from "./inlines/compose-inlines.ts";
import { nameOf, type Composition } from "./composition.ts";
import { directives } from "./directives/directives.ts";
import { coverPicture } from "../document/cover-picture.ts";
import type { Block, Document, Footnote, Paragraph } from "../document/document.ts";
import type { OriginTrace, Trace } from "../document/trace.ts";
import { attributesKey, restoreAttributes } from "./markdown/extract-attributes.ts";
import { inlineText } from "./inline-text.ts";
import { hidePlaceholders } from "./liquid/hide-placeholders.ts";
import { ReportLiquid, type SourceFile } from "./liquid/report-liquid.ts";
import type { RenderedText } from "./liquid/render-liquid.ts";
import { findExcess } from "./markdown/find-excess.ts";
import { readParts, type ReadPart } from "./markdown/read-parts.ts";
import { OpenPart } from "./open-part.ts";
import { resolveReferences } from "./resolve-references.ts";
import { createSectionCounter } from "./section-counter.ts";
import { TextOrigins } from "./text-origins.ts";
import { noteRunningLine } from "./running-origins.ts";
import { warnOfEmptiness } from "./warn-of-emptiness.ts";

/** What a composition begins with. */
type Inputs = Pick<Composition, "template" | "tables" | "language" | "locale" | "warn" | "problems"> & {
  readonly trace: Trace | undefined;
};

/**
 * The report as content: Liquid prints the values into the template's text as placeholders, Markdown is parsed, and the
 * tree becomes typed blocks with the values inserted.
 *
 *     report.md ─► Liquid ─► Markdown with placeholders ─► tree ─► blocks
 *
 * @param warn receives `unresolved-reference`, `unsafe-link`, `unsupported-mathematics`, `scattered-group`,
 *   `empty-contents`, `empty-report` and `noise-as-news`
 * @param trace gets the source of every block
 * @throws BroadsheetError `invalid-template` with every fault, each with file, line and column; `limit-exceeded` if the
 *   text grows too long or takes too long
 */
export function composeReport(
  template: Template,
  tables: Tables,
  accepted: AcceptedRequest,
  locale: Locale,
  warn: Warn,
  trace?: Trace,
): Document {
  const { language } = accepted;
  const problems: Problem[] = [];
  const liquid = new ReportLiquid(template, tables, accepted, locale, problems, warn, trace);
  const rendered = liquid.renderReport();
  throwAny(problems);
  const parts = readText(rendered, liquid, template, problems);
  const definitions = collectDefinitions(parts, (string, numbers) => valuesIn(liquid, string, numbers));
  const open = new OpenPart(rendered.sourceMap, parts[0]);
  const inputs = { template, tables, language, locale, warn, problems, trace };
  const composition = startComposition(inputs, liquid, open, parts, definitions);

  const yaml = { file: "template.yaml", text: new TextDecoder().decode(template.files.get("template.yaml")) };
  const line = (localized: Readonly<Record<string, string>>): string =>
    String(liquid.renderString(yaml, localized[language] ?? "") ?? "");
  const kicker = composeInlineText(composition, line(template.kicker), { file: "template.yaml" });
  const body = joinDefinitions(
    parts.flatMap((part) => open.within(part, () => composeBlocks(composition, part.root.children, false))),
    trace?.sources,
  );
  const footnotes = composeFootnotes(composition, (identifier, work) =>
    open.within(definitions.homes.get(identifier), work),
  );
  resolveReferences(composition);
  warnOfEmptiness(composition, body, liquid.source.file);
  const date = liquid.run.formats.date(accepted.date) ?? "";
  const furniture = composeFurniture(template, body, date, line, trace?.origins);
  const dateline = composeDateline({ composition, date, line, furniture, origins: trace?.origins });
  throwAny(problems);
  const pictures = picturesOf(composition, yaml);
  return {
    ...furniture,
    language,
    blocks: [
      ...(kicker.length === 0 ? [] : [{ type: "paragraph", role: "kicker", children: kicker } as const]),
      ...openReport(body, dateline, trace),
    ],
    footnotes,
    ...(pictures.size === 0 ? {} : { pictures }),
  };
}

/** Parses the rendered text. @throws BroadsheetError if it is too deeply nested, or attributes cannot be read */
function readText(
  { text, sourceMap }: RenderedText,
  liquid: ReportLiquid,
  template: Template,
  problems: Problem[],
): readonly ReadPart[] {
  const excess = findExcess(text);
  if (excess !== undefined) {
    const { offset, message, ...about } = excess;
    const where = sourceMap.locate(offset);
    throw new BroadsheetError("limit-exceeded", {
      ...about,
      message: `${where.file}:${where.line}: ${message}`,
      where,
    });
  }
  const parts = readParts(text, (string, numbers) => valuesIn(liquid, string, numbers), template.math);
  for (const { offset: start, extracted } of parts) {
    for (const { offset, message, directive } of extracted.faults) {
      const where = sourceMap.locate(start + offset);
      problems.push({
        code: "invalid-attribute",
        message: `${where.file}:${where.line}: ${directive}: ${message}`,
        where,
      });
    }
  }
  throwAny(problems);
  return parts;
}

/** A text with its placeholders replaced by their values, unchanged. */
function valuesIn({ run }: ReportLiquid, string: string, numbers?: readonly number[]): string {
  return run.placeholders.split(string, numbers).map(nameOf).join("");
}

function startComposition(
  { trace, warn, ...inputs }: Inputs,
  liquid: ReportLiquid,
  open: OpenPart,
  parts: readonly ReadPart[],
  { definitions, footnoteDefinitions }: Definitions,
): Composition {
  const { formats, placeholders } = liquid.run;
  return {
    ...inputs,
    warn: (warning) => warn(hidePlaceholders(warning)),
    formats,
    splitValues: (string) => placeholders.split(string, open.current?.numbers),
    where: (node) => open.where(node),
    ...(trace === undefined ? {} : tracing(trace, open)),
    sourceOf: (node) =>
      open.current?.extracted.text.slice(node.position?.start.offset, node.position?.end.offset) ?? "",
    attributesOf: (node) => open.current?.extracted.attributes[Number(node.attributes?.[attributesKey] ?? -1)] ?? {},
    restore: (code) => restoreAttributes(code, open.current?.extracted.written ?? []),
    renderSpecText: (chart, string) => liquid.renderString(chart, string),
    directives: new Set(Object.keys(directives)),
    definitions,
    footnoteDefinitions,
    footnotes: [],
    targets: new Map(),
    references: [],
    formulas: new Map(),
    counts: { figures: 0, tables: 0 },
    sections: createSectionCounter(chapterLevel(parts), inputs.template.numbering?.headings ?? 0),
    levels: new Set(),
    contents: [],
    told: new Set(),
  };
}

function tracing({ sources, origins }: Trace, open: OpenPart): Pick<Composition, "sources" | "noteSource" | "origins"> {
  return {
    ...(origins !== undefined && { origins: new TextOrigins(open, origins) }),
    sources,
    noteSource(blocks, node) {
      if (blocks.length === 0) return;
      const range = open.rangeOf(node);
      for (const block of blocks) if (!sources.has(block)) sources.set(block, range);
    },
  };
}

/** What stands around the text of the pages. @param line renders a text of template.yaml in the report's language */
function composeFurniture(
  template: Template,
  body: readonly Block[],
  date: string,
  line: (localized: Readonly<Record<string, string>>) => string,
  origins: OriginTrace | undefined,
): Pick<Document, "title" | "header" | "footer" | "folio" | "watermark"> {
  const name = line(template.title);
  const headline = body.find((block) => block.type === "heading" && block.level === 1);
  // A heading may turn out empty, but PDF/UA requires a document title.
  const title = (headline?.type === "heading" ? inlineText(headline.children).trim() : "") || name;
  const names = { title: headline?.type === "heading" ? headline.children : [], name, date };
  const running = (localized: Readonly<Record<string, string>>): string => {
    const words = line(localized);
    if (origins !== undefined) noteRunningLine(origins, words, names);
    return words.replaceAll("{title}", title).replaceAll("{date}", date);
  };
  const [left, right, footer, folio] = [
    running(template.publication),
    running(template.header),
    running(template.footer),
    running(template.folio),
  ];
  const watermark = line(template.watermark).replace(/\s+/g, " ").trim();
  return {
    title,
    header: { left, right: right === "" ? name : right },
    footer,
    ...(folio === "" ? {} : { folio }),
    ...(watermark === "" ? {} : { watermark }),
  };
}

/** The drawings of formulas, and the picture of the cover. */
function picturesOf({ template, formulas }: Composition, yaml: SourceFile): NonNullable<Document["pictures"]> {
  const picture = template.page.cover === true ? template.theme.cover?.image : undefined;
  if (picture === undefined) return new Map(formulas);
  const bytes = template.files.get(picture.path)!;
  const content = { kind: "image" as const, name: picture.path, bytes };
  return new Map([...formulas, [coverPicture, { content, where: yamlPlace(yaml, picture.path) }]]);
}

/** The place where template.yaml, or a theme's file, names a file. */
function yamlPlace(yaml: SourceFile, path: string): Where {
  const line = yaml.text.split("\n").findIndex((text) => text.includes(path.replace(/^.*\//, "")));
  return line < 0 ? { file: path, line: 1 } : { file: yaml.file, line: line + 1 };
}

/** The level of chapter headings: 2, or 1 if the report has more headings of level 1 than its title. */
function chapterLevel(parts: readonly ReadPart[]): number {
  const titles = parts.reduce(
    (sum, { root }) => sum + root.children.filter((node) => node.type === "heading" && node.depth === 1).length,
    0,
  );
  return titles > 1 ? 1 : 2;
}

/**
 * Marks the paragraph directly after the first heading of level 1 as the standfirst, and puts the dateline under it, or
 * under the heading. A report without such a heading, such as a letter, has neither.
 */
function openReport(
  blocks: readonly Block[],
  dateline: Paragraph | undefined,
  trace: Trace | undefined,
): readonly Block[] {
  const index = blocks.findIndex((block) => block.type === "heading" && block.level === 1) + 1;
  if (index === 0) return blocks;
  const dated = dateline === undefined ? [] : [dateline];
  const first = blocks[index];
  if (first?.type !== "paragraph") return [...blocks.slice(0, index), ...dated, ...blocks.slice(index)];
  const marked: Block = { ...first, role: "standfirst" };
  const source = trace?.sources.get(first);
  if (source !== undefined) trace?.sources.set(marked, source);
  return [...blocks.slice(0, index), marked, ...dated, ...blocks.slice(index + 1)];
}

function composeFootnotes(
  composition: Composition,
  within: (identifier: string, work: () => Block[]) => Block[],
): Footnote[] {
  const footnotes: Footnote[] = [];
  // A footnote may refer to another, so the list grows during the loop.
  for (let index = 0; index < composition.footnotes.length; index += 1) {
    const identifier = composition.footnotes[index] ?? "";
    const definition = composition.footnoteDefinitions.get(identifier);
    footnotes.push({
      label: definition?.label ?? identifier,
      children: within(identifier, () => composeBlocks(composition, definition?.children ?? [])),
    });
  }
  return footnotes;
}

function throwAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new BroadsheetError("invalid-template", problems.map(hidePlaceholders));
}
