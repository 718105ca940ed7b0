import { foldService } from "@codemirror/language";

const opening = /^\s*(:{3,})[a-z]/i;

/** Folds `:::name` … `:::` of a report's text; colons of the same number close what they opened. */
export const foldContainers = foldService.of((state, lineStart, lineEnd) => {
  const colons = opening.exec(state.sliceDoc(lineStart, lineEnd))?.[1];
  if (colons === undefined) return null;
  for (let number = state.doc.lineAt(lineStart).number + 1; number <= state.doc.lines; number += 1) {
    const line = state.doc.line(number);
    if (line.text.trim() === colons) return { from: lineEnd, to: line.from - 1 };
  }
  return null;
});
