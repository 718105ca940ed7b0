import { CaptureTag, Liquid, LookupType, type Context, type Template as LiquidTemplate, type Token } from "liquidjs";
import { Decimal } from "../../../decimal.ts";
import { seenLength, type OriginRange, type TextPlace } from "../../document/origin.ts";
import type { Value } from "../../query/table.ts";
import type { Template } from "../../template/template.ts";
import { registerFilters } from "./filters.ts";
import type { ReadLog } from "./read-log.ts";
import { FormatError } from "../formats/format-error.ts";
import { runOf } from "./liquid-run.ts";
import { placeInFile } from "./place-in-file.ts";
import type { ValueOrigin } from "./placeholders.ts";
import { strictOperators } from "./strict-operators.ts";
import { StrictParser } from "./strict-parser.ts";
import { StrictCase, StrictFor, StrictIf, StrictUnless } from "./strict-tags.ts";
import { StrictAssign, StrictEcho } from "./strict-value.ts";
import { TracingParser } from "./tracing-parser.ts";

/** Liquid tags that print text; those that produce HTML, read other folders or count are left out. */
export const tagNames = [
  "assign",
  "break",
  "capture",
  "case",
  "comment",
  "continue",
  "cycle",
  "echo",
  "for",
  "if",
  "include",
  "liquid",
  "raw",
  "render",
  "unless",
  "#",
];

/** Bytes of text parsed, bytes of memory allocated, and milliseconds, for one text. */
const limits = { parseLimit: 2_000_000, memoryLimit: 100_000_000, renderLimit: 10_000 };

export interface LiquidEngine {
  /** Prints values as placeholders: for Markdown. */
  readonly text: Liquid;
  /** Prints values unchanged, a lone value with its type: for chart specs and single lines. Made on first use. */
  readonly values: Liquid;
  /** Texts of the template that Liquid may read, by file. */
  readonly sources: Readonly<Record<string, string>>;
  /** Parsed texts, by engine, file and content; a single key of all three would copy the text. */
  readonly parsed: Map<Liquid, Map<string, Map<string, readonly LiquidTemplate[]>>>;
}

const engines = new WeakMap<Template, LiquidEngine>();

/** The Liquid engine of a template: partials come from its files only. Kept as long as the template. */
export function liquidEngine(template: Template): LiquidEngine {
  const engine = engines.get(template) ?? createEngine(template);
  engines.set(template, engine);
  return engine;
}

function createEngine(template: Template): LiquidEngine {
  const decoder = new TextDecoder();
  // One string for each text: they are long, and their parsed forms refer to them.
  const texts = new Map([...template.texts.values()].map(({ file, text }) => [file, text]));
  const templates = Object.fromEntries(
    [...template.files]
      .filter(([path]) => /\.(md|liquid|txt)$/.test(path))
      .map(([path, body]) => [path, texts.get(path) ?? decoder.decode(body).replace(/\r\n?/g, "\n")]),
  );
  return engineOf(templates);
}

/** @param templates files that tags may read */
function engineOf(templates: Readonly<Record<string, string>>): LiquidEngine {
  const options = {
    templates: Object.assign(Object.create(null) as Record<string, string>, templates),
    cache: true,
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    catchAllErrors: true,
    locale: "en",
    operators: strictOperators,
    groupedExpressions: true,
    timezoneOffset: 0,
    ...limits,
  };
  const text = equip(new TracedLiquid({ ...options, outputEscape: printPlaceholder as (value: unknown) => string }));
  text.registerTag("capture", CaptureValues);
  let values: Liquid | undefined;
  return {
    text,
    get values() {
      return (values ??= equip(new StrictLiquid({ ...options, keepOutputType: true })));
    },
    sources: templates,
    parsed: new Map(),
  };
}

function equip(liquid: Liquid): Liquid {
  registerFilters(liquid);
  for (const tag of Object.keys(liquid.tags)) if (!tagNames.includes(tag)) delete liquid.tags[tag];
  for (const [name, tag] of Object.entries(strictTags)) liquid.registerTag(name, tag);
  return liquid;
}

/** Most strings without tags that are kept parsed. */
const mostPlain = 4_000;

let plain: LiquidEngine | undefined;

