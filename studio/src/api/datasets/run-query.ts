import type { components } from "../../../../functions/client/schema.ts";
import { api } from "../client.ts";
import { take } from "../take.ts";

export type QueryResult = components["schemas"]["QueryResult"];

/** Runs one SELECT over stored datasets. @param datasets alias → `name` or `name@version` @throws RefusedError */
export async function runQuery(sql: string, datasets: Readonly<Record<string, string>>): Promise<QueryResult> {
  // The route answers CSV too, but only if asked for it.
  return (await take(api.POST("/queries", { body: { sql, datasets } }))) as QueryResult;
}
