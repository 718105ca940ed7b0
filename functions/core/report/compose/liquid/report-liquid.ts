import type { Problem } from "../../../errors.ts";
import type { Locale } from "../../locale/locale.ts";
import type { Tables } from "../../query/table.ts";
import type { AcceptedRequest } from "../../request/report-request.ts";
import type { Template } from "../../template/template.ts";
import { formatsOf } from "../formats/formats.ts";
import { liquidEngine, type LiquidEngine } from "./liquid-engine.ts";
import { relocate } from "./liquid-problems.ts";
import type { LiquidRun } from "./liquid-run.ts";
import { placeOfString } from "./place-in-file.ts";
import { createPlaceholders } from "./placeholders.ts";
import { refuseReserved } from "./refuse-reserved.ts";
import { renderText, renderValue, type RenderedText } from "./render-liquid.ts";
import { reportContext, type ReportContext } from "./report-context.ts";

/** A file of the template, whose strings Liquid renders. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Renders the texts of a template with the values of one report. Adds faults to the report's problems. */
export class ReportLiquid {
  readonly run: LiquidRun;
  /** The report's text in its language. */
  readonly source: SourceFile;
  readonly #engine: LiquidEngine;
  readonly #context: ReportContext;
  readonly #problems: Problem[];

  constructor(template: Template, tables: Tables, accepted: AcceptedRequest, locale: Locale, problems: Problem[]) {
    const { language } = accepted;
    const source = template.texts.get(language) ?? template.texts.get(template.languages[0] ?? "");
    if (source === undefined) throw new TypeError("a loaded template has a text");
    this.source = source;
    this.run = {
      formats: formatsOf(locale, template.currency),
      placeholders: createPlaceholders(),
      messages: template.messages.get(language) ?? new Map(),
      language,
    };
    this.#engine = liquidEngine(template);
    this.#context = reportContext(template, tables, accepted);
    this.#problems = problems;
  }

  /** Renders the report's text to Markdown with placeholders. */
  renderReport(): RenderedText {
    refuseReserved(this.#engine.sources, this.#problems);
    return renderText(this.#engine, this.source, this.#context, this.run, this.#problems);
  }

  /** Renders a string of a chart's spec or of template.yaml; mistakes are reported at its place there. */
  renderString({ file, text }: SourceFile, string: string): unknown {
    const found: Problem[] = [];
    const value = renderValue(this.#engine, { file, text: string }, this.#context, this.run, found);
    this.#problems.push(...found.map((problem) => relocate(problem, placeOfString(file, text, string))));
    return value;
  }
}
