import type { DuckDBConnection } from "@duckdb/node-api";
import type { Problem } from "../../../errors.ts";
import { inspectTree } from "./inspect-tree.ts";
import { quoteText } from "../quote-name.ts";

type Node = Readonly<Record<string, unknown>>;

interface Serialized {
  readonly error: boolean;
  /** `parser` if it is no SQL; anything else for statements that are no SELECT, which DuckDB does not serialise. */
  readonly error_type?: string;
  readonly error_message?: string;
  readonly statements?: readonly { readonly node: Node }[];
}

/** What a SELECT of one expression has none of. */
const clauses = ["where_clause", "having", "qualify", "sample"] as const;
const lists = ["group_expressions", "group_sets", "modifiers"] as const;

const allowed = "one SQL expression over the columns: revenue - cost";

/**
 * Checks that a text is one SQL expression over columns, so that in parentheses it can be nothing else, and that it
 * keeps the rules of a report's queries: it reads no table and no file, and does not depend on the clock or chance.
 * Nothing is run.
 */
export async function checkExpression(connection: DuckDBConnection, text: string): Promise<readonly Problem[]> {
  const select = `SELECT ${text}\n`;
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoteText(select)})`);
  const tree = JSON.parse(String(reader.getRows()[0]![0])) as Serialized;
  const isNone = { code: "not-an-expression", message: "This is not one SQL expression", seen: text, allowed };
  if (tree.error && tree.error_type !== "parser") return [isNone];
  if (tree.error)
    return [{ code: "syntax-error", message: tree.error_message ?? "The SQL cannot be parsed", seen: text, allowed }];
  const [statement, ...others] = tree.statements ?? [];
  if (statement === undefined || others.length > 0 || !isPlain(statement.node)) return [isNone];
  const { problems, tables, parameters } = inspectTree(statement, "", { file: "", text: select });
  const found: Problem[] = problems.map(({ code, message, seen, allowed: may }) => ({
    code,
    message,
    ...(seen !== undefined && { seen }),
    ...(may !== undefined && { allowed: may }),
  }));
  for (const table of tables.keys())
    found.push({ code: "unknown-table", message: `A step reads only its own columns, not "${table}"`, seen: table });
  for (const parameter of parameters)
    found.push({ code: "unknown-parameter", message: `There is no parameter "$${parameter}" here`, seen: parameter });
  return found;
}

/** Whether a SELECT has one unnamed expression without stars, and no other clause. */
function isPlain(node: Node): boolean {
  const selected = node["select_list"] as readonly Node[] | undefined;
  const [only, ...others] = selected ?? [];
  return (
    node["type"] === "SELECT_NODE" &&
    only !== undefined &&
    others.length === 0 &&
    only["alias"] === "" &&
    (node["from_table"] as Node | null)?.["type"] === "EMPTY" &&
    clauses.every((clause) => (node[clause] ?? null) === null) &&
    lists.every((list) => ((node[list] as readonly unknown[] | null) ?? []).length === 0) &&
    ((node["cte_map"] as { readonly map?: readonly unknown[] } | null)?.map ?? []).length === 0 &&
    !hasStar(only)
  );
}

/** A star would become many expressions. */
function hasStar(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (value as Node)["class"] === "STAR" || Object.values(value).some(hasStar);
}
