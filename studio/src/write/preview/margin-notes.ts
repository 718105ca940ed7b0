import { findBlock } from "../places/find-source.ts";
import type { PlacedBlock } from "../places/placed-block.ts";
import { type Finding } from "../problems/problem.ts";

/** Warnings that belong to a height of the page. */
export interface MarginNote {
  readonly key: string;
  /** Points from the page's top. */
  readonly y: number;
  readonly text: string;
  readonly onOpen: () => void;
}

/** Least distance between two notes, points. */
const apart = 32;

/** The warnings that belong to blocks of one page: a note for each block, at its height, none on top of another. */
export function marginNotes(
  blocks: readonly PlacedBlock[],
  findings: readonly Finding[],
  textOf: (finding: Finding) => string,
  page: number,
  onOpen: (finding: Finding) => void,
): MarginNote[] {
  const about = new Map<PlacedBlock, Finding[]>();
  for (const finding of findings) {
    const { file, line } = finding.where ?? {};
    const block =
      finding.severity !== "warning" || file === undefined || line === undefined
        ? undefined
        : findBlock(blocks, { file, line });
    if (block?.page === page) about.set(block, [...(about.get(block) ?? []), finding]);
  }
  const placed = [...about].map(([{ y, line, column }, own]) => ({
    key: `${line}:${column}:${y}`,
    y,
    text: own.map(textOf).join("\n"),
    onOpen: () => onOpen(own[0]!),
  }));
  let last = -Infinity;
  return placed
    .sort((a, b) => a.y - b.y)
    .map((note) => {
      last = Math.max(note.y, last + apart);
      return { ...note, y: last };
    });
}
