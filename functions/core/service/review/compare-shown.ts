import type { Warning } from "../../errors.ts";
import { alignLists, pairEntries } from "./align.ts";
import { compareCharts } from "./compare-charts.ts";
import { compareLanguages } from "./compare-languages.ts";
import { compareLines } from "./compare-lines.ts";
import { compareTables } from "./compare-tables.ts";
import type { Difference } from "./difference.ts";
import type { Shown } from "./shown.ts";

/**
 * Lists what differs between two reports, apart from the pictures of their pages: settings, words and their languages,
 * figures, charts, warnings.
 */
export function compareShown(before: Shown, after: Shown): Difference[] {
  return [
    ...compareSettings(before, after),
    ...compareLines(before.lines, after.lines),
    ...compareLanguages(before, after),
    ...compareTables(before.tables, after.tables),
    ...compareCharts(before.charts, after.charts),
    ...compareWarnings(before.warnings, after.warnings),
  ];
}

function compareSettings(before: Shown, after: Shown): Difference[] {
  return (["language", "date", "pages"] as const).flatMap((name) =>
    before[name] === after[name]
      ? []
      : [{ kind: "setting" as const, place: name, before: String(before[name]), after: String(after[name]) }],
  );
}

function compareWarnings(before: readonly Warning[], after: readonly Warning[]): Difference[] {
  return alignLists(before.map(textOf).toSorted(), after.map(textOf).toSorted(), (line) => line)
    .flatMap((hunk) => pairEntries(hunk, (line) => line.split(":")[0]!))
    .map(([a, b]) => ({
      kind: "warning",
      place: "warnings",
      ...(a !== undefined && { before: a }),
      ...(b !== undefined && { after: b }),
    }));
}

function textOf({ code, message }: Warning): string {
  return `${code}: ${message}`;
}
