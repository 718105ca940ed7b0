import { type RefObject, useCallback, useRef, useState } from "react";
import { kindOf } from "../files/kind-of.ts";
import { isSamePlace } from "../places/find-source.ts";
import type { PlacedBlock } from "../places/placed-block.ts";
import type { PreviewState } from "../preview/preview-session.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { chipCharacter } from "./box/box-content.ts";
import { nothingShown, shownIn, type ShownTexts } from "./box/shown-chips.ts";
import { applyPatches } from "./edits/apply-patches.ts";
import { askEdit } from "./edits/ask-edit.ts";
import { type Adding, editsFor } from "./add/addition.ts";
import type { ChartChange } from "./chart/edited-chart.ts";
import type { Edit, EditedBlock, EditPlace } from "./edits/edited-block.ts";
import { lastFirst } from "./last-first.ts";
import { useAwaited } from "./use-awaited.ts";
import type { MadeEdit } from "../workspace/made-edit.ts";
import { useMadeEdits } from "./edits/use-made-edits.ts";

/** A block that is edited where it is printed. */
export interface OpenBlock {
  readonly placed: PlacedBlock;
  readonly block: EditedBlock;
  /** The text of its file, for which it was described. */
  readonly text: string;
  /** What its values print, as far as that is known. */
  readonly shown: ShownTexts;
  /** How often it is printed. */
  readonly times: number;
  /** `add`: another is to be added below it. */
  readonly purpose: Purpose;
  /** A picture that was dropped or pasted, to be added below it. */
  readonly picture?: File | undefined;
}

type Purpose = "edit" | "add";

/** The source of an open block has changed since it was opened. */
export class ChangedSource extends Error {}

export interface PageEdit {
  readonly open: OpenBlock | undefined;
  /** What was asked for, and is not open yet. */
  readonly opening: PlacedBlock | undefined;
  /** Why the last edit was refused. */
  readonly fault: Error | undefined;
  /** Whether the pages are those of the files, so that blocks can be opened. */
  readonly ready: boolean;
  /**
   * Opens a block, if it can be edited on the page, or a menu of what can be added below it. While the pages are being
   * made anew, it waits for them.
   *
   * @param purpose @default "edit"
   * @param picture to be added
   * @returns whether it can, or another was asked for meanwhile
   */
  readonly begin: (placed: PlacedBlock, purpose?: Purpose, picture?: File) => Promise<boolean>;
  /** Whether a block is open, or about to be: a second click on it changes nothing. */
  readonly holds: (placed: PlacedBlock) => boolean;
  /**
   * Makes edits, one after the other, and closes the block; if one is refused, it stays open.
   *
   * @param edits reads them: once more when they are made, for what was typed meanwhile. It may throw
   * @param adding a block that is made last
   * @returns whether it is closed
   */
  readonly apply: (edits: () => readonly Edit[], adding?: Adding) => Promise<boolean>;
  readonly close: () => void;
  /** Ends what is open, with the edits that were typed, and goes on; it stays open if one is refused. Set by it. */
  readonly leave: RefObject<((go: () => void) => void) | undefined>;
  /** Opens another text of the open block's file in its place, such as that of another branch. */
  readonly turnTo: (line: number, column: number) => Promise<void>;
  /** Changes a chart at once; what is open stays so. @throws RefusedError */
  readonly changeChart: (file: string, change: ChartChange) => Promise<void>;
  readonly workspace: Workspace;
  /** Notes a change of the files, so that it can be taken back. */
  readonly noteMade: (edit: MadeEdit) => void;
  /** Takes back the last edit; absent if there is none, or its file has changed since. */
  readonly undo: (() => void) | undefined;
  /** Makes again the edit that was taken back last; absent as `undo`. */
  readonly redo: (() => void) | undefined;
}

/**
 * What can be edited where it is printed.
 *
 * @param state the preview, whose blocks must be those of the files now
 * @param placesNow where the caret is, another object whenever it moves: then nothing opens that was asked for before
 */
