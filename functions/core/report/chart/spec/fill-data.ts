import type { ChartRequest } from "../../document/document.ts";
import type { Tables } from "../../query/table.ts";
import { chartFailed } from "../chart-failed.ts";
import { tuplesOf } from "../exact-values.ts";
import { withPlaces } from "../tuple-places.ts";
import type { ChartSettings } from "../chart-settings.ts";
import type { Feature } from "../geometry/geometry.ts";
import { conditionsInWords } from "../../document/conditions-in-words.ts";
import { isSpec, type Spec, specs } from "../spec.ts";
import { sourceTable } from "./source-table.ts";

/**
 * Refuses data to be fetched, anywhere in a spec, before Vega sees it.
 *
 * @throws BroadsheetError `chart-failed` naming the URL
 */
export function refuseUrls(
  request: ChartRequest,
  { where, authored }: Pick<ChartSettings, "where" | "authored">,
): void {
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) return part.forEach(visit);
    if (!isSpec(part)) return;
    for (const key of Object.keys(part)) {
      const value = part[key];
      // Rows of inline data are values, not part of the spec.
      if (key === "values" || key === "datasets") continue;
      if (key === "data") {
        for (const entry of Array.isArray(value) ? specs(value) : isSpec(value) ? [value] : []) {
          if (entry["url"] !== undefined) throw refusedUrl(request.name, where, entry["url"], authored);
        }
      }
      visit(value);
    }
  };
  visit(request.spec);
}

/**
 * The error for a URL or file that a spec would load.
 *
 * @param authored set if the spec is a file of its own, which may have data beside it
 */
export function refusedUrl(
  name: string,
  where: ChartSettings["where"],
  url: unknown,
  authored?: ChartSettings["authored"],
): Error {
  const text = typeof url === "string" ? url : JSON.stringify(url);
  const relative = !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(text);
  if (authored !== undefined && authored.read === undefined && relative) {
    return chartFailed(name, where, {
      code: "url-refused",
      message: `the spec loads "${text}", but no data folder was given`,
      seen: text,
      hint: "give the folder that the spec's URLs start from: --data-dir DIR",
    });
  }
  return chartFailed(name, where, {
    code: "url-refused",
    message: `the spec loads "${text}", but a chart may load nothing: no URL and no file`,
    seen: text,
    allowed: `data by name, e.g. {"name": "data"}`,
    hint: "store the data as a dataset, select it in a query and name that query",
  });
}

export interface FilledData {
  /** Index of a data source in the spec → its rows. */
  readonly rows: ReadonlyMap<number, readonly Record<string, unknown>[]>;
  /** Name of a data source in the spec → columns of the query that fills it. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

/**
 * Provides the rows of a Vega spec's named data sources: those without values, source or transform. A name is looked up
 * in the directive's data, then among the queries. Rows are copied, since Vega modifies them.
 *
 * @param shapes name of a data source → the features that fill it
 * @throws BroadsheetError `chart-failed` listing the queries, for an unknown name
 */
export function fillData(
  spec: Spec,
  request: ChartRequest,
  tables: Tables,
  shapes: ReadonlyMap<string, readonly Feature[]>,
  settings: ChartSettings,
): FilledData {
  const columns = new Map<string, readonly string[]>();
  const rows = new Map<number, readonly Record<string, unknown>[]>();
  for (const [index, entry] of specs(spec["data"]).entries()) {
    const name = String(entry["name"]);
    if (entry["values"] !== undefined || entry["source"] !== undefined) continue;
    const features = shapes.get(name);
    if (features !== undefined) {
      rows.set(
        index,
        features.map((feature) => ({ ...feature })),
      );
      continue;
    }
    if (request.data[name] === undefined && !tables.has(name) && makesOwnTuples(entry)) continue;
    const query = request.data[name] ?? name;
    const table = sourceTable(request, tables, name);
    if (table === undefined && settings.authored !== undefined) continue;
    if (table === undefined) throw unknownQuery(request, tables, settings, name, query);
    if (table.rows.length === 0) {
      settings.warn({
        code: "empty-query",
        message: `Chart "${request.name}": query "${query}" gave no rows${request.picked?.source === name ? ` where ${conditionsInWords(request.picked.conditions)}` : ""}`,
        where: { ...settings.where, name: query },
      });
    }
    columns.set(
      name,
      table.columns.map((column) => column.name),
    );
    rows.set(index, withPlaces(tuplesOf(table, request.spec), table.rows, settings.rows));
  }
  return { rows, columns };
}

/**
 * Whether a source generates its own tuples (`sequence`, `graticule`) or holds a selection, which stays empty in print.
 */
function makesOwnTuples(entry: Spec): boolean {
  const [first] = specs(entry["transform"]);
  return ["sequence", "graticule"].includes(String(first?.["type"])) || String(entry["name"]).endsWith("_store");
}

function unknownQuery(
  request: ChartRequest,
  tables: Tables,
  { where }: ChartSettings,
  name: string,
  query: string,
): Error {
  const needsData = name === "data" && request.data["data"] === undefined;
  return chartFailed(request.name, where, {
    code: "unknown-query",
    message: needsData
      ? `the spec draws the data named "data", but the directive has no data attribute`
      : `there is no query "${query}"`,
    seen: query,
    allowed: [...tables.keys()],
    hint: needsData ? `write ::chart{spec="${request.name}" data="<query>"}` : "name one of the queries as data",
  });
}
