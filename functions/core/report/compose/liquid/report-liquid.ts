import type { Problem, Warn } from "../../../errors.ts";
import type { Locale } from "../../locale/locale.ts";
import { seenLength, gatherReads, type Origin, type OriginRange } from "../../document/origin.ts";
import type { OriginTrace, Trace } from "../../document/trace.ts";
import type { Tables } from "../../query/table.ts";
import type { AcceptedRequest } from "../../request/report-request.ts";
import type { Template } from "../../template/template.ts";
import { formatsOf } from "../formats/formats.ts";
import { liquidEngine, type LiquidEngine } from "./liquid-engine.ts";
import { relocate } from "./liquid-problems.ts";
import type { LiquidRun } from "./liquid-run.ts";
import { placeOfString } from "./place-in-file.ts";
import { createPlaceholders } from "./placeholders.ts";
import { ReadLog } from "./read-log.ts";
import { refuseReserved } from "./refuse-reserved.ts";
import { ShownValues } from "./shown-values.ts";
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
  readonly #trace: OriginTrace | undefined;
  readonly #printed: { readonly values: Trace["values"] | undefined; readonly choices: Trace["choices"] | undefined };

  /** @param trace gets the origins of strings, the rows of the tables, and what is printed */
  constructor(
    template: Template,
    tables: Tables,
    accepted: AcceptedRequest,
    locale: Locale,
    problems: Problem[],
    warn?: Warn,
    { origins, values, choices }: Pick<Trace, "origins" | "values" | "choices"> = {},
  ) {
    const { language } = accepted;
    const source = template.texts.get(language) ?? template.texts.get(template.languages[0] ?? "");
    if (source === undefined) throw new TypeError("a loaded template has a text");
    this.source = source;
    this.#context = reportContext(template, tables, accepted);
    this.#trace = origins;
    this.#printed = { values, choices };
    const formats = formatsOf(locale, template.currency);
    this.run = {
      ...(origins !== undefined && { reads: new ReadLog(this.#context, tables, origins.rows) }),
      ...((values ?? choices) !== undefined && { shown: new ShownValues(formats) }),
      formats,
      placeholders: createPlaceholders(),
      messages: template.messages.get(language) ?? new Map(),
      language,
      ...(warn !== undefined && { warn }),
    };
    this.#engine = liquidEngine(template);
    this.#problems = problems;
  }

  /** Renders the report's text to Markdown with placeholders. */
  renderReport(): RenderedText {
    refuseReserved(this.#engine.sources, this.#problems);
    const rendered = renderText(this.#engine, this.source, this.#context, this.run, this.#problems);
    const { shown } = this.run;
    if (shown === undefined) return rendered;
    this.#printed.values?.push(...shown.all());
    this.#printed.choices?.push(...shown.choices());
    return rendered;
  }

  /** Renders a string of a chart's spec or of template.yaml; mistakes are reported at its place there. */
  renderString({ file, text }: SourceFile, string: string): unknown {
    const found: Problem[] = [];
    const warn: Warn = (warning) => this.run.warn?.(relocate(warning, placeOfString(file, text, string)));
    const value = renderValue(this.#engine, { file, text: string }, this.#context, { ...this.run, warn }, found);
    this.#problems.push(...found.map((problem) => relocate(problem, placeOfString(file, text, string))));
    if (this.#trace !== undefined && found.length === 0) this.#note(this.#trace, { file, text }, string, value);
    return value;
  }

  /** Notes where the parts of a rendered string come from. A number alone is noted as it is printed. */
  #note({ strings }: OriginTrace, { file, text }: SourceFile, string: string, value: unknown): void {
    const { line, column = 1 } = placeOfString(file, text, string);
    const place = { file, line, column, endLine: line, endColumn: column + string.length - 1 };
    // It has warned already.
    const { warn: _warn, ...quiet } = this.run;
    const { text: printed } = renderText(this.#engine, { file, text: string }, this.#context, quiet, []);
    const pieces = this.run.placeholders.split(printed);
    const shown = pieces.map((piece) => ("text" in piece ? piece.text : String(piece.value ?? "")));
    const words: Origin = { kind: "words", values: [], deciding: [], place };
    const origins = pieces.map((piece): Origin =>
      "text" in piece || piece.origin === undefined ? words : { ...piece.origin.whole, place },
    );
    const known = strings.get(file) ?? [];
    strings.set(file, known);
    const rendered = Array.isArray(value) ? value.map(String) : [String(value ?? "")];
    if (shown.join("") === rendered.join("")) {
      const ranges: OriginRange[] = [];
      let from = 0;
      for (const [index, part] of shown.entries()) {
        const to = from + seenLength(part);
        ranges.push({ from, to, origin: origins[index]! });
        from = to;
      }
      known.push({ text: rendered.join(""), ranges });
      return;
    }
    const whole: Origin = {
      kind: origins.some(({ kind }) => kind === "values") ? "values" : "words",
      values: gatherReads(origins.flatMap(({ values }) => values)),
      deciding: gatherReads(origins.flatMap(({ deciding }) => deciding)),
      place,
      ...(origins.some(({ computed }) => computed === true) && { computed: true }),
    };
    for (const each of rendered) known.push({ text: each, ranges: [{ from: 0, to: seenLength(each), origin: whole }] });
  }
}
