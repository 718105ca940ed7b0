import { history, redo, undo, undoDepth } from "@codemirror/commands";
import { EditorState, type Transaction } from "@codemirror/state";
import { WidgetType } from "@codemirror/view";
import fc from "fast-check";
import { expect, test } from "vitest";
import { boxOf, chipCharacter, contentOf, LostChip } from "../../../studio/src/write/page-edit/box/box-content.ts";
import { lostWordings } from "../../../studio/src/write/page-edit/box/lost-wordings.ts";
import { type Mark, openBox } from "../../../studio/src/write/page-edit/box/box-state.ts";
import type { ShownTexts } from "../../../studio/src/write/page-edit/box/shown-chips.ts";
import type { ContentItem, DescribedItem } from "../../../studio/src/write/page-edit/edits/edited-block.ts";

class PlainChip extends WidgetType {
  readonly keep: number;

  constructor(keep: number) {
    super();
    this.keep = keep;
  }

  override toDOM(): never {
    throw new Error("There is no page.");
  }
}

/** A text box without a browser. */
class Typist {
  readonly box;
  state: EditorState;

  constructor(items: readonly DescribedItem[], shown?: ShownTexts) {
    const content = boxOf(items, shown);
    this.box = openBox(content, ({ keep }) => new PlainChip(keep));
    this.state = EditorState.create({ doc: content.text, extensions: [...this.box.extensions, history()] });
  }

  readonly dispatch = (transaction: Transaction): void => void (this.state = transaction.state);

  change(from: number, to: number, insert: string): void {
    this.dispatch(this.state.update({ changes: { from, to, insert } }));
  }

  mark(from: number, to: number, mark: Mark, value: boolean | string): void {
    this.dispatch(this.state.update({ selection: { anchor: from, head: to } }));
    this.box.set(this, mark, value);
  }

  get content(): ContentItem[] {
    return this.box.content(this.state);
  }
}

const described: readonly DescribedItem[] = [
  { text: "Sales were " },
  { keep: 0, kind: "value", source: "{{ total.first.sales }}" },
  { text: " in " },
  { text: "May", bold: true },
  { text: "." },
];
const kept = described.map(({ kind: _kind, source: _source, ...item }) => item);

test("what is deleted comes back with its values and marks", () => {
  const typist = new Typist(described);
  typist.change(6, typist.state.doc.length, "");
  expect(typist.content).toEqual([{ text: "Sales " }]);
  undo(typist);
  expect(typist.content).toEqual(kept);
  redo(typist);
  expect(typist.content).toEqual([{ text: "Sales " }]);
  undo(typist);
  expect(typist.content).toEqual(kept);
});

test("a mark is undone and made again", () => {
  const typist = new Typist(described);
  typist.mark(0, 5, "bold", true);
  const marked = [{ text: "Sales", bold: true }, { text: " were " }, ...kept.slice(1)];
  expect(typist.content).toEqual(marked);
  undo(typist);
  expect(typist.content).toEqual(kept);
  redo(typist);
  expect(typist.content).toEqual(marked);
});

test("a chip's character without its chip is refused: a value would be taken out of the template", () => {
  expect(() =>
    contentOf(
      `a${chipCharacter}`,
      () => undefined,
      () => ({}),
    ),
  ).toThrow(LostChip);
});

/** A content as one item for each character. */
const cellsOf = (items: readonly ContentItem[]): ContentItem[] =>
  items.flatMap((item): ContentItem[] => ("keep" in item ? [item] : [...item.text].map((text) => ({ ...item, text }))));

/** A place in a text, as a share of its length. */
const share = fc.double({ min: 0, max: 1, noNaN: true });
const step = fc.oneof(
  fc.record({ do: fc.constant("change" as const), a: share, b: share, words: fc.constantFrom("", "x", "yz", " no ") }),
  fc.record({
    do: fc.constant("mark" as const),
    a: share,
    b: share,
    mark: fc.constantFrom<Mark>("bold", "italic", "link"),
    on: fc.boolean(),
  }),
  fc.constant({ do: "undo" as const }),
  fc.constant({ do: "redo" as const }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Makes an edit in a box. @returns what the cells should be then; absent if there was nothing to edit */
function edit(
  typist: Typist,
  made: Extract<Step, { a: number }>,
  before: readonly ContentItem[],
): ContentItem[] | undefined {
  const [from, to] = [made.a, made.b].map((at) => Math.round(at * before.length)).toSorted((a, b) => a - b) as [
    number,
    number,
  ];
  if (from === to && (made.do === "mark" || made.words === "")) return undefined;
  if (made.do === "change") {
    typist.change(from, to, made.words);
    const typed = cellsOf(typist.content).slice(from, from + made.words.length);
    // How typed words are set is the editor's: like those beside them.
    const words = typed.map((cell, index) => ({ ...cell, text: made.words[index]! }));
    return [...before.slice(0, from), ...words, ...before.slice(to)];
  }
  const value = made.mark === "link" ? "https://a.example/" : true;
  typist.mark(from, to, made.mark, made.on ? value : false);
  return before.map((cell, index) => {
    if (index < from || index >= to) return cell;
    const { [made.mark]: _before, ...others } = cell;
    return made.on ? { ...others, [made.mark]: value } : (others as ContentItem);
  });
}

test("after any edits, undone and made again, the content is that of its moment", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const typist = new Typist(described);
      // The cells at each depth of the history; what is typed quickly is one event.
      let moments = [cellsOf(typist.content)];
      for (const made of steps) {
        if (made.do === "undo") undo(typist);
        else if (made.do === "redo") redo(typist);
        else {
          const depth = undoDepth(typist.state);
          const cells = edit(typist, made, moments[depth]!);
          if (cells !== undefined) moments = [...moments.slice(0, undoDepth(typist.state)), cells];
        }
        expect(cellsOf(typist.content)).toEqual(moments[undoDepth(typist.state)]);
      }
    }),
    { numRuns: 200, seed: 20261130 },
  );
});

