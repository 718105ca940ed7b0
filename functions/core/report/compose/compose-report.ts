import { BroadsheetError, type Problem, type Warn, type Where } from "../../errors.ts";
import type { Tables } from "../query/table.ts";
import type { AcceptedRequest } from "../request/report-request.ts";
import type { Locale } from "../locale/locale.ts";
import type { Template } from "../template/template.ts";
import { collectDefinitions } from "./collect-definitions.ts";
import { composeBlocks } from "./blocks/compose-blocks.ts";
import { joinDefinitions } from "./blocks/join-definitions.ts";
import { composeInlineText } from "./blocks/compose-inlines.ts";
import { nameOf, type Composition } from "./composition.ts";
import { coverPicture } from "../document/cover-picture.ts";
import type { Block, Document, Footnote } from "../document/document.ts";
import type { Trace } from "../document/trace.ts";
import { attributesKey, restoreAttributes } from "./markdown/extract-attributes.ts";
import { formatsOf } from "./formats/formats.ts";
import { inlineText } from "./inline-text.ts";
import { hidePlaceholders } from "./liquid/hide-placeholders.ts";
import { liquidEngine } from "./liquid/liquid-engine.ts";
import { relocate } from "./liquid/liquid-problems.ts";
import type { LiquidRun } from "./liquid/liquid-run.ts";
import { createPlaceholders } from "./liquid/placeholders.ts";
import { placeOfString } from "./liquid/place-in-file.ts";
import { findExcess } from "./markdown/find-excess.ts";
import { readParts, type ReadPart } from "./markdown/read-parts.ts";
import { refuseReserved } from "./liquid/refuse-reserved.ts";
import { renderText, renderValue } from "./liquid/render-liquid.ts";
import { reportContext } from "./liquid/report-context.ts";
import { resolveReferences } from "./resolve-references.ts";
import { createSectionCounter } from "./section-counter.ts";
import { warnOfEmptiness } from "./warn-of-emptiness.ts";

