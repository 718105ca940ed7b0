import { parseArgs } from "node:util";
import { measureCharts } from "./charts.ts";
import { measureCold, measureWarm } from "./flagship.ts";
import { formatRow } from "./measurement.ts";

process.env["TZ"] = "UTC";
const { values: options } = parseArgs({ options: { full: { type: "boolean" }, json: { type: "boolean" } } });
const factor = options.full === true ? 5 : 1;
const measurements = [...(await measureCold(5 * factor)), ...(await measureWarm(20 * factor)), ...(await measureCharts(10 * factor))];
if (options.json === true) {
  console.log(JSON.stringify(measurements, null, 2));
} else {
  console.log(["| case | runs | min | median | max | unit |", "|---|---|---|---|---|---|"].join("\n"));
  for (const measurement of measurements) console.log(formatRow(measurement));
}
