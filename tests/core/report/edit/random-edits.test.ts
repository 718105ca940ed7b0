import { expect, test } from "vitest";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import { acceptRequest } from "../../../../functions/core/report/request/accept-request.ts";
import { parseRequest } from "../../../../functions/core/report/request/parse-request.ts";
import { share, tableOf, templateWith } from "../compose/compose-fixture.ts";
import { seeded } from "../dataset/seeded.ts";
import { editAtRandom } from "./edit-at-random.ts";
import { fragments } from "./fragments.ts";
import { attempt, printedBlocks } from "./page-edits.ts";

const soak = process.env["SOAK"] !== undefined;

test("random edits of generated texts change their block as asked, and no other", { timeout: 600_000 }, () => {
  const faults: string[] = [];
  const sum = { done: 0, refused: 0, closed: 0 };
  const random = seeded(7);
  for (let round = 0; round < (soak ? 600 : 40); round++) {
    const chosen = Array.from({ length: 2 + Math.floor(random() * 6) }, () => Math.floor(random() * fragments.length));
    const markdown = [...new Set(chosen)].map((index) => fragments[index]!).join("\n");
    const template = templateWith(markdown);
    const accepted = acceptRequest(parseRequest({ template: "test", parameters: {} }), template, {});
    const report = {
      template,
      accepted,
      tables: new Map([["share", tableOf("share", share)]]),
      locale: localeFor("en"),
    };
    // Fragments may spoil each other.
    if ("refused" in attempt(() => printedBlocks(report))) continue;
    const tally = editAtRandom(report, 8, round);
    faults.push(...tally.faults.map((fault) => `${fault}\n${markdown}`));
    sum.done += tally.done;
    sum.refused += tally.refused;
    sum.closed += tally.closed;
  }

  expect(faults.slice(0, 5)).toEqual([]);
  expect(sum.done).toBeGreaterThan(sum.refused);
});