/**
 * The engine of strings without tags. They read no file of a template, so that one engine serves all templates: what an
 * edit leaves alone is not parsed again. It begins anew when it has parsed very many.
 */
export function plainEngine(): LiquidEngine {
  if (plain === undefined || countParsed(plain) > mostPlain) plain = engineOf({});
  return plain;
}

function countParsed({ parsed }: LiquidEngine): number {
  let count = 0;
  for (const files of parsed.values()) for (const texts of files.values()) count += texts.size;
  return count;
}

function printPlaceholder(this: { context: Context }, value: unknown): string {
  const { placeholders, reads, shown } = runOf(this.context);
  const printed = printable(value);
  shown?.print(printed);
  return placeholders.keep(printed, reads === undefined ? undefined : originOf(reads, printed));
}

/** The origin of a value that is printed now; ends its expression. */
function originOf(reads: ReadLog, value: Value): ValueOrigin {
  const { values, deciding, computed } = reads.take();
  const place = reads.token === undefined ? undefined : placeOfToken(reads.token);
  const whole = { kind: "values" as const, values, deciding, place, ...(computed && { computed }) };
  const origin = { whole, parts: reads.partsOf(value) };
  reads.begin();
  return origin;
}

function placeOfToken({ file, input, begin, end }: Token): TextPlace | undefined {
  if (file === undefined) return undefined;
  const { line, column = 1 } = placeInFile(file, input, begin);
  const last = placeInFile(file, input, end - 1);
  return { file, line, column, endLine: last.line, endColumn: last.column ?? 1, from: begin, to: end };
}

/**
 * Checks that a value can be printed: a scalar, or a list of scalars. @throws FormatError for a row or a list of rows
 */
export function printable(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value instanceof Decimal)
    return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object" || item instanceof Decimal))
    return value.join(", ");
  throw new FormatError("a whole row or result cannot be printed: name one of its columns");
}

/**
 * `capture` keeps text. Values printed in it are restored before it is kept, so that a placeholder is resolved only
 * once, and a value that looks like one stays unchanged.
 */
class CaptureValues extends CaptureTag {
  override *render(context: Context): Generator<unknown, void, string> {
    const { placeholders, formats, reads } = runOf(context);
    reads?.startCapture();
    yield* super.render(context);
    const scope = context.bottom() as Record<string, unknown>;
    const pieces = placeholders.split(String(scope[this.variable]));
    const texts = pieces.map((piece) => ("text" in piece ? piece.text : formats.plain(piece.value)));
    scope[this.variable] = texts.join("");
    if (reads === undefined) return;
    const decided = reads.endCapture();
    const ranges: OriginRange[] = [];
    let from = 0;
    for (const [index, piece] of pieces.entries()) {
      const to = from + seenLength(texts[index]!);
      const words = { kind: "words" as const, values: [], deciding: decided };
      ranges.push({ from, to, origin: "text" in piece ? words : (piece.origin?.whole ?? words) });
      from = to;
    }
    reads.begin();
    reads.capture(scope, this.variable, { text: texts.join(""), ranges, decided });
  }
}

const strictTags = {
  if: StrictIf,
  unless: StrictUnless,
  case: StrictCase,
  for: StrictFor,
  assign: StrictAssign,
  echo: StrictEcho,
};

/** Liquid that ignores nothing, not even in partials. */
class StrictLiquid extends Liquid {
  override parse(text: string, file?: string): LiquidTemplate[] {
    return new StrictParser(this).parse(text, file);
  }

  override _parsePartialFile(
    file: string,
    sync?: boolean,
    from?: string,
  ): Generator<unknown, LiquidTemplate[], string | LiquidTemplate[]> {
    return new StrictParser(this).parseFile(file, sync, LookupType.Partials, from);
  }
}

/** Liquid whose texts, including those in partials, report their place in the file to the emitter. */
class TracedLiquid extends Liquid {
  override parse(text: string, file?: string): LiquidTemplate[] {
    return new TracingParser(this).parse(text, file);
  }

  override _parsePartialFile(
    file: string,
    sync?: boolean,
    from?: string,
  ): Generator<unknown, LiquidTemplate[], string | LiquidTemplate[]> {
    return new TracingParser(this).parseFile(file, sync, LookupType.Partials, from);
  }
}
