import { toValueSync, type Liquid, type Template as LiquidTemplate } from "liquidjs";
import type { Problem } from "../../../errors.ts";
import { type LiquidEngine, plainEngine } from "./liquid-engine.ts";
import { liquidProblems } from "./liquid-problems.ts";
import type { LiquidRun } from "./liquid-run.ts";
import type { ReportContext } from "./report-context.ts";
import { createScope } from "./report-scope.ts";
import { createSourceMap, type SourceMap } from "./source-map.ts";
import { TracingEmitter } from "./trace-text.ts";

export interface RenderedText {
  /** Markdown with placeholders for values. */
  readonly text: string;
  readonly sourceMap: SourceMap;
}

/** Renders a text of the template to Markdown. Adds faults to `problems`; the text is then empty. */
export function renderText(
  engine: LiquidEngine,
  source: { readonly file: string; readonly text: string },
  context: ReportContext,
  run: LiquidRun,
  problems: Problem[],
): RenderedText {
  const sourceMap = createSourceMap(source.file);
  const emitter = new TracingEmitter(sourceMap);
  try {
    const templates = parse(engine, engine.text, source);
    const scope = createScope(engine.text, context, run);
    toValueSync(engine.text.renderer.renderTemplates(templates as LiquidTemplate[], scope, emitter));
    return { text: emitter.buffer, sourceMap };
  } catch (error) {
    problems.push(...liquidProblems(error, source.file, context));
    return { text: "", sourceMap };
  }
}

/**
 * Renders one string of the template to a value: text, or the value of the string's only expression
 * (`"{{ parameters.year }}"` is a number).
 */
export function renderValue(
  engine: LiquidEngine,
  source: { readonly file: string; readonly text: string },
  context: ReportContext,
  run: LiquidRun,
  problems: Problem[],
): unknown {
  if (!source.text.includes("{{") && !source.text.includes("{%")) return source.text;
  const serving = source.text.includes("{%") ? engine : plainEngine();
  try {
    const templates = parse(serving, serving.values, source);
    return toValueSync(
      serving.values.renderer.renderTemplates(templates as LiquidTemplate[], createScope(serving.values, context, run)),
    );
  } catch (error) {
    problems.push(...liquidProblems(error, source.file, context));
    return "";
  }
}

function parse(
  { parsed }: LiquidEngine,
  liquid: Liquid,
  { file, text }: { file: string; text: string },
): readonly LiquidTemplate[] {
  const files = parsed.get(liquid) ?? new Map<string, Map<string, readonly LiquidTemplate[]>>();
  const texts = files.get(file) ?? new Map<string, readonly LiquidTemplate[]>();
  const templates = texts.get(text) ?? liquid.parse(text, file);
  parsed.set(liquid, files.set(file, texts.set(text, templates)));
  return templates;
}
