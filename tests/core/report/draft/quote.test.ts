import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { draftTableOf } from "../../../../functions/core/report/draft/door/draft-template.ts";
import { totalName } from "../../../../functions/core/report/draft/look/look-for-totals.ts";
import { quotePattern } from "../../../../functions/core/report/draft/quote.ts";
import { keepSessions } from "../../../../functions/core/report/query/session/keep-sessions.ts";
import { escapeLetters } from "../../../../functions/local/start/escape-letters.ts";
import { openBytes } from "./open-table.ts";

/** The expression as a bundle has it, where letters beyond ASCII are written by their numbers. */
function bundled(pattern: RegExp): RegExp {
  const [, source = "", flags = ""] = /^\/(.*)\/([a-z]*)$/s.exec(escapeLetters(String(pattern)))!;
  return new RegExp(source, flags);
}

test("a pattern is the same for the database, whether it was bundled or not", () => {
  expect(bundled(totalName).source).toContain(String.raw`\u5408`);
  expect(quotePattern(bundled(totalName), "(?i)")).toBe(quotePattern(totalName, "(?i)"));
  const signs = [..."aZ0 '≤≥合计é‘’–\u00a0ß😀"];
  let state = 5;
  for (let round = 0; round < 200; round += 1) {
    const text = Array.from({ length: 6 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return signs[(state >>> 8) % signs.length];
    }).join("");
    const pattern = new RegExp(`^(${text})$`);
    expect(quotePattern(bundled(pattern)), text).toBe(quotePattern(pattern));
  }
});

test("the database takes a bundled pattern", async () => {
  const { dataset } = await openBytes(Buffer.from("name\n合计\n北京\n"), "csv", "names");
  const sessions = keepSessions();
  try {
    const { ask } = draftTableOf(dataset, "names", sessions, openScratchFolder);
    const matches = `regexp_matches(name, ${quotePattern(bundled(totalName), "(?i)")})`;
    expect(await ask(`SELECT name FROM records WHERE ${matches}`)).toEqual([{ name: "合计" }]);
  } finally {
    await sessions.close();
  }
});
