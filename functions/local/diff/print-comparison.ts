import type { Difference } from "../../core/service/review/difference.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { showControls } from "../../core/wording/show-controls.ts";
import { type ComparedCase, type ComparedPage, type Comparison, isSame } from "./comparison.ts";

/** Most differences printed of a case; `--json` and `--html` have all. */
const printed = 40;

/** Formats a comparison for a terminal, without a final newline. */
export function printComparison(comparison: Comparison): string {
  const { before, after, cases } = comparison;
  if (isSame(comparison))
    return showControls(`${before} and ${after}: no difference in ${countWords(cases.length, "case")}`);
  const counts = cases.map(({ differences, pages }) => differences.length + pages.length);
  const same = counts.filter((count) => count === 0).length;
  return [
    showControls(`${before} → ${after}: ${countWords(cases.length - same, "case")} of ${cases.length} differ`),
    ...cases.map(printCase),
  ].join("\n");
}

function printCase({ name, differences, pages }: ComparedCase): string {
  if (differences.length + pages.length === 0) return showControls(`${name}: no difference`);
  const lines = differences.slice(0, printed).flatMap(printDifference);
  if (differences.length > printed)
    lines.push(`  and ${differences.length - printed} more differences; --json and --html list all`);
  return [
    `${name}: ${countWords(differences.length, "difference")}, ${countWords(pages.length, "page")} that ${pages.length === 1 ? "looks" : "look"} different`,
    ...lines,
    ...pages.map((page) => `  page ${page.page}: ${describePage(page)}`),
  ]
    .map(showControls)
    .join("\n");
}

function printDifference({ kind, place, before, after }: Difference): string[] {
  return [
    `  ${place} (${kind})`,
    ...(before === undefined ? [] : [`    - ${before}`]),
    ...(after === undefined ? [] : [`    + ${after}`]),
  ];
}

/** How a page differs, in words. */
export function describePage({ share, before, after }: ComparedPage): string {
  if (before === undefined) return "is new";
  if (after === undefined) return "is gone";
  const percent = (share ?? 0) * 100;
  return `${percent < 0.1 ? "less than 0.1" : percent.toFixed(1)}% of it looks different`;
}

/** A comparison as data for `--json`: everything but the pictures. */
export function comparisonAsJson({ before, after, cases }: Comparison): object {
  return {
    before,
    after,
    cases: cases.map(({ name, differences, pages }) => ({
      name,
      differences,
      pages: pages.map(({ page, share, box, before: was, after: is }) => ({
        page,
        state: was === undefined ? "new" : is === undefined ? "gone" : "different",
        share,
        box,
      })),
    })),
  };
}
