import type { Problem } from "../../../errors.ts";
import type { TemplateText } from "../../template/template.ts";
import { allowedTableFunctions, clockWords, forbiddenFunctions, namesAggregates } from "./forbidden-functions.ts";
import { isMacro } from "../macros.ts";
import { positionOf } from "../query-error.ts";

/** What a query's parse tree shows. */
export interface Inspection {
  /** Tables read that are not common table expressions of the query itself: name in lower case → place of the first. */
  readonly tables: Map<string, unknown>;
  readonly parameters: Set<string>;
  /** Our macros that it calls. */
  readonly macros: Set<string>;
  /** Whether the statement as a whole has a LIMIT or OFFSET. */
  readonly limited: boolean;
  /** Whether an unnamed column is named after a parameter: DuckDB derives the name from the expression's text. */
  namedByParameter: boolean;
  /**
   * Whether a parameter is a whole term of ORDER BY, GROUP BY or DISTINCT ON. DuckDB refuses it there, but a literal
   * would be accepted and mean a column's position or no order at all.
   */
  parameterAsTerm: boolean;
  readonly problems: Problem[];
}

type Node = Readonly<Record<string, unknown>>;

interface CteEntry {
  readonly key: string;
  readonly value: Node;
}

/**
 * Walks the parse tree of one statement (as `json_serialize_sql` prints it) and collects the tables and parameters
 * it names, and what it must not use.
 */
export function inspectTree(statement: unknown, name: string, query: TemplateText): Inspection {
  const inspection: Inspection = {
    tables: new Map(),
    parameters: new Set(),
    macros: new Set(),
    limited: isLimited(statement),
    namedByParameter: false,
    parameterAsTerm: false,
    problems: [],
  };
  const refuse = (
    code: string,
    message: string,
    location: unknown,
    more: { seen?: unknown; allowed?: unknown; hint?: string },
  ): void => {
    inspection.problems.push({
      code,
      message,
      where: { file: query.file, name, ...positionOf(query.text, location) },
      ...more,
    });
  };
  const visit = (value: unknown, scope: ReadonlySet<string>): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, scope);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    const node = value as Node;
    inspectNode(node, scope, inspection, refuse);
    if (Array.isArray(node["select_list"]) && node["select_list"].some(isNamedByParameter))
      inspection.namedByParameter = true;
    if (wholeTerms(node).some(isParameter)) inspection.parameterAsTerm = true;
    const inner = visitCtes(node, scope, visit);
    for (const [key, child] of Object.entries(node))
      if (key !== "cte_map" && !(key === "function" && node["type"] === "TABLE_FUNCTION")) visit(child, inner);
    // The table function is already checked; its arguments are expressions.
    if (node["type"] === "TABLE_FUNCTION") visit((node["function"] as Node)["children"], inner);
  };
  visit(statement, new Set());
  return inspection;
}

/**
 * Visits the bodies of `WITH`: each sees the ones before it, and itself only if recursive. Returns the scope of the
 * rest.
 */
function visitCtes(
  node: Node,
  scope: ReadonlySet<string>,
  visit: (value: unknown, scope: ReadonlySet<string>) => void,
): ReadonlySet<string> {
  const entries = ((node["cte_map"] as { map?: readonly CteEntry[] } | undefined)?.map ?? []) as readonly CteEntry[];
  let inner = scope;
  for (const { key, value } of entries) {
    const extended = new Set([...inner, key.toLowerCase()]);
    const recursive =
      ((value["query"] as Node | undefined)?.["node"] as Node | undefined)?.["type"] === "RECURSIVE_CTE_NODE";
    visit(value, recursive ? extended : inner);
    inner = extended;
  }
  return inner;
}

function isLimited(statement: unknown): boolean {
  const modifiers = ((statement as Node)["node"] as Node)["modifiers"] as readonly Node[];
  return modifiers.some(({ type }) => type === "LIMIT_MODIFIER" || type === "LIMIT_PERCENT_MODIFIER");
}

function isNamedByParameter(expression: Node): boolean {
  return expression["alias"] === "" && holdsParameter(expression);
}

function holdsParameter(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isParameter(value as Node) || Object.values(value).some(holdsParameter);
}

function isParameter(node: Node): boolean {
  return node["type"] === "VALUE_PARAMETER";
}

