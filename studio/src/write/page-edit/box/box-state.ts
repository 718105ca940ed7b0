import { invertedEffects } from "@codemirror/commands";
import {
  EditorState,
  type Extension,
  StateEffect,
  StateField,
  Transaction,
  type TransactionSpec,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, type WidgetType } from "@codemirror/view";
import type { ContentItem, TextStyle } from "../edits/edited-block.ts";
import { type BoxContent, chipCharacter, contentOf } from "./box-content.ts";
import { type Folds, foldsOf } from "./fold-state.ts";

/** A mark that a stretch of words can have. */
export type Mark = "bold" | "italic" | "link";

const setMark = StateEffect.define<{
  readonly from: number;
  readonly to: number;
  readonly mark: Mark;
  readonly value: boolean | string;
}>({
  map: (value, changes) => ({ ...value, from: changes.mapPos(value.from), to: changes.mapPos(value.to) }),
});

/** The chips, marks and folds of a text. */
interface Decorations {
  readonly chips: DecorationSet;
  readonly marks: DecorationSet;
  readonly folds: DecorationSet;
}

/** Brings back the chips, marks and folds that an undone text had. */
const restore = StateEffect.define<Decorations>({
  map: ({ chips, marks, folds }, changes) => ({
    chips: chips.map(changes),
    marks: marks.map(changes),
    folds: folds.map(changes),
  }),
});

/** What a transaction brings back. Events that were joined bring theirs in turn: the last is the earliest text's. */
function restoredBy({ effects }: Transaction): Decorations | undefined {
  return effects.findLast((effect) => effect.is(restore))?.value as Decorations | undefined;
}

/** How a chip is shown. */
type DrawChip = (chip: BoxContent["chips"][number]) => WidgetType;

/** The chips of a box, each on its character. */
function chipsOf(content: BoxContent, draw: DrawChip): StateField<DecorationSet> {
  return StateField.define<DecorationSet>({
    create: () =>
      Decoration.set(
        content.chips.map((chip) =>
          Decoration.replace({ widget: draw(chip), keep: chip.keep }).range(chip.at, chip.at + 1),
        ),
      ),
    update: (chips, transaction) => restoredBy(transaction)?.chips ?? chips.map(transaction.changes),
    provide: (field) => EditorView.atomicRanges.of((view) => view.state.field(field)),
  });
}

