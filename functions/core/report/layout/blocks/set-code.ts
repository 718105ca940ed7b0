import type { CodeBlock } from "../../document/document.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import type { TextBox } from "../page.ts";
import { baselineOf } from "../text/set-text.ts";
import { slice, type Frame, type Material, type Slice } from "../slice.ts";
import { frameMaterial } from "../frame-slices.ts";

/** Columns between tab stops. */
const tabStop = 4;
/** Up to this many lines stay on one page. */
const keptLines = 12;

/**
 * Code as written, in a tinted box; a line that is too long continues on the next, indented by two characters that are
 * not part of its text.
 */
export function setCode(context: LayoutContext, code: CodeBlock, area: Area): Material[] {
  const { theme, styles } = context;
  const style = styles.code;
  const { text, color } = style.run;
  const inset = theme.leading * 0.75;
  const means = context.structure.add("Code", context.structure.add("P", area.parent));
  const baseline = baselineOf(context, style);
  const lines = code.text
    .replace(/\n$/, "")
    .split(/\r?\n/)
    .flatMap((line) => wrapCode(context, expandTabs(line), area.width - 2 * inset));
  const short = lines.length <= keptLines;
  const turned = measureWord(context, text, "  ").width;
  const slices = lines.map(({ words, divided, goesOn }, index): Slice => {
    let x = area.left + inset + (divided ? turned : 0);
    // Marks the end of a line for copying and screen readers.
    const shown = index === lines.length - 1 || goesOn ? words : `${words} `;
    const runs = measureWord(context, text, shown).runs.map((run) => {
      const placed = { ...run, x, size: text.size, color };
      x += run.width;
      return placed;
    });
    const boxes: TextBox[] = words.trim() === "" ? [] : [{ kind: "text", means, y: baseline, runs }];
    return slice(
      { height: style.leading, boxes },
      { keep: index > 0 && (short || index === 1 || index === lines.length - 1) },
    );
  });
  const frame: Frame = { x: area.left, width: area.width, fill: theme.tint, padding: theme.leading / 2 };
  return [
    {
      kind: "slices",
      slices: frameMaterial([{ kind: "slices", slices }], frame, {
        before: theme.leading / 2,
        after: theme.leading / 2,
      }),
    },
  ];
}

function expandTabs(line: string): string {
  let out = "";
  for (const character of line) out += character === "\t" ? " ".repeat(tabStop - (out.length % tabStop)) : character;
  return out;
}

interface CodeLine {
  readonly words: string;
  /** Whether it continues the previous line, indented. */
  readonly divided: boolean;
  /** Whether the next line continues it. */
  readonly goesOn: boolean;
}

function wrapCode(context: LayoutContext, line: string, width: number): CodeLine[] {
  const { text } = context.styles.code.run;
  const widthOf = (words: string): number => measureWord(context, text, words).width;
  const out: CodeLine[] = [];
  let rest = line;
  for (;;) {
    const divided = out.length > 0;
    const room = divided ? width - widthOf("  ") : width;
    if (widthOf(rest) <= room || rest.length <= 8) return [...out, { words: rest, divided, goesOn: false }];
    let end = whole(rest, Math.max(4, Math.floor(rest.length * (room / widthOf(rest)))));
    while (end > 4 && widthOf(rest.slice(0, end)) > room) end = whole(rest, end - 1);
    const space = rest.lastIndexOf(" ", end);
    const cut = space > end * 0.6 ? space + 1 : end;
    out.push({ words: rest.slice(0, cut), divided, goesOn: true });
    rest = rest.slice(cut);
  }
}

/** The offset, or the previous one if it would split a surrogate pair. */
function whole(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
}