export function usePageEdit(workspace: Workspace, state: PreviewState, placesNow: RefObject<object>): PageEdit {
  const [open, setOpen] = useState<OpenBlock>();
  const [fault, setFault] = useState<Error>();
  const { add, undo, redo } = useMadeEdits(workspace);
  const { preview, busy } = state;
  /** What was asked for last, and is not answered. */
  const asked = useRef<PlacedBlock>(undefined);
  const isOpen = useLatest(open !== undefined);
  const leave = useRef<(go: () => void) => void>(undefined);

  const close = useCallback(() => {
    // An answer that is still on its way would open what was just closed.
    asked.current = undefined;
    setOpen(undefined);
    setFault(undefined);
  }, []);
  // A place of a preview that is not of these files would be another block's.
  const ready = preview?.state === "current" && !busy;
  const beginNow = async (placed: PlacedBlock, purpose: Purpose = "edit", picture?: File): Promise<boolean> => {
    if (open !== undefined || !ready || kindOf(placed.file) !== "text") return false;
    if (asked.current === placed) return true;
    const text = workspace.get(placed.file)?.text;
    if (text === undefined) return false;
    const { file, line, column, type } = placed;
    asked.current = placed;
    const places = placesNow.current;
    const answer = await askEdit(workspace.files(), { file, line, column }).catch(() => undefined);
    // An answer that comes late would take the place of what is open, or of what was asked for since.
    if (asked.current !== placed) return true;
    asked.current = undefined;
    if (isOpen.current || placesNow.current !== places) return true;
    const block = answer?.block;
    if (block === undefined || workspace.get(file)?.text !== text) return false;
    if (purpose === "edit" && !canOpen(block, type)) return false;
    setFault(undefined);
    const shown = shownIn(file, preview);
    setOpen({ placed, block, text, shown, times: placed.times ?? 1, purpose, picture });
    return true;
  };
  const { begin, opening } = useOpening(useAwaited(state, placesNow, beginNow));
  const refuse = (error: Error): false => {
    setFault(error);
    return false;
  };
  const apply: PageEdit["apply"] = async (edits, adding) => {
    if (open === undefined) return false;
    const made = await makeEdits(workspace, open, edits, adding).catch((error: Error) => error);
    if (made instanceof Error) return refuse(made);
    if (made !== undefined) add(made);
    close();
    return true;
  };
  const turnTo: PageEdit["turnTo"] = async (line, column) => {
    const turned = open && (await turnedTo(workspace, open, { line, column }).catch((error: Error) => error));
    if (turned instanceof Error) return void refuse(turned);
    setFault(undefined);
    setOpen(turned);
  };
  const holds: PageEdit["holds"] = (placed) => isAny([open?.placed, asked.current], placed);
  const charts = chartChanges(workspace, add);
  const own = { open: nowPlaced(open, preview?.blocks), fault, ready, begin, holds, apply, close, leave, turnTo };
  return { ...own, ...charts, opening, noteMade: add, undo, redo };
}

/** Opens blocks, and tells which one is asked for and not open yet. */
function useOpening(open: PageEdit["begin"]): Pick<PageEdit, "begin" | "opening"> {
  const [opening, setOpening] = useState<PlacedBlock>();
  const begin: PageEdit["begin"] = async (placed, ...how) => {
    setOpening(placed);
    try {
      return await open(placed, ...how);
    } finally {
      // Another may have been asked for meanwhile.
      setOpening((last) => (last === placed ? undefined : last));
    }
  };
  return { begin, opening };
}

/** The present value of something, for what runs later. */
function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}

function isAny(places: readonly (PlacedBlock | undefined)[], placed: PlacedBlock): boolean {
  return places.some((one) => one !== undefined && isSamePlace(one, placed));
}

/** Another text of the file of an open block, opened in its place. @throws RefusedError, ChangedSource */
async function turnedTo(
  workspace: Workspace,
  open: OpenBlock,
  { line, column }: { readonly line: number; readonly column: number },
): Promise<OpenBlock> {
  const { file } = open.placed;
  const text = workspace.get(file)?.text ?? "";
  // What was typed before may have made lines or taken them away.
  const moved = line > open.block.line ? text.split("\n").length - open.text.split("\n").length : 0;
  const place = { file, line: line + moved, column };
  const { block } = await askEdit(workspace.files(), place);
  if (workspace.get(file)?.text !== text || !canOpen(block, block.kind)) throw new ChangedSource();
  // What was typed before has moved the values, and perhaps others are printed.
  const shown = text === open.text ? open.shown : nothingShown;
  return { ...open, placed: { ...open.placed, ...place, type: block.kind }, block, text, shown, times: 1 };
}

