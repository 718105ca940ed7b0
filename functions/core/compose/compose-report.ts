import type { Definition, FootnoteDefinition, Nodes, Root } from "mdast";
import { BroadsheetError, type Problem, type Warn, type Where } from "../errors.ts";
import { nearMatch } from "../near-match.ts";
import type { Tables } from "../query/table.ts";
import type { AcceptedRequest } from "../request/report-request.ts";
import type { Locale } from "../template/locale.ts";
import type { PageGrid } from "../template/page-grid.ts";
import type { Template } from "../template/template.ts";
import { composeBlocks } from "./compose-blocks.ts";
import { composeInlineText } from "./compose-inlines.ts";
import type { Composition } from "./composition.ts";
import type { Block, Document, Footnote } from "./document.ts";
import { attributesKey, extractAttributes, restoreAttributes } from "./extract-attributes.ts";
import { formatsOf } from "./formats.ts";
import { inlineText } from "./inline-text.ts";
import { liquidEngine } from "./liquid-engine.ts";
import type { LiquidRun } from "./liquid-run.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { createPlaceholders, reservedCharacters } from "./placeholders.ts";
import { renderText, renderValue } from "./render-liquid.ts";
import { reportContext } from "./report-context.ts";

/**
 * The report as content: Liquid prints the values into the template's text as placeholders,
 * Markdown is parsed, and the tree becomes typed blocks with the values put in.
 *
 *     report.md ─► Liquid ─► Markdown with placeholders ─► tree ─► blocks
 *
 * @param grid of the page's text area; charts take their width from it
 * @param warn receives `unresolved-reference` and `unsafe-link`
 * @throws BroadsheetError `invalid-template` listing everything that is wrong, with file, line and
 *   column; `limit-exceeded` when the text grows or takes too long
 */
export function composeReport(
  template: Template,
  tables: Tables,
  accepted: AcceptedRequest,
  locale: Locale,
  grid: PageGrid,
  warn: Warn,
): Document {
  const { language } = accepted;
  const problems: Problem[] = [];
  const engine = liquidEngine(template);
  const context = reportContext(template, tables, accepted);
  const placeholders = createPlaceholders();
  const run: LiquidRun = { formats: formatsOf(locale), placeholders, messages: template.messages.get(language) ?? new Map(), language };
  const source = template.texts.get(language) ?? template.texts.get(template.languages[0] ?? "");
  if (source === undefined) throw new TypeError("a loaded template has a text");
  refuseReserved(template, problems);

  const { text, sourceMap } = renderText(engine, source, context, run, problems);
  throwAny(problems);
  const extracted = extractAttributes(text);
  for (const { offset, message, directive } of extracted.faults) {
    const where = sourceMap.locate(offset);
    problems.push({ code: "invalid-attribute", message: `${where.file}:${where.line}: ${directive}: ${message}`, where });
  }
  throwAny(problems);
  const root = parseMarkdown(extracted.text);
  const { definitions, footnoteDefinitions } = collectDefinitions(root);
  const composition: Composition = {
    template,
    tables,
    language,
    locale,
    grid,
    warn,
    formats: run.formats,
    placeholders,
    problems,
    markdown: extracted.text,
    where: (node) => sourceMap.locate(extracted.originalOffset(node.position?.start.offset ?? 0)),
    attributesOf: (node) => extracted.attributes[Number(node.attributes?.[attributesKey] ?? -1)] ?? {},
    restore: (code) => restoreAttributes(code, extracted.written),
    renderSpecText: (file, string) => renderValue(engine, { file, text: string }, context, run, problems),
    definitions,
    footnoteDefinitions,
    footnotes: [],
    targets: new Map(),
    references: [],
    counts: { figures: 0, tables: 0 },
  };
  const line = (localized: Readonly<Record<string, string>>): string =>
    String(renderValue(engine, { file: "template.yaml", text: localized[language] ?? "" }, context, run, problems) ?? "");
  const kicker = composeInlineText(composition, line(template.kicker), { file: "template.yaml" });
  const body = composeBlocks(composition, root.children, grid.width);
  const footnotes = composeFootnotes(composition);
  resolveReferences(composition);
  const title = line(template.title);
  const [left, footer] = [line(template.publication), line(template.footer)];
  throwAny(problems);

  const headline = body.find((block) => block.type === "heading" && block.level === 1);
  return {
    title: headline?.type === "heading" ? inlineText(headline.children) : title,
    language,
    header: { left, right: title },
    footer,
    blocks: [...(kicker.length === 0 ? [] : [{ type: "paragraph", role: "kicker", children: kicker } as const]), ...markStandfirst(body)],
    footnotes,
  };
}

/** The first paragraph after the first heading of level 1, if it follows at once. */
function markStandfirst(blocks: readonly Block[]): Block[] {
  const index = blocks.findIndex((block) => block.type === "heading" && block.level === 1) + 1;
  return blocks.map((block, position) => (index > 0 && position === index && block.type === "paragraph" ? { ...block, role: "standfirst" } : block));
}

function composeFootnotes(composition: Composition): Footnote[] {
  const footnotes: Footnote[] = [];
  // A footnote may refer to another: the list grows while it is worked through.
  for (let index = 0; index < composition.footnotes.length; index += 1) {
    const identifier = composition.footnotes[index] ?? "";
    const definition = composition.footnoteDefinitions.get(identifier);
    footnotes.push({
      label: definition?.label ?? identifier,
      children: composeBlocks(composition, definition?.children ?? [], composition.grid.width),
    });
  }
  return footnotes;
}

/** Gives cross references without words of their own their target's: "Figure 3", a heading's text. */
function resolveReferences({ references, targets, warn }: Composition): void {
  for (const { target, children, where } of references) {
    const found = targets.get(target);
    if (found !== undefined) {
      if (children.length === 0) children.push(...(found.text.length > 0 ? found.text : [{ type: "text" as const, text: target }]));
      continue;
    }
    const match = nearMatch(target, targets.keys());
    warn({
      code: "unresolved-reference",
      message: `${where.file}:${where.line}: nothing in the report has the id "${target}"`,
      where,
      seen: target,
      allowed: [...targets.keys()],
      ...(match === undefined ? {} : { hint: `did you mean "#${match}"?` }),
    });
    if (children.length === 0) children.push({ type: "text", text: target });
  }
}

function collectDefinitions(root: Root): Pick<Composition, "definitions" | "footnoteDefinitions"> {
  const definitions = new Map<string, Definition>();
  const footnoteDefinitions = new Map<string, FootnoteDefinition>();
  const visit = (node: Nodes): void => {
    if (node.type === "definition" && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
    if (node.type === "footnoteDefinition" && !footnoteDefinitions.has(node.identifier)) footnoteDefinitions.set(node.identifier, node);
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return { definitions, footnoteDefinitions };
}

/** The characters that stand for values are not to be had in a template. */
function refuseReserved(template: Template, problems: Problem[]): void {
  for (const { file, text } of template.texts.values()) {
    const offset = text.search(reservedCharacters);
    if (offset < 0) continue;
    const before = text.slice(0, offset).split("\n");
    const where: Where = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    problems.push({
      code: "reserved-character",
      message: `${file}:${where.line}: U+${text.charCodeAt(offset).toString(16).toUpperCase()} is no character (Unicode sets it aside for programs)`,
      where,
      hint: "delete it",
    });
  }
}

function throwAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new BroadsheetError("invalid-template", problems);
}
