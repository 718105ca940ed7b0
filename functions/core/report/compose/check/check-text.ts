import type { Template as LiquidTemplate } from "liquidjs";
import type { Problem, Warning, Where } from "../../../errors.ts";
import type { Template } from "../../template/template.ts";
import { checkDirectives } from "./check-directives.ts";
import { checkFootnotes } from "./check-footnotes.ts";
import { checkMessages, type UsedText } from "./check-messages.ts";
import { checkSpecs } from "./check-specs.ts";
import { knownValues } from "./known-values.ts";
import { checkVariables } from "./check-variables.ts";
import type { KnownColumns } from "../known-names.ts";
import { liquidEngine, type LiquidEngine } from "../liquid/liquid-engine.ts";
import { liquidProblems, relocate } from "../liquid/liquid-problems.ts";
import { maskLiquid } from "./mask-liquid.ts";
import { placeOfString } from "../liquid/place-in-file.ts";

/** The findings of a lint. */
export interface Findings {
  /** A report cannot be rendered, or not in every case. */
  readonly errors: readonly Problem[];
  /** A report can be rendered, but its author should know. */
  readonly warnings: readonly Warning[];
  /** What costs time, and nothing else. Absent: not looked for. */
  readonly notes?: readonly Problem[];
}

/**
 * Checks the texts of a template without data, in every branch and language: Liquid, its variables, filters and
 * messages; directives with their attributes, queries and charts; footnotes; the data that chart specs name; and
 * anything unused. `composeReport` finds the rest with data.
 *
 * @param columns query → names of its columns, if known
 */
export function checkText(template: Template, columns: KnownColumns = new Map()): Findings {
  const errors: Problem[] = [];
  const warnings: Warning[] = [];
  const engine = liquidEngine(template);
  const texts = usedTexts(template);
  const { values, handed } = knownValues(texts);
  for (const { file, text } of texts.filter(({ file }) => file.endsWith(".md"))) {
    errors.push(
      ...checkLiquid(
        engine,
        template,
        columns,
        file,
        text,
        (offsetLine, column) => ({ file, line: offsetLine, column }),
        handed.get(file),
      ),
    );
    const masked = maskLiquid(text, file);
    if (masked === undefined) continue;
    const directives = checkDirectives(template, file, masked, columns, text, values.get(file));
    errors.push(...directives.errors);
    warnings.push(...directives.warnings);
  }
  for (const { file, text } of liquidStrings(template)) {
    const at = placeOfString(file, decodeFile(template, file), text);
    errors.push(...checkLiquid(engine, template, columns, file, text, () => at));
  }
  errors.push(...checkSpecs(template));
  const messages = checkMessages(template, [...texts, ...letterTexts(template)]);
  errors.push(...messages.errors);
  warnings.push(...messages.warnings);
  const footnotes = checkFootnotes(template, texts);
  errors.push(...footnotes.errors);
  warnings.push(...footnotes.warnings, ...checkUnused(template, texts));
  return { errors: sorted(errors), warnings: sorted(warnings) };
}

function checkLiquid(
  engine: LiquidEngine,
  template: Template,
  columns: KnownColumns,
  file: string,
  text: string,
  place: (line: number, column: number) => Where & { readonly file: string; readonly line: number },
  given?: ReadonlySet<string>,
): Problem[] {
  if (!text.includes("{{") && !text.includes("{%")) return [];
  try {
    const templates: LiquidTemplate[] = engine.values.parse(text, file);
    const { globals } = engine.values.analyzeSync(templates, { partials: false });
    return checkVariables(globals, template, columns, ({ location }) => place(location.row, location.col), given);
  } catch (error) {
    return liquidProblems(error, file).map((problem) =>
      relocate(problem, place(problem.where?.line ?? 1, problem.where?.column ?? 1)),
    );
  }
}

