import type { Template } from "../../functions/core/report/template/template.ts";
import type { Box, Layout, Page, StructureElement } from "../../functions/core/report/layout/page.ts";

/** What `docs/page-quality.md` allows, as shares of the text area's height. */
const allowed = {
  /** Least that a page holds, unless the report or a chapter ends there. */
  filled: 2 / 3,
  /** Least that the last page of several holds, with a template's own values. */
  last: 1 / 2,
  /** Height over which one half of the page is empty, between what stands above and below. */
  half: 1 / 5,
} as const;

/** Free at a page's foot, unless the report or a chapter ends there, as shares of the text area's height. */
export const freeFoot = {
  /** With a template's own values. */
  usual: 1 / 12,
  /** With other values, for which nobody chose the heights of its figures. */
  edition: 1 / 7,
} as const;

interface Extent {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly roles: readonly string[];
}

/**
 * The faults that a reader sees on the pages of a laid-out report, from its placed boxes alone: free feet, stranded
 * headings and empty halves.
 *
 * @param foot what may be free at a page's foot
 */
export function pageFaults(
  { pages, structure }: Pick<Layout, "pages" | "structure">,
  { top, bottom, left, right }: Template["page"]["margins"],
  foot: number = freeFoot.usual,
): readonly string[] {
  return pages.flatMap((sheet, index) => {
    const area = { top, bottom: sheet.height - bottom, left, right: sheet.width - right };
    const height = area.bottom - area.top;
    const extents = extentsOf(sheet, structure);
    const notes = extents.filter(({ roles }) => roles.includes("Note"));
    const first = Math.min(...notes.map(({ y1 }) => y1));
    const rules = extents.filter((extent) => isNoteRule(extent, first));
    const under = Math.min(area.bottom, first, ...rules.map(({ y1 }) => y1));
    const body = extents.filter((extent) => !notes.includes(extent) && !rules.includes(extent));
    const share = (points: number): string => `${((points / height) * 100).toFixed(1)}%`;
    const found: string[] = [];
    const end = Math.max(area.top, ...body.map(({ y2 }) => y2));
    const next = pages[index + 1];
    if (next !== undefined && !beginsChapter(next, structure)) {
      const free = under - end;
      if (free / height > foot) found.push(`page ${index + 1}: ${share(free)} free at its foot`);
      if (1 - free / height < allowed.filled) found.push(`page ${index + 1}: only ${share(height - free)} full`);
    }
    if (next === undefined && pages.length > 1 && foot === freeFoot.usual && (end - area.top) / height < allowed.last)
      found.push(`the last page is only ${share(end - area.top)} full`);
    const last = body
      .filter(({ roles }) => roles.length > 0)
      .toSorted((a, b) => a.y2 - b.y2)
      .at(-1);
    if (next !== undefined && last?.roles.some((role) => /^H[1-6]$/.test(role)) === true)
      found.push(`page ${index + 1} ends with a heading`);
    const middle = (area.left + area.right) / 2;
    for (const [name, from, to] of [
      ["left", area.left, middle],
      ["right", middle, area.right],
    ] as const) {
      const empty = tallestGap(
        body.filter(({ x1, x2 }) => x1 < to - 1 && x2 > from + 1),
        area.top,
        end,
      );
      if (empty / height > allowed.half) found.push(`page ${index + 1}: its ${name} half is empty for ${share(empty)}`);
    }
    return found;
  });
}

/** The tallest part of a column between two heights that nothing covers, points. */
function tallestGap(extents: readonly Extent[], from: number, to: number): number {
  let [reached, tallest] = [from, 0];
  for (const { y1, y2 } of extents.toSorted((a, b) => a.y1 - b.y1)) {
    tallest = Math.max(tallest, y1 - reached);
    reached = Math.max(reached, y2);
  }
  return Math.max(tallest, to - reached);
}

/** The rule between text and footnotes: short, level, just above the first of them. */
function isNoteRule({ x1, x2, y1, y2, roles }: Extent, first: number): boolean {
  return roles.length === 0 && y2 - y1 < 1 && x2 - x1 < 100 && y1 < first && first - y1 < 20;
}

function extentsOf(page: Page, structure: readonly StructureElement[]): readonly Extent[] {
  return page.boxes.flatMap((box) => {
    const place = placeOf(box);
    if (place === undefined || !("means" in box) || ["header", "footer", "watermark"].includes(String(box.means)))
      return [];
    return [{ ...place, roles: typeof box.means === "number" ? rolesAround(box.means, structure) : [] }];
  });
}

function placeOf(box: Box): Omit<Extent, "roles"> | undefined {
  switch (box.kind) {
    case "text": {
      const { runs, y } = box;
      if (runs.length === 0) return undefined;
      const size = Math.max(...runs.map((run) => run.size));
      const [x1, x2] = [Math.min(...runs.map(({ x }) => x)), Math.max(...runs.map(({ x, width }) => x + width))];
      return { x1, x2, y1: y - size * 0.75, y2: y + size * 0.22 };
    }
    case "line": {
      const { x1, x2, y1, y2 } = box;
      return { x1: Math.min(x1, x2), x2: Math.max(x1, x2), y1: Math.min(y1, y2), y2: Math.max(y1, y2) };
    }
    case "rectangle":
    case "path":
    case "image":
    case "chart":
      return { x1: box.x, x2: box.x + box.width, y1: box.y, y2: box.y + box.height };
    default:
      return undefined;
  }
}

/** Whether a page's first words are those of a chapter: an H1. Before a section, a page is full like any other. */
function beginsChapter({ boxes }: Page, structure: readonly StructureElement[]): boolean {
  const first = boxes.find((box) => box.kind === "text" && typeof box.means === "number");
  return first?.kind === "text" && rolesAround(first.means as number, structure).some((role) => role === "H1");
}

function rolesAround(element: number, structure: readonly StructureElement[]): readonly string[] {
  const roles: string[] = [];
  for (let at: number | undefined = element; at !== undefined; at = structure[at]!.parent)
    roles.push(structure[at]!.role);
  return roles;
}
