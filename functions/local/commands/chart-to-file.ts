import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { createFontFiles } from "../../adapters/font-files.ts";
import type { AuthoredSettings } from "../../core/report/chart/chart-settings.ts";
import { vegaConfig, vegaLiteConfig } from "../../core/report/chart/spec/chart-theme.ts";
import { BroadsheetError, type Warning } from "../../core/errors.ts";
import { findTooDeep, tooDeep } from "../../core/json/json-depth.ts";
import { generateChart, type ChartOrder } from "../../core/report/generate-chart.ts";
import { pointerTo } from "../../core/json/json-pointer.ts";
import { isCalendarDate } from "../../core/report/request/calendar-date.ts";
import { defaultTheme } from "../../core/report/template/theme/default-theme.ts";
import { parsePairs } from "../inputs/parse-pairs.ts";
import { formatProblems } from "../print-problems.ts";
import { readContained } from "../inputs/read-contained.ts";
import { nameOfInput } from "../inputs/read-input.ts";
import { readJsonObject } from "../inputs/read-json-object.ts";
import { checkOut } from "../check-out.ts";
import { writePdfFile } from "../write-pdf-file.ts";

export interface ChartOptions {
  readonly param: readonly string[];
  readonly attach: boolean;
  readonly language: string;
  readonly out?: string;
  readonly dataDir?: string;
  readonly theme?: string;
  readonly date?: string;
  readonly json?: boolean;
}

/** Most items of a scenegraph; beyond that a PDF opens slowly and shows only a blot. */
const marks = 250_000;

/**
 * `broadsheet chart`: turns a Vega or Vega-Lite spec into a one-page PDF. `$schema` names the dialect; without it, a
 * spec with `marks` is Vega.
 *
 * @throws BroadsheetError for any fault in the spec, data or options
 */
export async function chartToFile(file: string, options: ChartOptions): Promise<void> {
  const begun = performance.now();
  const { value: spec, text } = await readJsonObject(file, "spec");
  const dialect = dialectOf(spec);
  checkOut(options.out);
  const out =
    options.out ??
    (file === "-" ? "chart.pdf" : join(dirname(file), `${basename(file).replace(/(\.v[gl])?\.json$/i, "")}.pdf`));
  const order: ChartOrder = {
    name: file === "-" ? "chart" : basename(file).replace(/(\.v[gl])?\.json$/i, ""),
    dialect,
    spec,
    parameters: readParameters(spec, dialect, parsePairs(options.param, "--param", "key=value")),
    authored: await authoredSettings(options, dialect),
    language: options.language,
    date: options.date === undefined ? undefined : readDate(options.date),
    today: new Date().toISOString().slice(0, 10),
    attach: options.attach,
    source: { file: nameOfInput(file), text },
    where: { file: nameOfInput(file) },
    marks,
  };
  const warnings: Warning[] = [];
  const { pdf, width, height, alt, drawnOn } = await generateChart(order, createFontFiles(), (warning) =>
    warnings.push(warning),
  );
  await writePdfFile(out, pdf);
  const told = warnings.filter(({ code }) => code !== "missing-alt");
  if (told.length > 0) process.stderr.write(`${formatProblems("warning", told)}\n`);
  if (drawnOn !== undefined)
    process.stderr.write(`now() is ${drawnOn}, today's date: give --date to draw the same chart every day\n`);
  const wallMs = Math.round(performance.now() - begun);
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  if (options.json === true) {
    const result = JSON.stringify(
      { out, dialect, width, height, bytes: pdf.length, sha256, alt, drawnOn, warnings, timings: { wall: wallMs } },
      null,
      2,
    );
    (out === "-" ? process.stderr : process.stdout).write(`${result}\n`);
  } else {
    const size = `${Math.round(width)} × ${Math.round(height)} pt, ${Math.max(1, Math.round(pdf.length / 1024))} KB`;
    process.stderr.write(`${out}: ${size}, ${wallMs} ms, sha256 ${sha256.slice(0, 12)}\n`);
  }
}

function readDate(text: string): string {
  if (isCalendarDate(text)) return text;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-date",
    message: `--date: "${text}" is not a date`,
    seen: text,
    allowed: "a calendar date, YYYY-MM-DD",
  });
}

function dialectOf(spec: ChartOrder["spec"]): ChartOrder["dialect"] {
  const schema = String(spec["$schema"] ?? "");
  if (/\/vega-lite\//.test(schema)) return "vega-lite";
  if (/\/vega\//.test(schema)) return "vega";
  return Array.isArray(spec["marks"]) ? "vega" : "vega-lite";
}

async function authoredSettings(
  { dataDir, theme }: ChartOptions,
  dialect: ChartOrder["dialect"],
): Promise<AuthoredSettings> {
  const config =
    theme === undefined
      ? undefined
      : theme === "house"
        ? dialect === "vega"
          ? vegaConfig(defaultTheme, 450)
          : vegaLiteConfig(defaultTheme, 450, false)
        : (await readJsonObject(theme, "theme")).value;
  return { config, read: dataDir === undefined ? undefined : (url: string) => readContained(dataDir, url) };
}

/** A value that parses as JSON is JSON; any other is text. */
function readParameters(
  spec: ChartOrder["spec"],
  dialect: ChartOrder["dialect"],
  given: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const declared = [spec[dialect === "vega" ? "signals" : "params"]]
    .flat()
    .flatMap((entry) =>
      typeof entry === "object" && entry !== null && "name" in entry
        ? [String((entry as { readonly name: unknown }).name)]
        : [],
    );
  const values = Object.entries(given).map(([name, text]) => {
    if (!declared.includes(name)) {
      throw new BroadsheetError("invalid-request", {
        code: "unknown-parameter",
        message: `the spec has no ${dialect === "vega" ? "signal" : "param"} "${name}"`,
        where: { pointer: pointerTo("/parameters", name) },
        seen: name,
        allowed: declared,
      });
    }
    if (findTooDeep(text) !== undefined)
      throw new BroadsheetError(
        "invalid-request",
        tooDeep(`the value of "${name}"`, { pointer: pointerTo("/parameters", name) }),
      );
    return [name, readValue(text)] as const;
  });
  return Object.fromEntries(values);
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
