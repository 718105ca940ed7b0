import type { Document } from "./document.ts";

/** Words that a report marks as being in another language than its own. */
export interface MarkedWords {
  readonly words: string;
  /** BCP 47. */
  readonly language: string;
}

/**
 * The words that authors have marked by `:lang[…]`, in reading order, wherever inline content stands: text, titles,
 * cells, notes. What the layout marks by itself is not among them.
 */
export function markedLanguages({ blocks, footnotes }: Pick<Document, "blocks" | "footnotes">): MarkedWords[] {
  return [...marksIn(blocks), ...marksIn(footnotes)];
}

/** Documents are plain data, so every kind of block is searched in the same way. */
function* marksIn(part: unknown): Generator<MarkedWords, void, undefined> {
  if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) return;
  const { type, text, language } = part as {
    readonly type?: unknown;
    readonly text?: unknown;
    readonly language?: unknown;
  };
  if (type === "text" && typeof text === "string" && typeof language === "string") yield { words: text, language };
  else for (const inner of Object.values(part)) yield* marksIn(inner);
}