const wordings: readonly DescribedItem[] = [
  { text: "Sales " },
  { keep: 0, kind: "tag", source: "{% if up %}", line: 1, column: 7 },
  { text: "rose by " },
  { keep: 1, kind: "value", source: "{{ by }}", line: 1, column: 26 },
  { keep: 2, kind: "tag", source: "{% else %}" },
  { text: "fell" },
  { keep: 3, kind: "tag", source: "{% endif %}" },
  { text: " in May." },
];
const keptWordings = wordings.map((item) => ("text" in item ? item : { keep: item.keep! }));
const rose = { values: new Map([["1:26", "3"]]), choices: new Map([["1:7", [0]]]) };

test("keys go over wordings that are put away as if they were not there", () => {
  const typist = new Typist(wordings, rose);
  const caret = (at: number): void => typist.dispatch(typist.state.update({ selection: { anchor: at } }));
  caret(6);
  typist.box.folds.hop(typist, true);
  expect(typist.state.selection.main.head).toBe(7);
  typist.box.folds.hop(typist, false);
  expect(typist.state.selection.main.head).toBe(6);
  const [end, behind] = [16, 22];
  caret(behind);
  typist.box.folds.hop(typist, false);
  expect(typist.state.selection.main.head).toBe(end);
  typist.box.folds.setOpen(typist, true);
  typist.box.folds.hop(typist, true);
  expect(typist.state.selection.main.head).toBe(end);
});

test("words over a part leave its condition, words over more take it away, and undo brings it back", () => {
  const typist = new Typist(wordings, rose);
  typist.change(7, 16, "went up");
  expect(typist.content).toEqual([...keptWordings.slice(0, 2), { text: "went up" }, ...keptWordings.slice(4)]);
  undo(typist);
  expect(typist.content).toEqual(keptWordings);
  // Half of what is printed, and what stands behind it: the condition stays, and so does what is put away.
  typist.change(12, typist.state.doc.length, "!");
  expect(typist.content).toEqual([...keptWordings.slice(0, 2), { text: "rose !" }, ...keptWordings.slice(4, 7)]);
  undo(typist);
  typist.change(0, typist.state.doc.length, "All is well.");
  expect(typist.content).toEqual([{ text: "All is well." }]);
  undo(typist);
  expect(typist.content).toEqual(keptWordings);
  typist.dispatch(typist.state.update({ selection: { anchor: 0, head: typist.state.doc.length } }));
  typist.box.set(typist, "bold", true);
  const fell = typist.content.find((item) => "text" in item && item.text === "fell");
  expect(fell).toEqual({ text: "fell" });
});

const conditional: readonly DescribedItem[] = [
  { text: "Sales " },
  { keep: 0, kind: "tag", source: "{% if a %}", line: 1, column: 7 },
  { text: "rose" },
  { keep: 1, kind: "tag", source: "{% else %}", line: 1, column: 21 },
  { text: "fell in " },
  { keep: 2, kind: "value", source: "{{ a }}", line: 1, column: 39 },
  { keep: 3, kind: "tag", source: "{% endif %}", line: 1, column: 46 },
  { text: " by " },
  { keep: 4, kind: "tag", source: "{% assign s = a %}", line: 1, column: 61 },
  { keep: 5, kind: "value", source: "{{ s }}", line: 1, column: 79 },
  { text: "." },
];
const risen: ShownTexts = { values: new Map(), choices: new Map([["1:7", [0]]]) };

test("words that are written over a condition tell what they replace; a tag that prints nothing is put away", () => {
  const content = boxOf(conditional, risen);
  expect(content.folds.map(({ others }) => others)).toEqual([1, 0]);
  const typist = new Typist(conditional, risen);
  expect(lostWordings(content, typist.content)).toEqual([]);
  const whole = typist.state.doc.length;
  typist.change(2, whole - 1, "X");
  expect(lostWordings(content, typist.content)).toEqual(["fell in"]);
  undo(typist);
  expect(lostWordings(content, typist.content)).toEqual([]);
  // Over the printed words alone, the others stay.
  const at = typist.state.doc.toString().indexOf("rose");
  typist.change(at, at + 4, "grew");
  expect(lostWordings(content, typist.content)).toEqual([]);
});
