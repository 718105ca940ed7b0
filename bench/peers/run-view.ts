import * as vega from "vega";
import { compile } from "vega-lite";
import type { PageContent } from "../content/chart-page.ts";

const compiled = new Map<string, string>();
const silent = {
  level: () => silent,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};

/** Runs a chart's dataflow as a Node program would with Vega. It keeps compiled specs, as Broadsheet does. */
export async function runView({ charts, parameters, locale }: PageContent): Promise<vega.View> {
  const { dialect, spec, config, data, fits } = charts[0]!;
  const key = JSON.stringify([spec, config]);
  let json = compiled.get(key);
  if (json === undefined)
    compiled.set(
      key,
      (json = JSON.stringify(
        dialect === "vega" ? spec : compile(spec as never, { config: config as never, logger: silent as never }).spec,
      )),
    );
  const whole = JSON.parse(json) as { data?: Record<string, unknown>[]; signals?: Record<string, unknown>[] };
  for (const entry of whole.data ?? []) {
    if (entry["values"] === undefined && entry["source"] === undefined)
      entry["values"] = data[String(entry["name"])]?.map((row) => ({ ...row }));
  }
  for (const signal of whole.signals ?? []) {
    const value = parameters[String(signal["name"])];
    if (signal["update"] === undefined && value !== undefined) signal["value"] = value;
  }
  const runnable = fits ? { ...whole, autosize: { type: "fit-x", contains: "padding" } } : whole;
  const view = new vega.View(vega.parse(runnable as never, dialect === "vega" ? (config as never) : undefined), {
    renderer: "none",
    logger: silent as never,
    locale: locale as never,
  });
  return view.runAsync();
}
