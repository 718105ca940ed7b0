import { vegaConfig, vegaLiteConfig } from "../../functions/core/report/chart/spec/chart-theme.ts";
import { type ChartRequest } from "../../functions/core/report/document/document.ts";
import { figuresOf } from "../../functions/core/report/document/figures-of.ts";
import type { Row } from "../../functions/core/report/query/table.ts";
import type { Locale } from "../../functions/core/report/locale/locale.ts";
import type { Theme } from "../../functions/core/report/template/theme.ts";
import { documentHtml } from "./document-html.ts";
import type { ComposedReport } from "./flagship.ts";

/** A chart as a page's own script draws it: the same spec, config and rows. */
export interface PageChart {
  readonly dialect: "vega-lite" | "vega";
  readonly spec: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
  /** Whether the chart fills the width of its place (Vega's `fit-x`). */
  readonly fits: boolean;
  /** Name of a data source in the spec → its rows. */
  readonly data: Readonly<Record<string, readonly Row[]>>;
}

/** What a browser gets for one report. */
export interface PageContent {
  readonly language: string;
  readonly html: string;
  /** In the order of the `div.chart`s. */
  readonly charts: readonly PageChart[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly locale: { readonly number: Locale["number"]; readonly time: Locale["time"] };
}

/** What a browser gets for a composed report. */
export function reportPage({ document, widths, tables, template, locale, parameters }: ComposedReport): PageContent {
  const charts = figuresOf(document).map(({ id, chart }) => {
    const names = new Set([...Object.keys(chart.data), ...tables.keys()]);
    const data = Object.fromEntries(
      [...names]
        .filter((name) => mentions(chart.spec, name))
        .map((name) => [name, tables.get(chart.data[name] ?? name)?.rows ?? []]),
    );
    return { ...pageChart(chart, widths.get(id)!, template.theme), data };
  });
  return {
    language: locale.tag,
    html: documentHtml(document, locale, widths),
    charts,
    parameters,
    locale: { number: locale.number, time: locale.time },
  };
}

/** Makes a chart without its rows, `width` points wide if its spec allows that. */
export function pageChart(chart: ChartRequest, width: number, theme: Theme): Omit<PageChart, "data"> {
  const { $schema: _schema, autosize: _autosize, ...spec } = chart.spec;
  if (chart.dialect === "vega")
    return {
      dialect: "vega",
      spec: { padding: 0, ...chart.spec, width },
      config: vegaConfig(theme, width),
      fits: true,
    };
  const faceted =
    spec["facet"] !== undefined ||
    ["row", "column", "facet"].some(
      (channel) => (spec["encoding"] as Record<string, unknown> | undefined)?.[channel] !== undefined,
    );
  const fits =
    !faceted &&
    ["repeat", "concat", "hconcat", "vconcat"].every((operator) => spec[operator] === undefined) &&
    typeof spec["width"] !== "object";
  return {
    dialect: "vega-lite",
    spec: fits ? { ...spec, width } : spec,
    config: vegaLiteConfig(theme, width, faceted),
    fits,
  };
}

/** Whether a spec names a data source anywhere. */
function mentions(spec: unknown, name: string): boolean {
  if (Array.isArray(spec)) return spec.some((part) => mentions(part, name));
  if (typeof spec !== "object" || spec === null) return false;
  return Object.entries(spec).some(
    ([key, value]) => (key === "name" || key === "from" ? value === name : false) || mentions(value, name),
  );
}
