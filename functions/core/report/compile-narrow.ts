import type { Chart } from "./chart/chart.ts";
import { compileChart } from "./chart/compile-chart.ts";
import type { Figure } from "./document/document.ts";
import { BroadsheetError, type Warning } from "../errors.ts";
import { defaultLimits, type LaidOutReport, type World } from "./generate-report.ts";
import { openTypesetter } from "./fonts/open-typesetter.ts";
import { withOwnFonts } from "./fonts/own-fonts.ts";
import type { AcceptedRequest } from "./request/report-request.ts";

/** A chart of a report at another width, and what was warned of meanwhile. */
export interface NarrowCompiled {
  readonly chart: Chart;
  readonly warnings: readonly Warning[];
}

/**
 * Prepares to compile the charts of a report again, narrower: without the data attached, and with the alternative text
 * that they have already.
 *
 * @returns compiles a figure's chart for a width in points; `undefined` for one that cannot be drawn so narrow
 */
export function narrowCompiler(
  { parameters, language, date }: AcceptedRequest,
  { template, locale, tables, charts }: LaidOutReport,
  world: Pick<World, "fonts" | "compileChart" | "limits" | "shelf">,
): (figure: Figure, width: number) => Promise<NarrowCompiled | undefined> {
  const { theme } = template;
  const compile = world.compileChart ?? compileChart;
  const limits = { ...defaultLimits, ...world.limits };
  // What a chart says about missing characters, its report has heard already.
  const measurer = openTypesetter(withOwnFonts(world.fonts, theme.fonts, template.files), locale.tag, () => {});
  return async (figure, width) => {
    const warnings: Warning[] = [];
    const warn = (warning: Warning): void => void warnings.push(warning);
    const chart = await compile(figure.chart, tables, {
      ...(world.shelf === undefined ? {} : { shelf: world.shelf }),
      theme,
      locale,
      language,
      date,
      measurer,
      parameters,
      warn,
      limits,
      width,
      attach: false,
      alt: figure.alt ?? charts.get(figure.id)!.alt,
      where: figure.where,
    }).catch(leaveWhatFails);
    return chart && { chart, warnings };
  };
}

/** A chart that cannot be drawn so narrow is shown as it is, or not; other faults are no matter of width. */
function leaveWhatFails(error: unknown): undefined {
  if (error instanceof BroadsheetError && !error.transient) return undefined;
  throw error;
}