/** The texts from which a report is rendered: report.md and its partials, chart specs, template.yaml. */
function usedTexts(template: Template): UsedText[] {
  const decoder = new TextDecoder();
  const own = new Set(template.texts.keys());
  const first = template.languages[0] ?? "";
  const texts: UsedText[] = [...template.texts].map(([language, { file, text }]) => ({
    file,
    text,
    languages:
      language === first ? template.languages.filter((other) => other === first || !own.has(other)) : [language],
  }));
  // The list grows during the loop, which finds partials of partials.
  for (const { text, languages } of texts) {
    for (const [, file = ""] of text.matchAll(/\{%-?\s*(?:include|render)\s+["']([^"']+)["']/g)) {
      const body = template.files.get(file);
      if (body !== undefined && !texts.some((known) => known.file === file)) {
        texts.push({ file, text: decoder.decode(body).replace(/\r\n?/g, "\n"), languages });
      }
    }
  }
  for (const { file, text } of template.charts.values()) texts.push({ file, text, languages: template.languages });
  return texts;
}

/** Letters use messages too; what else is theirs `checkLetters` checks. */
function letterTexts({ files, languages }: Template): UsedText[] {
  return [...files].flatMap(([file, body]) => {
    const match = /^mail(?:\.([^./]+))?\.md$/.exec(file);
    return match === null
      ? []
      : [{ file, text: new TextDecoder().decode(body), languages: match[1] === undefined ? languages : [match[1]] }];
  });
}

/** Single strings that hold Liquid: of chart specs and of template.yaml. */
function liquidStrings(template: Template): { file: string; text: string }[] {
  const lines = [
    template.title,
    template.kicker,
    template.publication,
    template.header,
    template.footer,
    template.folio,
    template.watermark,
    ...(template.dateline ? [template.dateline.edition, template.dateline.author, template.dateline.addressee] : []),
  ].flatMap((text) => Object.values(text ?? {}));
  const specs = [...template.charts.values()].flatMap(({ file, spec }) =>
    stringsIn(spec).map((text) => ({ file, text })),
  );
  return [...specs, ...[...new Set(lines)].map((text) => ({ file: "template.yaml", text }))];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value.includes("{{") || value.includes("{%") ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

function decodeFile(template: Template, file: string): string {
  return new TextDecoder().decode(template.files.get(file));
}

function mentioned(name: string, text: string): boolean {
  return new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text);
}

/** Whether an attribute is wholly or partly from Liquid, so that its value is known only when a report is rendered. */
function fromLiquid(attribute: string, words: string): boolean {
  return new RegExp(`\\b${attribute}\\s*=\\s*(?:"[^"]*?\\{[{%]|'[^']*?\\{[{%]|[^\\s"'}]*\\{[{%])`).test(words);
}

/** Warns of charts, queries and shapes to which nothing refers. */
function checkUnused(template: Template, texts: readonly UsedText[]): Warning[] {
  const words = texts.map(({ text }) => text).join("\n");
  const sql = [...template.queries.values()];
  const charts = [...template.charts].filter(
    ([name]) => !new RegExp(`spec\\s*=\\s*["']?${name}["'\\s}]`).test(words) && !fromLiquid("spec", words),
  );
  const queries = [...template.queries].filter(
    ([name, { file }]) =>
      !template.choices.some(({ query }) => query === name) &&
      !mentioned(name, words) &&
      !sql.some((other) => other.file !== file && mentioned(name, other.text)) &&
      !fromLiquid("data", words),
  );
  const specs = [...template.charts.values()].map(({ text }) => text).join("\n");
  const lent = new Set(template.taken?.shared);
  const geometry = [...template.geometry].filter(([name, { file }]) => !lent.has(file) && !mentioned(name, specs));
  return [
    ...geometry.map(([name, { file }]): Warning => ({
      code: "unused-geometry",
      message: `the shapes "${name}" are used nowhere`,
      where: { file },
    })),
    ...charts.map(([name, { file }]): Warning => ({
      code: "unused-chart",
      message: `the chart "${name}" is used nowhere`,
      where: { file },
    })),
    ...queries.map(([name, { file }]): Warning => ({
      code: "unused-query",
      message: `the query "${name}" is used nowhere`,
      where: { file },
    })),
  ];
}

/** Each finding once, in the order of files and lines. */
function sorted<Found extends Problem>(problems: readonly Found[]): Found[] {
  const unique = new Map(problems.map((problem) => [`${problem.code} ${problem.message}`, problem]));
  return [...unique.values()].sort(({ where: a }, { where: b }) => {
    const [one, other] = [a?.file ?? "", b?.file ?? ""];
    return one === other ? (a?.line ?? 0) - (b?.line ?? 0) : one < other ? -1 : 1;
  });
}
