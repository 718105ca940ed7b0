import type { Delimiter } from "../template/dataset-reading.ts";

export const delimiters: readonly Delimiter[] = [",", ";", "\t", "|"];

/** How messages name a delimiter. */
export const delimiterNames: Readonly<Record<Delimiter, string>> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar" };
