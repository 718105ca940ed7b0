import type { Heading } from "../../document/document.ts";
import type { PageQuality, StructureElement } from "../page.ts";
import type { FlowBox } from "../slice.ts";
import type { FilledPage } from "./filled-page.ts";
import { endsChapter, shortPage } from "./short-pages.ts";

/** A gap at a page's foot up to this share of the page is not a fault. */
const smallHole = 1 / 12;
/** A gap before a chapter costs a quarter: a chapter may begin a page. */
const chapterShare = 1 / 4;
/** Wider word spaces in a justified line, in ems of its type, are visible: 1.5 times what TeX calls decent. */
const loose = 0.18;
/**
 * The penalty for one of each. A gap costs more the larger it is: half a page costs 25. So do spaces between blocks
 * that grew: a page on which they grew by half costs 1.
 */
const costs = {
  holes: 100,
  shortPages: 30,
  strandedHeadings: 50,
  grownSpaces: 4,
  movedFigures: 1,
  looseLines: 2,
  dividedWords: 0.5,
  rivers: 3,
} as const;

/**
 * Measures how far pages fall short of an editor's standards: named penalties and their sum, 0 for none. It compares
 * two ways to set one report; between different reports it means little.
 *
 * @param pages filled pages, in order
 * @param headings headings of the report: a page may end early if the next one begins a chapter
 * @param rivers number of white streaks through paragraphs
 */
export function measureQuality(
  pages: readonly FilledPage[],
  structure: readonly StructureElement[],
  headings: readonly Heading[],
  rivers = 0,
): PageQuality {
  const counts = {
    holes: 0,
    shortPages: 0,
    strandedHeadings: 0,
    grownSpaces: 0,
    movedFigures: 0,
    looseLines: 0,
    dividedWords: 0,
    rivers,
  };
  pages.forEach(({ boxes, filled, stretched, moved }, index) => {
    const next = pages[index + 1];
    const ended = endsChapter(next, headings);
    const hole = 1 - filled;
    if (next !== undefined && next.forced !== true && hole > smallHole)
      counts.holes += hole * hole * (ended ? chapterShare : 1);
    if (!ended && filled < shortPage) counts.shortPages++;
    if (next !== undefined && endsWithHeading(boxes, structure)) counts.strandedHeadings++;
    counts.grownSpaces += stretched * stretched;
    counts.movedFigures += moved;
    const lines = new Set<number>();
    for (const box of boxes) {
      if (box.kind !== "text") continue;
      if (box.actualText === "\u00ad") counts.dividedWords++;
      if (box.runs.some(({ wordSpacing = 0, size }) => wordSpacing > loose * size)) lines.add(box.y);
    }
    counts.looseLines += lines.size;
  });
  const names = Object.keys(costs) as (keyof typeof costs)[];
  const penalties = Object.fromEntries(
    names.map((name) => [name, Math.round(counts[name] * costs[name] * 10) / 10]),
  ) as PageQuality["penalties"];
  return { penalties, sum: Math.round(names.reduce((sum, name) => sum + penalties[name], 0) * 10) / 10 };
}

function endsWithHeading(boxes: readonly FlowBox[], structure: readonly StructureElement[]): boolean {
  const body = boxes
    .flatMap((box) => ("means" in box && typeof box.means === "number" ? [rolesAround(box.means, structure)] : []))
    .filter((roles) => !roles.includes("Note"));
  return body.at(-1)?.some((role) => /^H[1-6]$/.test(role)) === true;
}

function rolesAround(element: number, structure: readonly StructureElement[]): string[] {
  const roles: string[] = [];
  for (let at: number | undefined = element; at !== undefined; at = structure[at]!.parent)
    roles.push(structure[at]!.role);
  return roles;
}
