import type { Footnote } from "../../document/document.ts";
import { blocksRunRightToLeft } from "../text/block-direction.ts";
import { noteName, noteNumber, noteReferenceName } from "../text/flatten-inlines.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import { setBlocks } from "./set-blocks.ts";
import { baselineOf } from "../text/set-text.ts";
import type { FlowBox, Slice } from "../slice.ts";
import { materialSlices } from "../stack-slices.ts";

/**
 * Sets the footnotes with references, each as its own slices: a Note element whose number links back to the first
 * reference. The number of a right-to-left note is on its right.
 *
 * @returns index in `Document.footnotes` → slices
 */
export function setFootnotes(
  context: LayoutContext,
  left: number,
  width: number,
): ReadonlyMap<number, readonly Slice[]> {
  const notes = new Map<number, readonly Slice[]>();
  // Setting a note may add references to further notes, which the iteration of the Set includes.
  for (const index of context.references) {
    const note = context.document.footnotes[index];
    if (note !== undefined) notes.set(index, setFootnote(context, note, index, left, width));
  }
  return notes;
}

function setFootnote(context: LayoutContext, note: Footnote, index: number, left: number, width: number): Slice[] {
  const { styles, structure, locale } = context;
  const { run, leading } = styles.note;
  const number = String(noteNumber(context, index));
  const indent = run.text.size * 1.9;
  const element = structure.add("Note", 0, { id: `n${index + 1}` });
  const means = structure.add("Link", structure.add("Lbl", element));
  const turned = blocksRunRightToLeft(context, note.children);
  const area: Area = {
    left: left + (turned ? 0 : indent),
    width: width - indent,
    parent: element,
    text: styles.note,
    align: "left",
    depth: 1,
    floats: false,
  };
  const slices = materialSlices(setBlocks(context, note.children, area));
  const word = measureWord(context, run.text, number);
  const y = baselineOf(context, styles.note);
  const start = turned ? left + width - word.width : left;
  let x = start;
  const label: FlowBox[] = [
    { kind: "destination", name: noteName(index), x: left, y: -leading },
    {
      kind: "text",
      means,
      y,
      runs: word.runs.map(({ text, face, width: wide }) => {
        const placed = { text, face, x, width: wide, size: run.text.size, color: context.theme.accent };
        x += wide;
        return placed;
      }),
    },
    {
      kind: "link",
      means,
      x: start,
      y: y - run.text.size * 0.95,
      width: Math.max(word.width, run.text.size),
      height: run.text.size * 1.25,
      target: { destination: noteReferenceName(index) },
      contents: locale.words.backToText,
    },
  ];
  return slices.map((part, at): Slice => ({
    ...part,
    before: at === 0 ? 0 : part.before / 2,
    after: at === slices.length - 1 ? 0 : part.after / 2,
    ...(at === 0 ? { boxes: [...label, ...part.boxes], keep: false } : {}),
  }));
}
