import { expect, test } from "vitest";
import { compareMade } from "../../functions/local/diff/compare-sides.ts";
import { openFiles } from "../../functions/local/diff/open-side.ts";
import type { Case, Made } from "../../functions/local/diff/side.ts";
import { BroadsheetError } from "../../functions/core/errors.ts";
import { compareContent, namesInputs } from "../../functions/proof/compare-content.ts";
import { PdfReader } from "../../functions/proof/reader/pdf-reader.ts";
import { readTemplateFolder } from "../../functions/seed/read-template-folder.ts";
import { shippedFolders } from "../../functions/seed/template-folders.ts";
import { seededRandom } from "./chart-fidelity/seeded-random.ts";
import { mutateTemplate } from "./template-mutations/mutate-template.ts";

/**
 * Changes one place of a shipped template, as a slip would, and asks what `broadsheet diff` says of it. A change must
 * be reported with the number, text, chart or page that differs; a difference of bytes alone does not count.
 */
const whole = process.env["SOAK"] !== undefined;
const rounds = whole ? 1000 : 10;
const names = [...shippedFolders.keys()];

const originals = new Map(await Promise.all(names.map(async (name) => {
  const files = readTemplateFolder(shippedFolders.get(name)!);
  const side = await openFiles(name, files, name);
  const cases = side.cases.filter((wanted) => wanted.name.startsWith("defaults"));
  const made: (readonly [Case, Made])[] = [];
  for (const wanted of cases) made.push([wanted, await side.make(wanted)]);
  return [name, { files, made }] as const;
})));

test(`of ${rounds} slips, at least 99% are reported with what differs`, async () => {
  const random = seededRandom(20_261_127);
  const tally = { reported: 0, refused: 0, same: 0 };
  const missed: string[] = [];
  while (tally.reported + tally.refused + missed.length < rounds) {
    const name = names[Math.floor(random() * names.length)]!;
    const { files, made } = originals.get(name)!;
    const mutant = mutateTemplate(files, random);
    if (mutant === undefined) continue;
    const verdict = await judge(name, mutant.files, made);
    if (verdict === "missed") missed.push(`${name}/${mutant.what}`);
    else tally[verdict]++;
  }
  process.stderr.write(`${JSON.stringify(tally)} missed ${missed.length}\n${missed.map((line) => `  ${line}\n`).join("")}`);
  expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(rounds * 0.01);
}, whole ? 14_400_000 : 600_000);

test(`of ${rounds} runs of unchanged templates, none is reported`, async () => {
  const flagged: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const name = names[round % names.length]!;
    const { files, made } = originals.get(name)!;
    const [wanted, before] = made[Math.floor(round / names.length) % made.length]!;
    const { differences, pages } = await compareMade(before, await (await openFiles("again", files, name)).make(wanted));
    if (differences.length + pages.length > 0) flagged.push(`${name} ${wanted.name}: ${JSON.stringify(differences)}`);
  }
  expect(flagged).toEqual([]);
}, whole ? 14_400_000 : 600_000);

/**
 * `reported`: with what differs. `refused`: the template is an error, by file and line. `same`: its reports are the
 * same file.
 */
async function judge(name: string, files: Parameters<typeof openFiles>[1], made: readonly (readonly [Case, Made])[]): Promise<"reported" | "refused" | "same" | "missed"> {
  let differs = false;
  try {
    const side = await openFiles("mutant", files, name);
    for (const [wanted, before] of made) {
      const after = await side.make(wanted);
      if ("problems" in after) return after.problems.every(({ message }) => message !== "") ? "refused" : "missed";
      if (isSameFile(before, after)) continue;
      differs = true;
      const { differences, pages } = await compareMade(before, after);
      if (pages.length > 0 || differences.some(({ kind }) => kind !== "file")) return "reported";
    }
  } catch (error) {
    if (error instanceof BroadsheetError && !error.transient) return "refused";
    throw error;
  }
  return differs ? "missed" : "same";
}

function isSameFile(before: Made, after: Made): boolean {
  if ("problems" in before || "problems" in after) return false;
  return compareContent(new PdfReader(before.pdf), new PdfReader(after.pdf)).every(({ name: part }) => namesInputs(part ?? ""));
}
