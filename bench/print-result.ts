import type { Case, CaseResult, Figure, Line } from "./case.ts";
import { median } from "./measure/statistics.ts";

/** Prints the result of a case as Markdown: measurements, goals with their verdicts, and notes. */
export function printResult({ title }: Pick<Case, "title">, { lines, goals, notes }: CaseResult): string {
  const parts = [`### ${title}`];
  if (lines.length > 0) parts.push(table(lines));
  if (goals.length > 0)
    parts.push(
      goals.map(({ goal, measured, met }) => `- ${met ? "met" : "**missed**"}: ${goal}: ${measured}`).join("\n"),
    );
  if (notes.length > 0) parts.push(notes.map((note) => `- ${note}`).join("\n"));
  return `${parts.join("\n\n")}\n`;
}

/** Prints the goals of all cases in one table. */
export function printGoals(results: readonly (Pick<CaseResult, "goals"> & { readonly name: string })[]): string {
  const rows = results.flatMap(({ name, goals }) =>
    goals.map(({ goal, measured, met }) => `| ${name} | ${goal} | ${measured} | ${met ? "met" : "**missed**"} |`),
  );
  return ["| case | goal | measured | verdict |", "|---|---|--:|---|", ...rows].join("\n");
}

function table(lines: readonly Line[]): string {
  const columns = [
    ...new Set(lines.flatMap((line) => Object.keys(line).filter((column) => line[column] !== undefined))),
  ];
  const heads = columns.flatMap((column) =>
    lines.some((line) => Array.isArray(line[column])) ? [column, "spread (runs)"] : [column],
  );
  const rows = lines.map((line) =>
    columns.flatMap((column) =>
      heads[heads.indexOf(column) + 1] === "spread (runs)" ? spread(line[column]) : [format(line[column])],
    ),
  );
  const align = columns.flatMap((column) =>
    column === "contender" ? ["---"] : heads[heads.indexOf(column) + 1] === "spread (runs)" ? ["--:", "--:"] : ["--:"],
  );
  return [heads, align, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function spread(figure: Figure): readonly string[] {
  if (!isSeries(figure)) return [format(figure), ""];
  return [format(median(figure)), `${format(Math.min(...figure))}–${format(Math.max(...figure))} (${figure.length})`];
}

function isSeries(figure: Figure): figure is readonly number[] {
  return Array.isArray(figure);
}

/** Prints three significant digits; bytes and rows are whole numbers. */
function format(figure: Figure): string {
  if (figure === undefined) return "";
  if (typeof figure === "boolean") return figure ? "yes" : "no";
  if (typeof figure !== "number") return String(figure);
  return Number.isInteger(figure)
    ? String(figure)
    : String(Number(figure.toPrecision(figure >= 100 ? Math.ceil(Math.log10(figure)) : 3)));
}
