import type { TextPlace } from "./read-svg-texts.ts";

/** Largest distance of a text box from its twin, points. */
const tolerance = 1;

/**
 * Looks for the twin of every text: one with the same characters, whose beginning, end and baseline lie within one
 * point. A line of several fonts has several pieces in the PDF, which are joined.
 *
 * @returns texts that are missing, moved or unexpected; empty if there are none
 */
export function compareTexts(wanted: readonly TextPlace[], found: readonly TextPlace[]): readonly string[] {
  const unused = new Set(found);
  const faults: string[] = [];
  for (const line of wanted) {
    const pieces = [...unused]
      .map((piece) => ({ piece, ...relative(line, piece) }))
      .filter(
        ({ along, across, turn }) =>
          Math.abs(across) <= tolerance && turn < 0.02 && along >= -tolerance && along <= line.width + tolerance,
      )
      .toSorted((a, b) => a.along - b.along);
    const whole = pieces.find(
      ({ piece, along }) => Math.abs(along) <= tolerance && sameCharacters(piece.text, line.text),
    );
    const used = whole !== undefined ? [whole] : assemble(line, pieces);
    if (used === undefined) {
      faults.push(
        `"${line.text}" at ${point(line)}: ${pieces.length === 0 ? "nothing there" : `found "${pieces.map(({ piece }) => piece.text).join("|")}"`}`,
      );
      continue;
    }
    for (const { piece } of used) unused.delete(piece);
    const end = Math.max(...used.map(({ along, piece }) => along + piece.width));
    if (Math.abs(used[0]!.along) > tolerance || Math.abs(end - line.width) > tolerance) {
      faults.push(
        `"${line.text}" at ${point(line)}: begins ${used[0]!.along.toFixed(2)}, ends ${(end - line.width).toFixed(2)} points off`,
      );
    }
  }
  return [...faults, ...[...unused].map((piece) => `"${piece.text}" at ${point(piece)} is too much`)];
}

type Piece = { readonly piece: TextPlace; readonly along: number };

/** Returns the fewest pieces, beginning with the first, that have the line's characters. */
function assemble(line: TextPlace, pieces: readonly Piece[]): readonly Piece[] | undefined {
  for (let count = 2; count <= pieces.length; count++) {
    const used = pieces.slice(0, count);
    if (sameCharacters(used.map(({ piece }) => piece.text).join(""), line.text)) return used;
  }
  return undefined;
}

/** Returns where a piece begins relative to a line (along its baseline and across it) and how far it is turned. */
function relative(line: TextPlace, piece: TextPlace): { along: number; across: number; turn: number } {
  const [dx, dy, cos, sin] = [piece.x - line.x, piece.y - line.y, Math.cos(line.angle), Math.sin(line.angle)];
  const turn = Math.abs(((piece.angle - line.angle + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
  return { along: dx * cos + dy * sin, across: dy * cos - dx * sin, turn };
}

/**
 * Compares without spaces, which PDF readers guess, and right-to-left text without order, which may be visual or
 * logical.
 */
function sameCharacters(a: string, b: string): boolean {
  const [p, q] = [a, b].map((text) => text.replace(/\s/g, ""));
  return p === q || (/[\u0590-\u08ff]/.test(b) && sorted(p!) === sorted(q!));
}

function sorted(text: string): string {
  return [...text].toSorted().join("");
}

function point({ x, y }: TextPlace): string {
  return `(${x.toFixed(1)}, ${y.toFixed(1)})`;
}
