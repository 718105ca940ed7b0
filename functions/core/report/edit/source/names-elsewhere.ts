import { type LiquidCode, liquidCode } from "../../compose/liquid/liquid-code.ts";
import { liquidNames } from "./liquid-uses.ts";
import type { SourceTree } from "./source-tree.ts";

/** A stretch of a text, as offsets. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A part of a text that is printed only under a condition, or once for each row. */
interface Part extends Stretch {
  readonly isLoop: boolean;
}

/** A piece of Liquid, and the parts that it stands in, outermost first. */
interface Piece {
  readonly code: LiquidCode;
  /** Of what it reads. */
  readonly reads: readonly Part[];
  /** Of what it gives: a loop gives its name within itself. */
  readonly gives: readonly Part[];
}

interface Use {
  readonly name: string;
  readonly piece: Piece;
}

const closers: Readonly<Record<string, string>> = {
  if: "endif",
  unless: "endunless",
  case: "endcase",
  for: "endfor",
  tablerow: "endtablerow",
};
const branches = new Set(["elsif", "else", "when"]);
/** Tags whose names are not followed here. */
const untold = new Set(["increment", "decrement", "cycle", "include", "liquid"]);

/**
 * The first tag in a stretch that sets what another place of the text may print: a name that is read there, and not
 * surely given anew between the two.
 *
 * @param gone other stretches that leave the text with it
 * @param passed a stretch that will stand on its other side
 * @returns the tag as it is written; undefined if the stretch sets nothing for others
 */
export function setsForOthers(
  tree: SourceTree,
  stretch: Stretch,
  { gone = [], passed }: { readonly gone?: readonly Stretch[]; readonly passed?: Stretch | undefined } = {},
): string | undefined {
  const { source } = tree;
  const names = namesOf(tree);
  if (names === undefined) return source.slice(stretch.from, stretch.to);
  const { pieces, given, read } = names;
  const outside = (use: Use): boolean => ![stretch, ...gone].some((each) => isWithin(use.piece.code, each));
  const [others, readers] = [given.filter(outside), read.filter(outside)];
  const hasInclude = pieces.some(({ code }) => code.tag === "include" && !isWithin(code, stretch));
  const found = pieces.find((piece) => {
    const { tag = "" } = piece.code;
    if (!isWithin(piece.code, stretch)) return false;
    if (untold.has(tag)) return true;
    if (tag !== "assign" && tag !== "capture") return false;
    const own = given.find((use) => use.piece === piece);
    // What is included may read whatever is set.
    if (own === undefined || hasInclude) return true;
    return readers.some((use) => use.name === own.name && mayRead(use, piece, { stretch, passed, others }));
  });
  return found && source.slice(found.code.from, found.code.to);
}

function isWithin(piece: Stretch, { from, to }: Stretch): boolean {
  return piece.from >= from && piece.to <= to;
}

/** The names of a text, in its order. */
interface Names {
  readonly pieces: readonly Piece[];
  readonly given: readonly Use[];
  readonly read: readonly Use[];
}

/** A text is asked for many of its stretches. */
const known = new WeakMap<SourceTree, Names | "unreadable">();

function namesOf(tree: SourceTree): Names | undefined {
  const found = known.get(tree) ?? readNames(tree) ?? "unreadable";
  known.set(tree, found);
  return found === "unreadable" ? undefined : found;
}

function readNames({ source, file }: SourceTree): Names | undefined {
  const code = liquidCode(source, file);
  const names = liquidNames(source, file);
  if (code === undefined || names === undefined) return undefined;
  const pieces = piecesOf(code);
  const [given, read]: [Use[], Use[]] = [[], []];
  let index = 0;
  for (const { name, at, as } of names) {
    while (code[index]!.to <= at) index += 1;
    const piece = pieces[index]!;
    if (as === "value") read.push({ name, piece });
    else if (isGiven(source, piece.code, at)) given.push({ name, piece });
  }
  return { pieces, given, read };
}

/** Whether a tag gives a name its value: the first word behind the tag's. */
function isGiven(source: string, { from, tag }: LiquidCode, at: number): boolean {
  return (
    ["assign", "capture", "for", "tablerow"].includes(tag ?? "") && /^\{%-?\s*\w+\s+$/.test(source.slice(from, at))
  );
}

interface Around {
  readonly stretch: Stretch;
  readonly passed: Stretch | undefined;
  /** All else that gives names. */
  readonly others: readonly Use[];
}

/** Whether a place may read what a tag of a stretch sets. */
function mayRead({ name, piece }: Use, setter: Piece, { stretch, passed, others }: Around): boolean {
  const { from } = piece.code;
  // Before it, only in the next round of a loop around both.
  const loop = piece.reads.findLast((part) => part.isLoop && setter.reads.includes(part));
  const since =
    passed !== undefined && isWithin(piece.code, passed) ? passed.from : from >= stretch.to ? stretch.to : loop?.from;
  if (since === undefined) return false;
  return !others.some(
    (other) =>
      other.name === name &&
      other.piece.code.from >= since &&
      other.piece.code.to <= from &&
      other.piece.gives.every((part, at) => piece.reads[at] === part),
  );
}

function piecesOf(code: readonly LiquidCode[]): readonly Piece[] {
  const open: { readonly closer: string; part: Part }[] = [];
  const parts = (): readonly Part[] => open.map(({ part }) => part);
  return code.map((each) => {
    const { tag = "", from, to } = each;
    const isLoop = tag === "for" || tag === "tablerow";
    const closer = closers[tag];
    if (closer !== undefined) {
      const reads = parts();
      open.push({ closer, part: { from, to: from, isLoop } });
      return { code: each, reads, gives: parts() };
    }
    const last = open.at(-1);
    if (last !== undefined && branches.has(tag)) {
      // Its test is read before the branch.
      const reads = parts().slice(0, -1);
      last.part = { from, to, isLoop: false };
      return { code: each, reads, gives: reads };
    }
    if (last !== undefined && last.closer === tag) open.pop();
    return { code: each, reads: parts(), gives: parts() };
  });
}
