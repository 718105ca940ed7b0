import { hunksOf, withHunks } from "./merge-lines.ts";

/** Something that somebody has written into the template of a draft. */
export interface OwnChange {
  readonly file: string;
  /** From 1, where it begins. */
  readonly line: number;
  /** What was written; empty if something was only taken away. */
  readonly text: string;
  /** The file without it. */
  readonly without: string;
}

/**
 * What somebody has written into the files of a draft, each change with the file without it.
 *
 * @param draft path → text of the draft's own files
 * @param textOf the text of a file now; undefined if it is gone
 */
export function ownChangesOf(
  draft: Readonly<Record<string, string>>,
  textOf: (file: string) => string | undefined,
): readonly OwnChange[] {
  return Object.entries(draft).flatMap(([file, before]) => {
    const mine = textOf(file);
    if (mine === undefined || mine === before) return [];
    const base = before.split("\n");
    const hunks = hunksOf(base, mine.split("\n"));
    let moved = 0;
    return hunks.map((hunk) => {
      const line = hunk.from + moved + 1;
      moved += hunk.lines.length - (hunk.to - hunk.from);
      const without = withHunks(
        base,
        hunks.filter((other) => other !== hunk),
      );
      return { file, line, text: hunk.lines.join("\n").trim(), without };
    });
  });
}
