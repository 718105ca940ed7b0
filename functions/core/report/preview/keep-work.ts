import type { Chart } from "../chart/chart.ts";
import type { Drawing } from "../../drawing.ts";
import type { DrawnFigure } from "../rendition/drawn/draw-boxes.ts";
import type { KeptText } from "../layout/text/kept-texts.ts";
import type { KeptResult } from "../query/kept-results.ts";
import type { Choices } from "../request/choices.ts";
import type { Template } from "../template/template.ts";
import type { Theme } from "../template/theme.ts";
import { Kept } from "./kept.ts";
import type { KeptCharts } from "./keep-charts.ts";

/** What a session keeps from one preview to the next. */
export interface KeptWork {
  readonly charts: KeptCharts;
  /** Results of queries. */
  readonly results: Kept<string, KeptResult>;
  /** Pictures, for an ink and a language. */
  readonly pictures: { ink: string; language: string; readonly drawings: Kept<Uint8Array | string, Drawing> };
  /** Lines of texts, for a theme, which names the template's own fonts, and a language. */
  readonly texts: { theme: Theme | undefined; language: string; readonly lines: Kept<string, KeptText> };
  /** Choices of parameters. */
  readonly choices: Kept<string, Choices>;
  /** What charts and pictures show, by digest. */
  readonly drawings: Kept<string, DrawnFigure>;
  /** What each chart draws. */
  readonly digests: WeakMap<Chart, string>;
  /** The last template that could be loaded. */
  template?: Template;
}

/** Nothing kept yet. */
export function keepWork(): KeptWork {
  return {
    charts: new Kept(),
    results: new Kept(),
    pictures: { ink: "", language: "", drawings: new Kept() },
    texts: { theme: undefined, language: "", lines: new Kept() },
    choices: new Kept(),
    drawings: new Kept(),
    digests: new WeakMap(),
  };
}

/** What another session of the same template begins with: all is kept by what it depends on. */
export function copyWork({
  charts,
  results,
  pictures,
  texts,
  choices,
  drawings,
  digests,
  template,
}: KeptWork): KeptWork {
  return {
    charts: charts.copy(),
    results: results.copy(),
    pictures: { ...pictures, drawings: pictures.drawings.copy() },
    texts: { ...texts, lines: texts.lines.copy() },
    choices: choices.copy(),
    drawings: drawings.copy(),
    digests,
    ...(template === undefined ? {} : { template }),
  };
}
