import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError } from "../../errors.ts";
import type { ParsedQuery } from "./parse-queries.ts";
import { quoteText } from "./quote-name.ts";
import { trimStatement } from "./trim-statement.ts";

/** A query whose rows come in one order only. */
export interface OrderedQuery {
  readonly text: string;
  /** Whether the text orders its rows; otherwise any order will do. */
  readonly isOrdered: boolean;
}

interface Node {
  readonly type?: string;
  readonly modifiers?: readonly Node[];
  readonly orders?: readonly { readonly expression: Node }[];
}

/**
 * Gives the rows of a query an order in which none tie: its own, and then by all columns. With a LIMIT its own order
 * decides which rows there are, so it must have one, and it stays as it is.
 *
 * @param columns how many the query returns
 * @throws BroadsheetError `query-failed`: `limit-without-order`; `order-not-last` if its order is in parentheses
 */
export async function orderRows(
  connection: DuckDBConnection,
  { text: given, limited }: Pick<ParsedQuery, "text" | "limited">,
  columns: number,
): Promise<OrderedQuery> {
  const text = trimStatement(given);
  const terms = await termsOf(connection, text);
  if (terms === undefined) {
    if (!limited) return { text, isOrdered: false };
    throw new BroadsheetError("query-failed", {
      code: "limit-without-order",
      message: "The SELECT ends with a LIMIT and says no order: which rows there are would be chance",
      hint: "add ORDER BY, with enough columns that no two rows tie",
    });
  }
  if (limited || terms.some(({ expression }) => expression.type === "STAR")) return { text, isOrdered: true };
  const all = Array.from({ length: columns }, (_, index) => index + 1);
  const whole = `${text}\n, ${all.join(", ")}`;
  const wanted = terms.length + columns;
  const found = await termsOf(connection, whole).catch(() => undefined);
  if (found?.length === wanted) return { text: whole, isOrdered: true };
  throw new BroadsheetError("query-failed", {
    code: "order-not-last",
    message: "The order of the SELECT's rows must be its last part, so that rows which tie can be told apart",
    hint: "write ORDER BY at the end, outside of parentheses",
  });
}

/** The terms of ORDER BY of the statement as a whole; undefined if it has none. */
async function termsOf(connection: DuckDBConnection, text: string): Promise<Node["orders"]> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoteText(text)})`);
  const tree = JSON.parse(String(reader.getRows()[0]![0])) as {
    readonly statements?: readonly { readonly node: Node }[];
  };
  const modifiers = tree.statements?.[0]?.node.modifiers ?? [];
  return modifiers.find(({ type }) => type === "ORDER_MODIFIER")?.orders;
}