/**
 * The report as content: Liquid prints the values into the template's text as placeholders, Markdown is parsed, and the
 * tree becomes typed blocks with the values inserted.
 *
 *     report.md ─► Liquid ─► Markdown with placeholders ─► tree ─► blocks
 *
 * @param warn receives `unresolved-reference`, `unsafe-link`, `unsupported-mathematics`, `scattered-group`,
 *   `empty-contents` and `empty-report`
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
  const engine = liquidEngine(template);
  const context = reportContext(template, tables, accepted);
  const placeholders = createPlaceholders();
  const run: LiquidRun = {
    formats: formatsOf(locale, template.currency),
    placeholders,
    messages: template.messages.get(language) ?? new Map(),
    language,
  };
  const source = template.texts.get(language) ?? template.texts.get(template.languages[0] ?? "");
  if (source === undefined) throw new TypeError("a loaded template has a text");
  refuseReserved(engine.sources, problems);

  const { text, sourceMap } = renderText(engine, source, context, run, problems);
  throwAny(problems);
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
  const valuesIn = (string: string, numbers?: readonly number[]): string =>
    placeholders.split(string, numbers).map(nameOf).join("");
  const parts = readParts(text, valuesIn, template.math);
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
  const { definitions, footnoteDefinitions, homes } = collectDefinitions(parts, valuesIn);
  let part: ReadPart | undefined = parts[0];
  const within = <T>(home: ReadPart | undefined, work: () => T): T => {
    part = home;
    return work();
  };
  /** Renders a string of a chart's spec or of template.yaml; mistakes are reported at its place there. */
  const renderString = (home: { readonly file: string; readonly text: string }, string: string): unknown => {
    const found: Problem[] = [];
    const value = renderValue(engine, { file: home.file, text: string }, context, run, found);
    problems.push(...found.map((problem) => relocate(problem, placeOfString(home.file, home.text, string))));
    return value;
  };
  const yaml = { file: "template.yaml", text: new TextDecoder().decode(template.files.get("template.yaml")) };
  /** The place of an offset in the text of the part being composed. */
  const locate = (offset: number): Where =>
    sourceMap.locate((part?.offset ?? 0) + (part?.extracted.originalOffset(offset) ?? 0));
  const composition: Composition = {
    template,
    tables,
    language,
    locale,
    warn: (warning) => warn(hidePlaceholders(warning)),
    formats: run.formats,
    splitValues: (string) => placeholders.split(string, part?.numbers),
    problems,
    where: (node) => locate(node.position?.start.offset ?? 0),
    ...(trace === undefined
      ? {}
      : {
          sources: trace.sources,
          noteSource(blocks, node) {
            if (blocks.length === 0) return;
            const [start, end] = [
              locate(node.position?.start.offset ?? 0),
              locate(Math.max(0, (node.position?.end.offset ?? 1) - 1)),
            ];
            const { file = "", line = 1, column = 1 } = start;
            // A loop or a partial may end elsewhere.
            const endLine = end.file === file && (end.line ?? 0) > line ? end.line! : line;
            for (const block of blocks)
              if (!trace.sources.has(block)) trace.sources.set(block, { file, line, column, endLine });
          },
        }),
    sourceOf: (node) => part?.extracted.text.slice(node.position?.start.offset, node.position?.end.offset) ?? "",
    attributesOf: (node) => part?.extracted.attributes[Number(node.attributes?.[attributesKey] ?? -1)] ?? {},
    restore: (code) => restoreAttributes(code, part?.extracted.written ?? []),
    renderSpecText: (chart, string) => renderString(chart, string),
    definitions,
    footnoteDefinitions,
    footnotes: [],
    targets: new Map(),
    references: [],
    formulas: new Map(),
    counts: { figures: 0, tables: 0 },
    sections: createSectionCounter(chapterLevel(parts), template.numbering?.headings ?? 0),
    levels: new Set(),
    contents: [],
    told: new Set(),
  };
  const line = (localized: Readonly<Record<string, string>>): string =>
    String(renderString(yaml, localized[language] ?? "") ?? "");
  const kicker = composeInlineText(composition, line(template.kicker), { file: "template.yaml" });
  const body = joinDefinitions(
    parts.flatMap((home) => within(home, () => composeBlocks(composition, home.root.children, false))),
    trace?.sources,
  );
  const footnotes = composeFootnotes(composition, (identifier, work) => within(homes.get(identifier), work));
  resolveReferences(composition);
  warnOfEmptiness(composition, body, source.file);
  const name = line(template.title);
  const headline = body.find((block) => block.type === "heading" && block.level === 1);
  // A heading may turn out empty, but PDF/UA requires a document title.
  const title = (headline?.type === "heading" ? inlineText(headline.children).trim() : "") || name;
  const date = run.formats.date(accepted.date) ?? "";
  const running = (localized: Readonly<Record<string, string>>): string =>
    line(localized).replaceAll("{title}", title).replaceAll("{date}", date);
  const [left, right, footer, folio] = [
    running(template.publication),
    running(template.header),
    running(template.footer),
    running(template.folio),
  ];
  const watermark = line(template.watermark).replace(/\s+/g, " ").trim();
  const picture = template.page.cover === true ? template.theme.cover?.image : undefined;
  throwAny(problems);
  const pictures: NonNullable<Document["pictures"]> = new Map([
    ...composition.formulas,
    ...(picture === undefined
      ? []
      : [
          [
            coverPicture,
            {
              content: { kind: "image" as const, name: picture.path, bytes: template.files.get(picture.path)! },
              where: yamlPlace(yaml, picture.path),
            },
          ] as const,
        ]),
  ]);

  return {
    title,
    language,
    header: { left, right: right === "" ? name : right },
    footer,
    ...(folio === "" ? {} : { folio }),
    ...(watermark === "" ? {} : { watermark }),
    date,
    blocks: [
      ...(kicker.length === 0 ? [] : [{ type: "paragraph", role: "kicker", children: kicker } as const]),
      ...markStandfirst(body, trace),
    ],
    footnotes,
    ...(pictures.size === 0 ? {} : { pictures }),
  };
}

/** The place where template.yaml, or a theme's file, names a file. */
function yamlPlace(yaml: { readonly file: string; readonly text: string }, path: string): Where {
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

/** Marks the paragraph directly after the first heading of level 1 as the standfirst. */
function markStandfirst(blocks: readonly Block[], trace: Trace | undefined): Block[] {
  const index = blocks.findIndex((block) => block.type === "heading" && block.level === 1) + 1;
  return blocks.map((block, position) => {
    if (index === 0 || position !== index || block.type !== "paragraph") return block;
    const marked: Block = { ...block, role: "standfirst" };
    const source = trace?.sources.get(block);
    if (source !== undefined) trace?.sources.set(marked, source);
    return marked;
  });
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
