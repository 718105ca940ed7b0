/** A column of a query's result. */
export interface ResultColumn {
  readonly name: string;
  readonly type: "text" | "integer" | "number" | "boolean" | "date" | "timestamp";
}

/** A chart to begin with: its spec, and the directive that draws it. */
export interface DraftChart {
  readonly name: string;
  readonly path: string;
  readonly spec: string;
  readonly title: string;
  readonly directive: string;
}

type Value = string | number | boolean | null;

/** Most series that lines and groups may have; more are drawn as one. */
const mostSeries = 6;

/**
 * Drafts a chart from what a query returned: lines over time, bars for categories, points for two measures. It shows
 * the first column that fits each role.
 *
 * @param taken names of the charts that exist
 * @returns undefined if no column holds numbers
 */
export function draftChart(
  query: string,
  columns: readonly ResultColumn[],
  rows: readonly (readonly Value[])[],
  taken: readonly string[],
): DraftChart | undefined {
  const distinct = (name: string): number =>
    new Set(rows.map((row) => row[columns.findIndex((column) => column.name === name)])).size;
  const time = columns.find((column) => isTime(column, distinct(column.name), rows.length));
  const measures = columns.filter(
    ({ name, type }) =>
      (type === "number" || type === "integer") &&
      name !== time?.name &&
      !/(^|_)(id|no|rank|year|month|row)$/i.test(name),
  );
  const measure =
    measures[0] ?? columns.find(({ name, type }) => (type === "number" || type === "integer") && name !== time?.name);
  if (measure === undefined) return undefined;
  const texts = columns.filter(({ type }) => type === "text" || type === "boolean");
  const series = texts.find(({ name }) => distinct(name) > 1 && distinct(name) <= mostSeries);
  const encoding =
    time !== undefined && distinct(time.name) > 1
      ? overTime(time, measure, series)
      : texts[0] !== undefined
        ? byCategory(texts[0], measure)
        : againstEachOther(measures, measure);
  const name = freeName(query, taken);
  const spec = { $schema: "https://vega.github.io/schema/vega-lite/v6.json", data: { name: "data" }, ...encoding };
  const title = `${titleOf(measure.name)}${time === undefined ? "" : ` by ${time.name.replaceAll("_", " ")}`}`;
  return {
    name,
    title,
    path: `charts/${name}.vl.json`,
    spec: `${formatSpec(spec)}\n`,
    directive: `::chart{spec="${name}" data="${query}" title="${title}"}`,
  };
}

/** A date, or a whole number that its name says is a year. */
function isTime({ name, type }: ResultColumn, values: number, rows: number): boolean {
  if (type === "date" || type === "timestamp") return true;
  return type === "integer" && /year|jahr|年/i.test(name) && values > Math.min(1, rows - 1);
}

function overTime(time: ResultColumn, measure: ResultColumn, series: ResultColumn | undefined): object {
  const year = time.type === "integer";
  return {
    height: 180,
    mark: { type: "line", point: { size: 24 } },
    encoding: {
      x: {
        field: time.name,
        type: year ? "quantitative" : "temporal",
        ...(year ? { scale: { zero: false, nice: false } } : {}),
        axis: { title: null, grid: false, ...(year ? { format: "d", tickMinStep: 1 } : {}) },
      },
      y: { field: measure.name, type: "quantitative", axis: { title: null, tickCount: 5 } },
      ...(series === undefined
        ? {}
        : { color: { field: series.name, type: "nominal", legend: { title: null, orient: "top" } } }),
    },
  };
}

function byCategory(category: ResultColumn, measure: ResultColumn): object {
  return {
    height: { step: 20 },
    mark: { type: "bar", height: 12 },
    encoding: {
      y: {
        field: category.name,
        type: "nominal",
        sort: "-x",
        axis: { title: null, ticks: false, domain: false, labelLimit: 240 },
      },
      x: { field: measure.name, type: "quantitative", axis: { title: null, tickCount: 5 } },
    },
  };
}

function againstEachOther(measures: readonly ResultColumn[], only: ResultColumn): object {
  const [x = only, y] = measures;
  if (y === undefined)
    return {
      height: 180,
      mark: "bar",
      encoding: {
        x: { field: x.name, type: "quantitative", bin: true, axis: { title: titleOf(x.name) } },
        y: { aggregate: "count", type: "quantitative", axis: { title: null, tickCount: 5 } },
      },
    };
  return {
    height: 220,
    mark: { type: "point", filled: true },
    encoding: {
      x: { field: x.name, type: "quantitative", scale: { zero: false }, axis: { title: titleOf(x.name) } },
      y: { field: y.name, type: "quantitative", scale: { zero: false }, axis: { title: titleOf(y.name) } },
    },
  };
}

function titleOf(column: string): string {
  const words = column.replaceAll("_", " ").replaceAll('"', "'").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function freeName(query: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? query : `${query}_${count}`;
    if (!taken.includes(name)) return name;
  }
}

/** JSON with small objects on one line, as authors write specs. */
export function formatSpec(value: unknown, indent = ""): string {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
  if (typeof value !== "object" || value === null || (indent !== "" && line.length + indent.length < 110)) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + formatSpec(item, inner)).join(",\n")}\n${indent}]`;
  return `{\n${Object.entries(value)
    .map(([key, item]) => `${inner}${JSON.stringify(key)}: ${formatSpec(item, inner)}`)
    .join(",\n")}\n${indent}}`;
}
