import type { Heading } from "../../document/document.ts";
import type { PageQuality, StructureElement } from "../page.ts";
import type { FlowBox } from "../slice.ts";
import type { FilledPage } from "./paginate.ts";

/** A gap at a page's foot up to this share of the page is not a fault. */
const smallHole = 1 / 12;
/** Below this share a page looks like an accident unless a chapter ends on it. */
const short = 1 / 3;
/** Wider word spaces in a justified line, in ems of its type, are visible: 1.5 times what TeX calls decent. */
const loose = 0.18;
/** The penalty for one of each. A gap costs more the larger it is: half a page costs 25. */
const costs = { holes: 100, shortPages: 30, strandedHeadings: 50, looseLines: 2, dividedWords: 0.5 } as const;

/**
 * Measures how far pages fall short of an editor's standards: named penalties and their sum, 0 for none. It compares
 * two ways to set one report; between different reports it means little.
 *
 * @param pages filled pages, in order
 * @param headings headings of the report: a page may end early if the next one begins a chapter
 */
export function measureQuality(pages: readonly FilledPage[], structure: readonly StructureElement[], headings: readonly Heading[]): PageQuality {
  const chapters = new Set(headings.filter(({ level }) => level <= 2).map(({ id }) => id));
  const begins = (page: FilledPage | undefined): boolean => page === undefined || page.forced === true || chapters.has(firstDestination(page.boxes) ?? "");
  const counts = { holes: 0, shortPages: 0, strandedHeadings: 0, looseLines: 0, dividedWords: 0 };
  pages.forEach(({ boxes, filled }, index) => {
    const ended = begins(pages[index + 1]);
    const hole = 1 - filled;
    if (!ended && hole > smallHole) counts.holes += hole * hole;
    if (!ended && filled < short) counts.shortPages++;
    if (index < pages.length - 1 && endsWithHeading(boxes, structure)) counts.strandedHeadings++;
    const lines = new Set<number>();
    for (const box of boxes) {
      if (box.kind !== "text") continue;
      if (box.actualText === "\u00ad") counts.dividedWords++;
      if (box.runs.some(({ wordSpacing = 0, size }) => wordSpacing > loose * size)) lines.add(box.y);
    }
    counts.looseLines += lines.size;
  });
  const names = Object.keys(costs) as (keyof typeof costs)[];
  const penalties = Object.fromEntries(names.map((name) => [name, Math.round(counts[name] * costs[name] * 10) / 10])) as PageQuality["penalties"];
  return { penalties, sum: Math.round(names.reduce((sum, name) => sum + penalties[name], 0) * 10) / 10 };
}

/** The first named place on a page, if no text precedes it. */
function firstDestination(boxes: readonly FlowBox[]): string | undefined {
  for (const box of boxes) {
    if (box.kind === "destination") return box.name;
    if (box.kind === "text") return undefined;
  }
  return undefined;
}

function endsWithHeading(boxes: readonly FlowBox[], structure: readonly StructureElement[]): boolean {
  const body = boxes.flatMap((box) => ("means" in box && typeof box.means === "number" ? [rolesAround(box.means, structure)] : [])).filter((roles) => !roles.includes("Note"));
  return body.at(-1)?.some((role) => /^H[1-6]$/.test(role)) === true;
}

function rolesAround(element: number, structure: readonly StructureElement[]): string[] {
  const roles: string[] = [];
  for (let at: number | undefined = element; at !== undefined; at = structure[at]!.parent) roles.push(structure[at]!.role);
  return roles;
}
