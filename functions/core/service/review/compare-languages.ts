import type { MarkedWords } from "../../report/document/marked-languages.ts";
import { alignLists, pairEntries } from "./align.ts";
import type { Difference } from "./difference.ts";
import type { Shown } from "./shown.ts";

type Marked = Pick<Shown, "languages" | "lines">;

/**
 * Compares the languages in which two reports mark words: readers hear them, and do not see them. Words that only one
 * of them has are a difference of the text already.
 */
export function compareLanguages(before: Marked, after: Marked): Difference[] {
  return alignLists(
    keptIn(after, before.languages),
    keptIn(before, after.languages),
    ({ words, language }) => `${words}\n${language}`,
  )
    .flatMap((hunk) => pairEntries(hunk, ({ words }) => words))
    .map(([was, is]) => ({
      kind: "text",
      place: `language of “${(was ?? is)!.words}”`,
      ...(was !== undefined && { before: was.language }),
      ...(is !== undefined && { after: is.language }),
    }));
}

function keptIn({ lines }: Marked, marked: readonly MarkedWords[]): readonly MarkedWords[] {
  return marked.filter(({ words }) => lines.some(({ text }) => text.includes(words)));
}
