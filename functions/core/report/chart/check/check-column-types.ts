import type { ChartRequest } from "../../document/document.ts";
import type { Warning } from "../../../errors.ts";
import type { Table, Tables } from "../../query/table.ts";
import type { ChartSettings } from "../chart-settings.ts";
import { locateProblem } from "./locate-problem.ts";
import { parseUtcDate } from "../parse-utc-date.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { sourceTable } from "../spec/source-table.ts";
import { isSpec, type Spec, specs } from "../spec.ts";

interface UnreadableColumn {
  /** JSON pointer of the encoding. */
  readonly pointer: string;
  readonly problem: Omit<Warning, "where">;
}

/** Aggregates that accept any value. */
const ofAnything = new Set(["count", "distinct", "valid", "missing", "argmin", "argmax"]);

const operators = ["layer", "concat", "hconcat", "vconcat"];

/**
 * Warns of text columns that a Vega-Lite spec draws as numbers or dates although none of their values is one
 * (`unreadable-column`), which leaves the chart empty. Columns made by a transform are not checked.
 *
 * @returns whether there is one
 */
export function checkColumnTypes(
  request: ChartRequest,
  tables: Tables,
  { where, warn }: Pick<ChartSettings, "where" | "warn">,
): boolean {
  if (request.dialect !== "vega-lite") return false;
  const { name } = request;
  const found = unreadableColumns(request, tables);
  for (const { problem, pointer } of found) {
    warn(
      locateProblem(
        { ...problem, message: `Chart "${name}": ${problem.message}`, where: { ...where, name } },
        pointer,
        false,
        request,
        where,
      ),
    );
  }
  return found.length > 0;
}

function unreadableColumns(request: ChartRequest, tables: Tables): readonly UnreadableColumn[] {
  const found: UnreadableColumn[] = [];

  const visit = (view: Spec, inherited: Table | undefined, outer: readonly unknown[], at: string): void => {
    const own = view["data"];
    const name =
      isSpec(own) && own["values"] === undefined && own["url"] === undefined ? String(own["name"]) : undefined;
    const table = own === undefined ? inherited : name === undefined ? undefined : sourceTable(request, tables, name);
    const transforms = view["transform"] === undefined ? outer : [...outer, view["transform"]];
    const encoding = isSpec(view["encoding"]) ? view["encoding"] : {};
    for (const [channel, definition] of Object.entries(encoding)) {
      if (!isSpec(definition) || table === undefined) continue;
      const column = wrongKind(definition, table, transforms, `encoding.${channel}`);
      if (column !== undefined) found.push({ ...column, pointer: pointerTo(`${at}/encoding`, channel) });
    }
    for (const operator of operators) {
      if (!Array.isArray(view[operator])) continue;
      specs(view[operator]).forEach((child, index) =>
        visit(child, table, transforms, pointerTo(pointerTo(at, operator), index)),
      );
    }
    if (isSpec(view["spec"])) visit(view["spec"], table, transforms, pointerTo(at, "spec"));
  };
  visit(request.spec, undefined, [], "");
  return found;
}

function wrongKind(
  { field, type, aggregate, bin }: Spec,
  table: Table,
  transforms: readonly unknown[],
  use: string,
): Omit<UnreadableColumn, "pointer"> | undefined {
  if (typeof field !== "string" || isSpec(aggregate) || ofAnything.has(String(aggregate))) return undefined;
  const temporal = type === "temporal";
  if (!temporal && type !== "quantitative" && aggregate === undefined && bin === undefined) return undefined;
  const column = table.columns.find(({ name }) => name === field);
  if (column === undefined || column.type !== "text" || transforms.some((list) => namesMade(list).includes(field)))
    return undefined;
  const values = table.rows
    .map((row) => row[field])
    .filter((value) => value !== null && value !== undefined && value !== "");
  const readable = (value: unknown): boolean =>
    typeof value !== "string" || !Number.isNaN(temporal ? Number(parseUtcDate(value)) : Number(value));
  if (values.length === 0 || values.some(readable)) return undefined;
  const kind = temporal ? "a date" : "a number";
  return {
    problem: {
      code: "unreadable-column",
      message: `${use} draws the text column "${field}" as ${temporal ? "dates" : "numbers"}, but none of its ${values.length === 1 ? "values" : `${values.length} values`} is ${kind}: the chart leaves them out`,
      seen: values[0],
      allowed: temporal ? "dates as YYYY-MM-DD, or a column of type date" : "a column of numbers",
      hint: `use "type": "nominal", or convert it to ${temporal ? "dates" : "numbers"} in the query: CAST(${/^\w+$/.test(field) ? field : `"${field}"`} AS ${temporal ? "DATE" : "DOUBLE"})`,
    },
  };
}

/** Every column name that transforms create, except a pivot's, which come from its data. */
function namesMade(transforms: unknown): readonly string[] {
  return specs(transforms).flatMap((transform) => [
    ...namesUnderAs(transform),
    ...(transform["fold"] === undefined ? [] : ["key", "value"]),
    ...(transform["density"] === undefined ? [] : ["value", "density"]),
    ...(transform["impute"] === undefined ? [] : [String(transform["impute"])]),
  ]);
}

function namesUnderAs(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesUnderAs);
  if (!isSpec(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === "as" ? [member].flat().map(String) : namesUnderAs(member),
  );
}