/** The files, and what changes their charts. @param add called with each change */
function chartChanges(
  workspace: Workspace,
  add: (edit: MadeEdit) => void,
): Pick<PageEdit, "workspace" | "changeChart"> {
  const changeChart: PageEdit["changeChart"] = async (file, change) => {
    const before = workspace.get(file)?.text ?? "";
    const { patches } = await askEdit(workspace.files(), { file, line: 1 }, { do: "chart", change });
    if ((workspace.get(file)?.text ?? "") !== before) throw new ChangedSource();
    const after = applyPatches(file, before, patches);
    if (after === before) return;
    workspace.edit(file, after);
    add({ texts: [{ file, before, after }], added: [] });
  };
  return { workspace, changeChart };
}

/** An open block where it is printed now: a chart may have grown. */
function nowPlaced(open: OpenBlock | undefined, blocks: readonly PlacedBlock[] = []): OpenBlock | undefined {
  if (open?.block.draws === undefined) return open;
  const placed = blocks.find((block) => isSamePlace(block, open.placed));
  return placed === undefined ? open : { ...open, placed };
}

/**
 * Makes edits of an open block, and adds a block after them.
 *
 * @param read the edits
 * @returns what was changed; undefined if nothing is other than before
 * @throws RefusedError, NoChart, ChangedSource, or what `read` throws
 */
async function makeEdits(
  workspace: Workspace,
  { placed: { file, line, column }, text: before }: OpenBlock,
  read: () => readonly Edit[],
  adding: Adding | undefined,
): Promise<MadeEdit | undefined> {
  let edits = read();
  if (edits.length === 0 && adding === undefined) return undefined;
  // Its lines would be another block's.
  if (workspace.get(file)?.text !== before) throw new ChangedSource();
  const addition = await adding?.make();
  const added = addition?.file;
  let after: string;
  for (;;) {
    const more = addition === undefined ? [] : editsFor(addition, adding?.replaces === true);
    after = await tryEdits(workspace, { file, line, column }, [...edits, ...more]);
    const now = read();
    if (JSON.stringify(now) === JSON.stringify(edits)) break;
    // What was typed while they were made is not lost.
    edits = now;
  }
  const isTaken = added !== undefined && workspace.get(added.path) !== undefined;
  if (workspace.get(file)?.text !== before || isTaken) throw new ChangedSource();
  if (after === before) return undefined;
  // First, so that no preview misses it.
  if (added !== undefined) workspace.write(added.path, added.bytes);
  workspace.edit(file, after);
  return { texts: [{ file, before, after }], added: added === undefined ? [] : [added] };
}

/** The text of a block's file after some edits, each found in what the ones before have made. @throws RefusedError */
async function tryEdits(workspace: Workspace, place: EditPlace, edits: readonly Edit[]): Promise<string> {
  const trial = new Map(workspace.files());
  const textOf = (): string => trial.get(place.file)?.text ?? "";
  for (const { edit, at } of lastFirst(edits)) {
    const { patches } = await askEdit(trial, { ...place, ...at }, edit);
    trial.set(place.file, { ...trial.get(place.file)!, text: applyPatches(place.file, textOf(), patches) });
  }
  return textOf();
}

/** Whether a block can be edited: its box could not tell a chip's character from a chip. */
function canOpen(block: EditedBlock, type: string): boolean {
  return isSameKind(block, type) && !JSON.stringify(block).includes(chipCharacter);
}

/** Whether a block is what was printed: words in two branches may read as another kind than they print. */
function isSameKind({ kind }: EditedBlock, type: string): boolean {
  return kind === type || (drawn[type] ?? []).includes(kind);
}

/** What is printed as a drawing, by the directives that print it. */
const drawn: Readonly<Record<string, readonly string[]>> = { figure: ["chart"], picture: ["image", "barcode"] };
