import type { Warning } from "../../errors.ts";
import type { ParsedQuery } from "./parse-queries.ts";

/** The warning of a query without rows. */
export function emptyQuery({ name, file }: Pick<ParsedQuery, "name" | "file">): Warning {
  return { code: "empty-query", message: `The query "${name}" returns no rows`, where: { file, name } };
}
