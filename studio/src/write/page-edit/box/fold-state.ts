import { type EditorState, type Extension, StateEffect, StateField, type Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Fold, Stretch } from "./find-folds.ts";

/** A change of a text. */
interface Change extends Stretch {
  readonly insert: string;
}

/** What of a text is put away. */
export interface Folded {
  readonly set: DecorationSet;
  /** Whether it is shown all the same. */
  readonly open: boolean;
}

/** The folds of a box's text. */
export interface Folds {
  readonly extension: Extension;
  readonly field: StateField<Folded>;
  /** A change as it is made: what is put away stays, unless its condition is deleted with words around it. */
  readonly guard: (state: EditorState, change: Change, text: string) => readonly Change[];
  /** The decorations that are not put away. */
  readonly without: (state: EditorState, set: DecorationSet) => DecorationSet;
  /** What of a stretch is not put away. */
  readonly shownIn: (state: EditorState, stretch: Stretch) => readonly Stretch[];
  /** Shows what is put away, or puts it away again. */
  readonly setOpen: (view: FoldView, open: boolean) => void;
  /** Takes the caret over what is put away beside it: the next key is for what is shown there. */
  readonly hop: (view: FoldView, forward: boolean) => void;
}

interface FoldView {
  readonly state: EditorState;
  readonly dispatch: (transaction: Transaction) => void;
}

interface Piece extends Stretch {
  readonly fold: number;
}

const setOpen = StateEffect.define<boolean>();

/** @param restored what a transaction brings back from the history, if it does */
export function foldsOf(
  folds: readonly Fold[],
  restored: (transaction: Transaction) => DecorationSet | undefined,
): Folds {
  const field = StateField.define<Folded>({
    create: () => ({ set: Decoration.set(decorationsOf(folds), true), open: false }),
    update: ({ set, open }, transaction) => ({
      set: restored(transaction) ?? set.map(transaction.changes),
      open: transaction.effects.findLast((effect) => effect.is(setOpen))?.value ?? open,
    }),
    provide: (own) => [
      EditorView.decorations.from(own, ({ set, open }) => (open ? Decoration.none : set)),
      EditorView.atomicRanges.of((view) => {
        const { set, open } = view.state.field(own);
        return open ? Decoration.none : set;
      }),
    ],
  });
  const piecesIn = (state: EditorState): readonly Piece[] => {
    const { set, open } = state.field(field);
    return open ? [] : piecesOf(set);
  };
  return {
    extension: field,
    field,
    guard(state, change, text) {
      const all = piecesIn(state);
      const touched = all.filter(({ from, to }) => from < change.to && to > change.from);
      if (touched.length === 0) return [change];
      const gone = deletedFolds(folds, all, change, text);
      return around(
        change,
        touched.filter(({ fold }) => !gone.has(fold)),
      );
    },
    without(state, set) {
      const pieces = piecesIn(state);
      const isShown = (at: number): boolean => !pieces.some(({ from, to }) => from <= at && at < to);
      return pieces.length === 0 ? set : set.update({ filter: isShown });
    },
    shownIn: (state, { from, to }) =>
      around(
        { from, to, insert: "" },
        piecesIn(state).filter((piece) => piece.from < to && piece.to > from),
      ),
    setOpen: (view, open) => view.dispatch(view.state.update({ effects: setOpen.of(open) })),
    hop(view, forward) {
      const { main } = view.state.selection;
      const pieces = piecesIn(view.state);
      let { head } = main;
      for (const { from, to } of forward ? pieces : pieces.toReversed())
        if (forward ? from === head : to === head) head = forward ? to : from;
      if (head !== main.head)
        view.dispatch(view.state.update({ selection: { anchor: main.empty ? head : main.anchor, head } }));
    },
  };
}

function decorationsOf(folds: readonly Fold[]) {
  return folds.flatMap(({ hidden }, fold) =>
    hidden.map(({ from, to }) => Decoration.replace({ fold }).range(from, to)),
  );
}

function piecesOf(set: DecorationSet): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const at = set.iter(); at.value !== null; at.next())
    pieces.push({ from: at.from, to: at.to, fold: at.value.spec["fold"] as number });
  return pieces;
}

/**
 * The conditions that a change takes away: those whose printed words it deletes with words beside them, those that
 * print nothing amid what it deletes, and what stands in them.
 */
function deletedFolds(
  folds: readonly Fold[],
  pieces: readonly Piece[],
  change: Stretch,
  text: string,
): ReadonlySet<number> {
  const hasWords = (from: number, to: number): boolean => {
    let at = from;
    for (const piece of [...pieces.filter((each) => each.to > from && each.from < to), { from: to, to }]) {
      if (text.slice(at, Math.max(at, piece.from)).trim() !== "") return true;
      at = Math.max(at, piece.to);
    }
    return false;
  };
  const gone = new Set<number>();
  // What stands around a condition comes before it.
  for (const [fold, { parent }] of folds.entries()) {
    const own = pieces.filter((piece) => piece.fold === fold);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined || first.from < change.from || last.to > change.to) continue;
    const beside = [hasWords(change.from, first.from), hasWords(last.to, change.to)];
    const prints = first !== last && hasWords(first.to, last.from);
    if ((parent !== undefined && gone.has(parent)) || (prints ? beside.some(Boolean) : beside.every(Boolean)))
      gone.add(fold);
  }
  return gone;
}

/** A change that leaves some pieces of the text: what is written new stands before the first. */
function around({ from, to, insert }: Change, kept: readonly Stretch[]): readonly Change[] {
  const changes: Change[] = [];
  let at = from;
  for (const piece of [...kept, { from: to, to }]) {
    if (piece.from > at) changes.push({ from: at, to: piece.from, insert: "" });
    at = Math.max(at, piece.to);
  }
  if (insert === "") return changes;
  // In the place of the first words that it takes, or where it begins.
  const [first = { from, to: from, insert: "" }, ...others] = changes;
  return [{ ...first, insert }, ...others];
}
