import { useLayoutEffect, useMemo, useRef } from "react";
import { useActions } from "../actions/use-actions.ts";
import { kindOf } from "./files/kind-of.ts";
import { type Moves, movesIn } from "./moves-in.ts";
import type { Writing } from "./open-writing.ts";
import { type PageEdit, usePageEdit } from "./page-edit/use-page-edit.ts";
import { findBlock } from "./places/find-source.ts";
import type { PlacedBlock, SourcePlace } from "./places/placed-block.ts";
import { usePreviews } from "./preview/use-previews.ts";
import { useFindings } from "./problems/use-findings.ts";
import { useOutsideChanges } from "./sources/use-outside-changes.ts";
import { useSave } from "./sources/use-save.ts";
import { useLater } from "./use-later.ts";
import { useNameDialogs } from "./use-name-dialogs.tsx";
import { useOpenedFile } from "./use-opened-file.ts";
import type { Panes } from "./use-panes.tsx";
import { useNames } from "./workspace/use-names.ts";
import type { WorkFile } from "./workspace/work-file.ts";

/** The template that is written: the open file, the preview and what was found in it, and how far it is saved. */
export function useTemplateInWork(
  { source, workspace, previews }: Writing,
  files: ReadonlyMap<string, WorkFile>,
  panes: Panes,
) {
  const opened = useOpenedFile(files, panes.showSource);
  const moves = movesIn(workspace, opened);
  const { state, values, setValues } = usePreviews(previews);
  const findings = useFindings(state);
  const later = useLater();
  const { outline, names } = useNames(files, state.preview, later.isHere || panes.view === "source");
  const saving = useSave(source, workspace);
  const newer = useOutsideChanges(source, workspace);
  const blocks = state.preview?.blocks;
  const here = useMemo(() => findFirst(blocks, opened.places), [opened.places, blocks]);
  const pageEdit = usePageEdit(workspace, state, opened.placesNow);
  const dialogs = useNameDialogs({ workspace, names, preview: state.preview, opened, moves, pageEdit });
  const beginHere = (purpose: "edit" | "add"): void => {
    panes.showPages();
    const block = findFirst(blocks, opened.placesNow.current);
    if (block !== undefined) void pageEdit.begin(block, purpose);
  };
  const { point, turnView } = useTurns(panes, moves);
  const step = (by: 1 | -1): void => {
    panes.showPages();
    const next = nextBlock(blocks, findFirst(blocks, opened.placesNow.current), by);
    if (next === undefined) return;
    opened.setPlaces([next]);
    point(next);
  };
  useActions({
    editHere: () => beginHere("edit"),
    addHere: () => beginHere("add"),
    nextBlock: () => step(1),
    previousBlock: () => step(-1),
    turnView,
    ...(pageEdit.undo !== undefined && { undoOnPage: pageEdit.undo }),
    ...(pageEdit.redo !== undefined && { redoOnPage: pageEdit.redo }),
  });
  const ended = useEnded(pageEdit.leave);
  const shown = { later, state, values, setValues, findings, outline, names };
  return { ...shown, pageEdit, dialogs, opened, moves, saving, newer, here, point, ended };
}

/**
 * What ends what is edited on a page, with what is typed there, and goes on. Who goes to another room ends it too.
 *
 * @param leave ends it; absent while nothing is open
 */
function useEnded(leave: PageEdit["leave"]): (go: () => void) => void {
  useLayoutEffect(() => () => leave.current?.(() => undefined), [leave]);
  return (go) => (leave.current === undefined ? go() : leave.current(go));
}

/** Turns between the pages alone and the source beside them, which then shows what was clicked last on the pages. */
function useTurns(panes: Panes, moves: Moves) {
  const clicked = useRef<SourcePlace>(undefined);
  return {
    point: (place: SourcePlace) => void (clicked.current = place),
    turnView(): void {
      if (panes.view === "page" && clicked.current !== undefined) moves.toPlace(clicked.current);
      else panes.turn();
      clicked.current = undefined;
    },
  };
}

/** The place of the block that is printed after another, or before it; without another, of the first. */
function nextBlock(
  blocks: readonly PlacedBlock[] = [],
  here: PlacedBlock | undefined,
  by: 1 | -1,
): SourcePlace | undefined {
  const printed = blocks
    .filter(({ file }) => kindOf(file) === "text")
    .toSorted((one, other) => one.page - other.page || one.y - other.y || one.x - other.x);
  // Of blocks that a line prints together, the line finds one.
  const found = [...new Set(printed.map((block) => findBlock(blocks, block)))];
  const next = here === undefined ? found[0] : found[found.indexOf(here) + by];
  return next && { file: next.file, line: next.line };
}

/** The first block that one of some places prints. */
function findFirst(blocks: readonly PlacedBlock[] = [], places: readonly SourcePlace[]): PlacedBlock | undefined {
  return places.map((place) => findBlock(blocks, place)).find((block) => block !== undefined);
}
