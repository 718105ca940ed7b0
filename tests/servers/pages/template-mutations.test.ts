import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { compareLines } from "../../../functions/core/service/review/compare-lines.ts";
import { compareMade } from "../../../functions/local/diff/compare-sides.ts";
import { shippedFolders } from "../../../functions/seed/template-folders.ts";
import { noteFigures } from "../../ci/note-figures.ts";
import { runProgram } from "../run-program.ts";
import { seededRandom } from "./chart-fidelity/seeded-random.ts";
import { harmlessEdits } from "./template-mutations/harmless-edits.ts";
import { judgeMutant, type Verdict } from "./template-mutations/judge-mutant.ts";
import { mutateTemplate } from "./template-mutations/mutate-template.ts";
import { openOriginals } from "./template-mutations/open-originals.ts";

/**
 * Changes one place of a shipped template, as a slip would, and asks what `broadsheet diff` says of it. A change must
 * be refused as an error, or reported with the number, text, chart, page or setting that differs; that some part of the
 * file differs does not count. What changes nothing in any case is no change, and is drawn again.
 */
const whole = process.env["SOAK"] !== undefined;
const rounds = Number(process.env["ROUNDS"] ?? (whole ? 1000 : 8));
const originals = await openOriginals();

test(
  `of ${rounds} slips, at least 99% are reported with what differs`,
  async () => {
    const random = seededRandom(Number(process.env["SEED"] ?? 20_261_127));
    const tally: Record<Verdict, number> = { refused: 0, shown: 0, page: 0, declared: 0, missed: 0, same: 0 };
    const missed: string[] = [];
    for (let counted = 0; counted < rounds;) {
      const original = originals[Math.floor(random() * originals.length)]!;
      const mutant = mutateTemplate(original.files, random);
      if (mutant === undefined) continue;
      const [verdict, why] = await judgeMutant(original, mutant);
      tally[verdict]++;
      if (verdict !== "same") counted++;
      if (verdict === "missed") missed.push(`${original.name}/${mutant.what}: ${why}`);
      noteFigures([verdict, `${original.name}/${mutant.what}`, why].join("\t"));
    }
    noteFigures(JSON.stringify(tally));
    expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(rounds * 0.01);
  },
  whole ? 14_400_000 : 600_000,
);

test(
  `of ${rounds} runs of unchanged templates, none is reported`,
  async () => {
    const flagged: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const { name, files, side, made, open } = originals[round % originals.length]!;
      const [edit, edited] = harmlessEdits[Math.floor(round / originals.length) % harmlessEdits.length]!;
      const [wanted, before] = made[Math.floor(round / originals.length / harmlessEdits.length) % made.length]!;
      const again = await open(edited(files));
      const { differences, pages } = await compareMade(before, await again.make(wanted));
      const found = [...differences, ...compareLines(side.declared, again.declared)];
      if (found.length + pages.length > 0)
        flagged.push(
          `${name}, ${edit}, ${wanted.name}: ${JSON.stringify(found)} pages ${pages.map(({ page }) => page).join()}`,
        );
    }
    expect(flagged).toEqual([]);
  },
  whole ? 14_400_000 : 600_000,
);

test("another process, elsewhere in the world, reports no difference between a template and its copy", async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "broadsheet-elsewhere-"));
  for (const [name, folder] of [...shippedFolders].slice(whole ? 0 : -1)) {
    cpSync(folder, join(elsewhere, name), { recursive: true });
    const ran = await runProgram(
      "node",
      [resolve("functions/local/broadsheet.mjs"), "diff", name, join(elsewhere, name)],
      { cwd: elsewhere, env: { TZ: "Pacific/Chatham", LANG: "tr_TR.UTF-8" } },
    );
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("no difference in") });
  }
  rmSync(elsewhere, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
