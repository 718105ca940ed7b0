import { findBlock } from "../places/find-source.ts";
import type { PlacedBlock } from "../places/placed-block.ts";
import { bareMessage, type Finding } from "../problems/problem.ts";
import type { MarginNote } from "./page-view.tsx";

/** Least distance between two notes, points. */
const apart = 18;

/** The warnings that belong to blocks of one page, at their height, none on top of another. */
export function marginNotes(blocks: readonly PlacedBlock[], findings: readonly Finding[], page: number, onOpen: (finding: Finding) => void): MarginNote[] {
  const placed = findings.flatMap((finding, index) => {
    const { file, line } = finding.where ?? {};
    const block = finding.severity !== "warning" || file === undefined || line === undefined ? undefined : findBlock(blocks, { file, line });
    return block?.page === page ? [{ key: String(index), y: block.y, text: bareMessage(finding), onOpen: () => onOpen(finding) }] : [];
  });
  let last = -Infinity;
  return placed
    .sort((a, b) => a.y - b.y)
    .map((note) => {
      last = Math.max(note.y, last + apart);
      return { ...note, y: last };
    });
}
