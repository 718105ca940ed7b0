import type { ChartRequest } from "../../document/document.ts";
import type { Where } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { Shelf } from "../../../ports.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { chartFailed } from "../chart-failed.ts";
import { datumFields } from "../spec/datum-fields.ts";
import type { Vega } from "../vega.ts";
import { isSpec, type Spec, specs } from "../spec.ts";
import type { Columns, RequireField } from "./columns.ts";
import { transformColumns } from "./transform-columns.ts";

type Scope = ReadonlyMap<string, Columns>;

/** Spec → columns with which it passed the check. */
const passed = new WeakMap<Spec, Set<string>>();

/**
 * Follows the columns of every data source through its transforms, and checks each field that transforms, scales and
 * marks use. For an unknown field, Vega itself draws a chart without marks, or NaN. Columns that cannot be followed are
 * not checked.
 *
 * @param spec Vega; a pass is remembered with it
 * @param known columns of the data sources filled by queries
 * @param shelf where passes are kept beyond this process
 * @throws BroadsheetError `chart-failed` naming the field, listing the columns
 */
export function checkFields(
  vega: Vega,
  spec: Spec,
  known: ReadonlyMap<string, readonly string[]>,
  request: ChartRequest,
  where: Where,
  shelf?: Shelf,
): void {
  const key = JSON.stringify([...known]);
  const before = passed.get(spec);
  if (before?.has(key) === true) return;
  const pass = (): void => void (before === undefined ? passed.set(spec, new Set([key])) : before.add(key));
  const name = shelf === undefined ? "" : sha256(`fields ${key} ${JSON.stringify(spec)}`);
  if (shelf?.take(name) !== undefined) return pass();
  new FieldChecker(vega, known, request, where).visitGroup(spec, new Map());
  pass();
  shelf?.put(name, "true");
}

/** Follows the columns of a spec's data, and requires those that are used. */
class FieldChecker {
  readonly #vega: Vega;
  readonly #known: ReadonlyMap<string, readonly string[]>;
  readonly #request: ChartRequest;
  readonly #where: Where;

  constructor(vega: Vega, known: ReadonlyMap<string, readonly string[]>, request: ChartRequest, where: Where) {
    this.#vega = vega;
    this.#known = known;
    this.#request = request;
    this.#where = where;
  }

  visitGroup(group: Spec, outer: Scope): void {
    const scope = new Map(outer);
    for (const data of specs(group["data"])) {
      let columns = sourceColumns(data, scope, this.#known);
      for (const transform of specs(data["transform"])) {
        columns = transformColumns(this.#vega, transform, columns, scope, {
          require: this.#require,
          requireInExpression: this.#requireInExpression,
        });
      }
      if (typeof data["name"] === "string") scope.set(data["name"], columns);
    }
    for (const scale of specs(group["scales"]))
      this.#visitDomain(scale["domain"], `scale "${String(scale["name"])}"`, scope);
    for (const mark of specs(group["marks"])) this.#visitMark(mark, scope);
  }

  #visitDomain(domain: unknown, use: string, scope: Scope): void {
    if (!isSpec(domain)) return;
    const columns = scope.get(String(domain["data"]));
    if (domain["field"] !== undefined) this.#require(domain["field"], columns, use);
    if (isSpec(domain["sort"])) this.#require(domain["sort"]["field"], columns, `the order of ${use}`);
    for (const entry of Array.isArray(domain["fields"]) ? (domain["fields"] as readonly unknown[]) : []) {
      if (isSpec(entry)) this.#visitDomain(entry, use, scope);
      else this.#require(entry, columns, use);
    }
  }

  #visitMark(mark: Spec, scope: Scope): void {
    const from = isSpec(mark["from"]) ? mark["from"] : undefined;
    const inner = new Map(scope);
    let columns = typeof from?.["data"] === "string" ? scope.get(from["data"]) : undefined;
    const facet = from?.["facet"];
    if (isSpec(facet)) {
      const partition = scope.get(String(facet["data"]));
      for (const field of [facet["groupby"]].flat())
        this.#require(field, partition, `the facets of "${String(facet["name"])}"`);
      inner.set(String(facet["name"]), facet["field"] === undefined ? partition : undefined);
      columns = undefined;
    }
    if (columns !== undefined) this.#visitEncode(mark, columns);
    if (mark["type"] === "group") this.visitGroup(mark, inner);
  }

  #visitEncode(mark: Spec, columns: Columns): void {
    for (const set of Object.values(isSpec(mark["encode"]) ? mark["encode"] : {})) {
      for (const [channel, rules] of Object.entries(isSpec(set) ? set : {})) {
        const use = `the ${channel} of ${markName(mark)}`;
        for (const rule of Array.isArray(rules) ? specs(rules) : isSpec(rules) ? [rules] : []) {
          this.#require(rule["field"], columns, use);
          this.#requireInExpression(rule["signal"], columns, use);
          this.#requireInExpression(rule["test"], columns, use);
        }
      }
    }
  }

  readonly #require: RequireField = (field, columns, use) => {
    if (columns === undefined || typeof field !== "string" || columns.has(field)) return;
    const root = rootOf(this.#vega, field);
    if (root !== undefined) this.#requireColumn(root, columns, use);
  };

  readonly #requireInExpression = (expression: unknown, columns: Columns, use: string): void => {
    if (columns === undefined || typeof expression !== "string") return;
    for (const field of datumFields(this.#vega, expression)) this.#requireColumn(field, columns, use);
  };

  #requireColumn(root: string, columns: ReadonlySet<string>, use: string): void {
    if (columns.has(root)) return;
    throw chartFailed(this.#request.name, this.#where, {
      code: "unknown-field",
      message: `${use} uses the field "${root}", which is not a column of its data`,
      seen: root,
      allowed: [...columns],
      hint:
        hintNearMatch(root, columns).hint ??
        "name a column of the query, or calculate the field in a transform before it is used",
    });
  }
}

/** The column at the root of a path; undefined if the path cannot be parsed, since Vega reports that better. */
function rootOf(vega: Vega, path: string): string | undefined {
  try {
    return (vega.splitAccessPath as (path: string) => string[])(path)[0] ?? path;
  } catch {
    return undefined;
  }
}

function markName(mark: Spec): string {
  return `the ${String(mark["type"])} mark "${String(mark["name"])}"`;
}

function sourceColumns(data: Spec, scope: Scope, known: ReadonlyMap<string, readonly string[]>): Columns {
  const columns = known.get(String(data["name"]));
  if (columns !== undefined) return new Set(columns);
  const sources = [data["source"]].flat().filter((source) => typeof source === "string");
  if (sources.length > 0) {
    const sets = sources.map((source) => scope.get(source));
    return sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...set])) : undefined;
  }
  const rows = data["values"];
  const format = isSpec(data["format"]) ? data["format"]["type"] : undefined;
  if (!Array.isArray(rows) || (format !== undefined && format !== "json")) return undefined;
  // Vega turns a value that is not an object into a row with the single field "data".
  return new Set(
    (rows as readonly unknown[]).flatMap((row) =>
      typeof row === "object" && row !== null ? Object.keys(row) : ["data"],
    ),
  );
}
