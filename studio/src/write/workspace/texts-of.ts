import type { WorkFile } from "./work-file.ts";

/** The texts of files that have one, by path. */
export function textsOf(files: ReadonlyMap<string, Pick<WorkFile, "path" | "text">>): ReadonlyMap<string, string> {
  return new Map([...files.values()].flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const])));
}
