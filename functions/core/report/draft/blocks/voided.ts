import { type Files, leavingOut, type Plan, sourceOf } from "./parts.ts";

/** SQL of how many of the rows put together count: all but those that were cancelled, given back or refused. */
export function rowsCounted({ voided }: Plan["roles"]): string {
  return voided === undefined ? "count(*)" : `count(*) FILTER (NOT ${voided.isVoid})`;
}

/** Query of how many rows are left out. */
export function writeVoided(files: Files, { roles }: Plan): void {
  if (roles.voided === undefined) return;
  const where = leavingOut(roles.members, roles.apart);
  files.set(
    "queries/voided.sql",
    `-- How many rows were cancelled, given back or refused, of how many: they are left out.
SELECT count(*) FILTER (${roles.voided.isVoid}) AS voids, count(*) AS rows_of
FROM ${sourceOf(roles)}${where.length === 0 ? "" : `\nWHERE ${where.join("\n  AND ")}`}
`,
  );
}
