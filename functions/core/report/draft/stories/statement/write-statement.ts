import { type Files, type Plan, scaled, sourceOf } from "../../blocks/parts.ts";
import { quoteText } from "../../quote.ts";
import { leftOutBy } from "../../roles/roles.ts";
import type { StatementRole } from "./statement-role.ts";
import { sameSql } from "../../blocks/cut.ts";

/** Lines whose order in the table a query knows; those behind them stand at the end, by name. */
const mostOrdered = 80;

/** Queries of a plan or statement: its lines, what is left in the end, and the lines that differ most. */
export function writeStatement(files: Files, { roles }: Plan, role: StatementRole): void {
  const { line, later, earlier, result, order, made } = role;
  const places = order.slice(0, mostOrdered).map((name, at) => `  (${quoteText(name)}, ${at + 1})`);
  const before = earlier === undefined ? "NULL::DOUBLE" : `(${scaled({ ...earlier, scale: later.scale })})::DOUBLE`;
  const isMade = made.length === 0 ? "false" : `line IN (${made.map(quoteText).join(", ")})`;
  files.set(
    "queries/statement_lines.sql",
    `-- Each line, in the order of the table: both values and their difference; \`made\` are those that others make up.
WITH lines AS (
  SELECT ${leftOutBy(line)} AS line, (${scaled(later)})::DOUBLE AS later, ${before} AS earlier
  FROM ${sourceOf(roles)}
  WHERE ${leftOutBy(line)} IS NOT NULL AND ${later.value} IS NOT NULL
), places AS (
  SELECT * FROM (VALUES
${places.join(",\n")}
  ) AS p(line, seat)
)
SELECT line, later, earlier, later - earlier AS difference,
  round(change_pct(later, earlier), 1) + 0 AS percent, ${isMade} AS made
FROM lines
LEFT JOIN places USING (line)
ORDER BY coalesce(seat, ${mostOrdered + 1}), line
`,
  );
  files.set(
    "queries/statement.sql",
    `-- What is left in the end.\nSELECT * FROM statement_lines WHERE line = ${quoteText(result)} ORDER BY later LIMIT 1\n`,
  );
  files.set(
    "queries/statement_sums.sql",
    `-- The other lines that are made from lines.\nSELECT * FROM statement_lines WHERE made AND line <> ${quoteText(result)} LIMIT 3\n`,
  );
  if (earlier !== undefined)
    files.set(
      "queries/statement_moves.sql",
      `-- The three lines that differ most, of those that no others make up.
-- \`more\`: so many others differ as much as the last of these.
WITH seated AS (
  SELECT line, difference, row_number() OVER (ORDER BY abs(difference) DESC, line) AS seat
  FROM statement_lines
  WHERE NOT made AND difference <> 0
)
SELECT line, difference,
  (SELECT count(*) FROM seated WHERE seat > 3 AND ${sameSql("abs(difference)", "(SELECT abs(difference) FROM seated WHERE seat = 3)")}) AS more
FROM seated
WHERE seat <= 3
ORDER BY seat
`,
    );
}
