import type { Heading } from "../../document/document.ts";
import type { Warn } from "../../../errors.ts";
import type { FlowBox } from "../slice.ts";
import type { FilledPage } from "./filled-page.ts";

/** Below this share a page looks like an accident, unless a chapter ends on it. */
export const shortPage = 2 / 3;

/**
 * Whether a chapter, or what the author put on a page, ends before a page.
 *
 * @param next absent: the report ends
 */
export function endsChapter(next: FilledPage | undefined, headings: readonly Heading[]): boolean {
  if (next === undefined || next.forced === true) return true;
  const first = firstDestination(next.boxes);
  return first !== undefined && headings.some(({ level, id }) => level <= 2 && id === first);
}

/**
 * Reports pages that are short, though no chapter ends on them, with the warning `short-page`. @param numbers printed
 * numbers of the pages
 */
export function warnOfShortPages(
  pages: readonly FilledPage[],
  headings: readonly Heading[],
  numbers: readonly { readonly page: string }[],
  warn: Warn,
): void {
  pages.forEach(({ filled }, index) => {
    if (filled >= shortPage || endsChapter(pages[index + 1], headings)) return;
    warn({
      code: "short-page",
      message: `Page ${numbers[index]!.page} is only ${Math.round(filled * 100)}% full: what follows does not fit on it`,
      seen: `${Math.round(filled * 100)}%`,
      allowed: "at least two thirds, unless a chapter ends",
      hint: "Make the block after it smaller, let it break, or move text.",
    });
  });
}

/** The first named place on a page, if no text precedes it. */
function firstDestination(boxes: readonly FlowBox[]): string | undefined {
  for (const box of boxes) {
    if (box.kind === "destination") return box.name;
    if (box.kind === "text") return undefined;
  }
  return undefined;
}