/**
 * The terms that a node orders, groups or makes distinct by. Parentheses leave no trace in the tree, and terms of
 * ROLLUP and the like are among the others.
 */
function wholeTerms(node: Node): readonly Node[] {
  if (node["type"] === "ORDER_MODIFIER")
    return (node["orders"] as readonly Node[]).map(({ expression }) => expression as Node);
  if (node["type"] === "DISTINCT_MODIFIER") return node["distinct_on_targets"] as readonly Node[];
  if (node["type"] === "SELECT_NODE") return node["group_expressions"] as readonly Node[];
  return [];
}

type Refuse = (
  code: string,
  message: string,
  location: unknown,
  more: { seen?: unknown; allowed?: unknown; hint?: string },
) => void;

function inspectNode(
  node: Node,
  scope: ReadonlySet<string>,
  { tables, parameters, macros }: Inspection,
  refuse: Refuse,
): void {
  const location = node["query_location"];
  const sample = node["sample"] as { seed?: number } | null | undefined;
  if (typeof sample === "object" && sample !== null && (sample.seed ?? -1) < 0) {
    refuse("volatile", "A sample without a seed differs from run to run", location, {
      hint: "Add a seed: REPEATABLE (42)",
    });
  }
  switch (node["type"]) {
    case "BASE_TABLE": {
      const table = String(node["table_name"]);
      const schema = String(node["schema_name"] ?? "");
      if (schema !== "") tables.set(`${schema}.${table}`.toLowerCase(), location);
      else if (!scope.has(table.toLowerCase()) && !tables.has(table.toLowerCase()))
        tables.set(table.toLowerCase(), location);
      break;
    }
    case "TABLE_FUNCTION": {
      const called = String((node["function"] as Node)["function_name"]).toLowerCase();
      if (!allowedTableFunctions.has(called)) {
        const reads = /^(read_|glob|sniff|parquet|arrow)/.test(called);
        refuse(
          "forbidden-function",
          reads ? `A query reads the template's datasets, not files: ${called}()` : `A query may not use ${called}()`,
          location,
          { seen: called, allowed: [...allowedTableFunctions] },
        );
      }
      break;
    }
    case "FUNCTION":
    case "WINDOW":
    case "WINDOW_AGGREGATE":
      inspectFunction(node, macros, refuse);
      break;
    case "COLUMN_REF": {
      const names = node["column_names"];
      const word = Array.isArray(names) && names.length === 1 ? String(names[0]).toLowerCase() : "";
      if (clockWords.has(word))
        refuse("volatile", volatileMessage(word), location, {
          seen: word,
          hint: "Use $report_date for the report's own date",
        });
      break;
    }
    case "VALUE_PARAMETER":
      parameters.add(String(node["identifier"]));
      break;
    default:
  }
}

/** Notes a call of one of our macros, and refuses what differs from run to run. */
function inspectFunction(node: Node, macros: Set<string>, refuse: Refuse): void {
  const location = node["query_location"];
  const called = String(node["function_name"] ?? "").toLowerCase();
  const children = node["children"];
  // age(x) counts from today, age(x, y) does not.
  if (forbiddenFunctions.has(called) || (called === "age" && Array.isArray(children) && children.length === 1))
    refuse("volatile", volatileMessage(`${called}()`), location, {
      seen: called,
      hint: "Use $report_date for the report's own date",
    });
  if (isMacro(called)) macros.add(called);
  if (namesAggregates.has(called)) refuseNamedAggregate(called, children, location, refuse);
}

/** An aggregate may be named by a text, which must then be one that can be judged. */
function refuseNamedAggregate(called: string, children: unknown, location: unknown, refuse: Refuse): void {
  const argument = Array.isArray(children) ? (children[1] as Node | undefined) : undefined;
  const text = argument?.["type"] === "VALUE_CONSTANT" ? (argument["value"] as Node)["value"] : undefined;
  if (typeof text !== "string")
    refuse(
      "volatile",
      `${called}() must name its aggregate by a text, so that it is known before the query runs`,
      location,
      { seen: called, allowed: "list_aggregate(list, 'sum')" },
    );
  else if (forbiddenFunctions.has(text.toLowerCase()))
    refuse("volatile", volatileMessage(`${text}()`), location, { seen: text.toLowerCase() });
}

function volatileMessage(what: string): string {
  return `${what} differs from run to run, so the report could not be reproduced`;
}
