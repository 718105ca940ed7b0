import { letterOf } from "../document/page-numbering.ts";

/** Counts the headings of a report, and the figures and tables in its appendices. */
export interface SectionCounter {
  /** Makes headings of the next heading's level appendices, which are lettered. */
  beginAppendices(): void;
  /**
   * Counts the next heading.
   *
   * @returns its number if it has one: 2.1, or the letter of an appendix (`appendix`), or A.1 inside it
   */
  count(level: number): { readonly number: string; readonly appendix: boolean } | undefined;
  /** Counts the next figure or table, and returns its number if it is in an appendix: A1. */
  countCaption(kind: "figure" | "table"): string | undefined;
}

/**
 * @param chapter level of the chapters: 2 if level 1 is only the title
 * @param depth number of levels with numbered headings, from the chapters down
 */
export function createSectionCounter(chapter: number, depth: number): SectionCounter {
  const chapters: number[] = [];
  /** Counts of the sections inside the current appendix. */
  const inside: number[] = [];
  /** Level of the appendices' headings: 0 before the first of them, undefined outside. */
  let appendices: number | undefined;
  let letters = 0;
  let captions = { figure: 0, table: 0 };
  return {
    beginAppendices() {
      appendices = 0;
    },
    count(level) {
      if (appendices === 0) appendices = level;
      if (appendices !== undefined && level < appendices) appendices = undefined;
      if (appendices === undefined) {
        const at = level - chapter;
        if (at < 0 || at >= depth) return undefined;
        step(chapters, at);
        return { number: chapters.join("."), appendix: false };
      }
      const below = level - appendices;
      if (below === 0) {
        letters += 1;
        inside.length = 0;
        captions = { figure: 0, table: 0 };
        return { number: letterOf(letters), appendix: true };
      }
      if (below >= depth) return undefined;
      step(inside, below - 1);
      return { number: [letterOf(letters), ...inside].join("."), appendix: false };
    },
    countCaption(kind) {
      if (appendices === undefined || letters === 0) return undefined;
      captions[kind] += 1;
      return `${letterOf(letters)}${captions[kind]}`;
    },
  };
}

/** Counts one more at a depth; deeper counts start again. */
function step(counts: number[], at: number): void {
  counts.length = Math.min(counts.length, at + 1);
  while (counts.length <= at) counts.push(0);
  counts[at]! += 1;
}
