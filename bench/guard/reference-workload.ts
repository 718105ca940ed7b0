import * as vega from "vega";
import { compile } from "vega-lite";

const rows = Array.from({ length: 300 }, (_, index) => ({
  year: 2000 + (index % 25),
  value: (index * 7919) % 1009,
  name: `series ${index % 6}`,
}));

/**
 * Runs a fixed piece of work that resembles a report but uses nothing of Broadsheet: it compiles and runs Vega-Lite
 * charts, writes them as SVG, and writes and parses JSON. It measures the machine.
 */
export async function runReferenceWorkload(): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    const { spec } = compile({
      data: { values: rows.map((row) => ({ ...row, value: row.value + round })) },
      mark: { type: "line", point: true },
      width: 400,
      encoding: {
        x: { field: "year", type: "ordinal" },
        y: { field: "value", type: "quantitative" },
        color: { field: "name", type: "nominal" },
      },
    });
    // One chart at a time, because Vega's text metrics are global.
    const svg = await (await new vega.View(vega.parse(spec), { renderer: "none" }).runAsync()).toSVG();
    if (svg.length < 10_000) throw new Error("the reference chart was not drawn");
    if ((JSON.parse(JSON.stringify(rows)) as unknown[]).length !== rows.length) throw new Error("rows were lost");
  }
}