/** How the words of a box are set. */
function marksOf(content: BoxContent): StateField<DecorationSet> {
  return StateField.define<DecorationSet>({
    create: () => Decoration.set(content.ranges.map(({ from, to, style }) => markOf(style).range(from, to))),
    update(marks, transaction) {
      let next = restoredBy(transaction)?.marks ?? marks.map(transaction.changes);
      for (const effect of transaction.effects) if (effect.is(setMark)) next = withMark(next, effect.value);
      return next;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

function markOf(style: TextStyle): Decoration {
  const names = (["bold", "italic", "strike", "link"] as const).filter((name) => Boolean(style[name]));
  return Decoration.mark({ class: names.map((name) => `cm-is-${name}`).join(" "), inclusive: true, look: style });
}

/** The marks with one of them set, or taken away, in a stretch. */
function withMark(
  marks: DecorationSet,
  { from, to, mark, value }: { from: number; to: number; mark: Mark; value: boolean | string },
): DecorationSet {
  const styles = Array.from({ length: to - from }, (_, index) => styleIn(marks, from + index));
  const kept = marks.update({
    filterFrom: from,
    filterTo: to,
    filter: () => false,
    add: [],
  });
  const outside: { from: number; to: number; style: TextStyle }[] = [];
  marks.between(from, to, (start, end, decoration) => {
    const style = decoration.spec["look"] as TextStyle;
    if (start < from) outside.push({ from: start, to: from, style });
    if (end > to) outside.push({ from: to, to: end, style });
  });
  const inside = styles.map((style, index) => ({
    from: from + index,
    to: from + index + 1,
    style: { ...style, [mark]: value === false ? undefined : value },
  }));
  const joined: { from: number; to: number; style: TextStyle }[] = [];
  for (const range of inside) {
    const last = joined.at(-1);
    if (last !== undefined && JSON.stringify(last.style) === JSON.stringify(range.style)) last.to = range.to;
    else joined.push({ ...range });
  }
  const add = [...outside, ...joined]
    .filter(({ style }) => Object.values(style).some(Boolean))
    .map(({ from: start, to: end, style }) => markOf(style).range(start, end));
  return kept.update({ add, sort: true });
}

function styleIn(marks: DecorationSet, at: number): TextStyle {
  let style: TextStyle = {};
  marks.between(at, at + 1, (from, to, decoration) => {
    if (from <= at && to > at) style = { ...style, ...(decoration.spec["look"] as TextStyle) };
  });
  return style;
}

/** An editor, as far as a box needs it. */
interface BoxView {
  readonly state: EditorState;
  readonly dispatch: (transaction: Transaction) => void;
}

/** A text box's state, and what can be asked of it. */
export interface Box {
  readonly extensions: readonly Extension[];
  /** @throws LostChip */
  readonly content: (state: EditorState) => ContentItem[];
  /** Whether all selected words have a mark. */
  readonly has: (state: EditorState, mark: Mark) => boolean;
  /** Sets a mark on the selected words, or takes it away. */
  readonly set: (view: BoxView, mark: Mark, value: boolean | string) => void;
  /** What of its conditions is not printed. */
  readonly folds: Pick<Folds, "shownIn" | "setOpen" | "hop">;
}

/** What a text box of a content does. */
export function openBox(content: BoxContent, draw: DrawChip): Box {
  const [chips, marks] = [chipsOf(content, draw), marksOf(content)];
  const folds = foldsOf(content.folds, (transaction) => restoredBy(transaction)?.folds);
  const keepAt = (state: EditorState) => (at: number) => {
    let keep: number | undefined;
    state.field(chips).between(at, at + 1, (from, _, decoration) => {
      if (from === at) keep = decoration.spec["keep"] as number;
    });
    return keep;
  };
  return {
    extensions: [
      chips,
      marks,
      folds.extension,
      // Chips that are put away would stand where the words are that are not.
      EditorView.decorations.compute([chips, folds.field], (state) => folds.without(state, state.field(chips))),
      // The history itself knows only the text.
      invertedEffects.of(({ docChanged, effects, startState }) =>
        docChanged || effects.some((effect) => effect.is(setMark) || effect.is(restore))
          ? [
              restore.of({
                chips: startState.field(chips),
                marks: startState.field(marks),
                folds: startState.field(folds.field).set,
              }),
            ]
          : [],
      ),
      EditorState.transactionFilter.of((transaction) => asMade(transaction, folds)),
    ],
    content: (state) => contentOf(state.doc.toString(), keepAt(state), (at) => styleIn(state.field(marks), at)),
    has: (state, mark) => {
      const all = folds
        .shownIn(state, state.selection.main)
        .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
      return all.length > 0 && all.every((at) => Boolean(styleIn(state.field(marks), at)[mark]));
    },
    set: (view, mark, value) => {
      const parts = folds.shownIn(view.state, view.state.selection.main);
      const effects = parts.map(({ from, to }) => setMark.of({ from, to, mark, value }));
      if (effects.length > 0) view.dispatch(view.state.update({ effects }));
    },
    folds,
  };
}

/**
 * A change as a box takes it: the character of a chip cannot be typed, a line's end is a space, and what is put away
 * stays.
 */
function asMade(transaction: Transaction, folds: Folds): Transaction | TransactionSpec {
  const { startState } = transaction;
  if (!transaction.docChanged || transaction.isUserEvent("undo") || transaction.isUserEvent("redo")) return transaction;
  const text = startState.doc.toString();
  const changes: { from: number; to: number; insert: string }[] = [];
  let same = true;
  transaction.changes.iterChanges((from, to, _c, _d, inserted) => {
    const typed = inserted.toString();
    const insert = typed.replaceAll(chipCharacter, "").replace(/\s*\n\s*/g, " ");
    const made = folds.guard(startState, { from, to, insert }, text);
    same &&= insert === typed && made.length === 1 && made[0]!.from === from && made[0]!.to === to;
    changes.push(...made);
  });
  if (same) return transaction;
  const [first] = changes;
  const caret = first === undefined ? {} : { selection: { anchor: first.from + first.insert.length } };
  const event = transaction.annotation(Transaction.userEvent);
  return { changes, ...caret, ...(event !== undefined && { userEvent: event }), scrollIntoView: true };
}
