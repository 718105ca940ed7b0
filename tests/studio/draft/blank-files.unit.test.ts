import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../functions/render/preview/open-preview-desk.ts";
import { blankFiles } from "../../../studio/src/draft/blank-files.ts";

/** Without quotes, hyphens and full stops, which typography changes. */
const signs = [
  ..."\\`*_[]<>#~^|:$!&{}%@+=()/;,?01aß报",
  "{{",
  "}}",
  "{%",
  "%}",
  "{{ x }}",
  "{% x %}",
  "&amp;",
  "](b)",
  "::",
  ":::",
  "$x$",
  "^a^",
  " ",
];

/** @returns whole numbers from 0 to below a limit, the same each time */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 8) % below;
}

test("a title of any signs is printed as it was typed, in the heading and as the title", async () => {
  const desk = openPreviewDesk(createWorld(new MemoryObjectStore()));
  const random = randomFrom(11);
  const rounds = process.env["SOAK"] === undefined ? 120 : 3_000;
  for (let round = 0; round < rounds; round += 1) {
    const title = `A${Array.from({ length: 1 + random(7) }, () => signs[random(signs.length)]).join("")}z`;
    // Text that looks like a footnote is taken for one that nobody has written, however it is escaped.
    if (/\[\^[^\]]*\]/.test(title)) continue;
    const files = Object.fromEntries(blankFiles(title, "en", "2026-11-30"));
    const {
      state,
      problems,
      title: shown,
      blocks,
    } = await desk.make({
      session: "blank-titles",
      name: "blank",
      base: { kind: "nothing" },
      files,
      parameters: {},
      datasets: {},
      pages: [],
    });
    expect([title, state, problems, shown]).toEqual([title, "current", [], title]);
    expect(blocks.length, title).toBeGreaterThan(1);
  }
});
