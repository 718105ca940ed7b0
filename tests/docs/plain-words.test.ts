import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Phrases of translated English, each with what to write instead. */
const translated: ReadonlyMap<RegExp, string> = new Map([
  [
    /\b(is|are|was|were|be|been) told\b(?! apart)/i,
    "say who reports what, and to whom: “the webhook is notified”, “the log says”",
  ],
  [/\bwhat is known of\b/i, "“facts about”, “as far as it is known”"],
  [/\bkept out of mind\b/i, "“ignored”"],
  [/\bbe it\b/i, "“whether … or”, or simply “ready or failed”"],
  [/\b(come|comes|came|coming) into being\b/i, "“is made”"],
  [/\bwhoever\b/i, "name the person or the caller, or “anyone who”"],
  [/\bwhat became of\b/i, "“the state of”, “the result of”"],
  [/\bthereby\b/i, "leave it out"],
  [/\bof which (nobody|one|the first)\b/i, "begin another clause: “and the first …”"],
]);

/** The files with guides, comments and messages. The client's types are made from the messages of others. */
const texts = globSync(
  ["*.md", "docs/**/*.md", "{functions,studio/src,infra,bench}/**/*.{ts,tsx}", "templates/*.json"],
  { cwd: root, exclude: ["**/node_modules/**", "functions/client/schema.ts"] },
).toSorted();

test("guides, comments and messages are free of phrases that read as translated", () => {
  expect(texts.length).toBeGreaterThan(1500);
  const found = texts.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [...translated].flatMap(([phrase, instead]) => {
      const match = phrase.exec(text);
      return match === null
        ? []
        : [`${file}:${text.slice(0, match.index).split("\n").length}: “${match[0]}”: ${instead}`];
    });
  });
  expect(found).toEqual([]);
});
