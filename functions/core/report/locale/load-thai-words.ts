import type { Dictionary } from "./locale.ts";

/** Reads the packed list of Thai words. */
export async function loadThaiWords(): Promise<Dictionary> {
  const { packed, codes, letters } = await import("./thai-words.ts");
  const letterOf = new Map(Array.from(codes, (code, index) => [code, letters[index]!]));
  const words = new Set<string>();
  let word = "";
  for (const [, shared, rest] of packed.matchAll(/([A-Z])([^A-Z]*)/g)) {
    word = word.slice(0, shared!.charCodeAt(0) - 65) + Array.from(rest!, (code) => letterOf.get(code)!).join("");
    words.add(word);
  }
  return words;
}
