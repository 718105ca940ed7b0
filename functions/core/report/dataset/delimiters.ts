import type { Delimiter } from "../template/dataset-reading.ts";

export const delimiters: readonly Delimiter[] = [",", ";", "\t", "|"];

/** Names of delimiters in messages. */
export const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "vertical bar",
};
