import { compareLines } from "../../core/service/review/compare-lines.ts";
import { compareShown } from "../../core/service/review/compare-shown.ts";
import type { Difference } from "../../core/service/review/difference.ts";
import type { Problem } from "../../core/errors.ts";
import { bareMessage } from "../../core/wording/bare-message.ts";
import { compareContent, namesInputs } from "../../proof/compare-content.ts";
import { PdfReader } from "../../proof/reader/pdf-reader.ts";
import { comparePages } from "./compare-pages.ts";
import { declaringFile } from "./declared-lines.ts";
import type { ComparedCase, Comparison } from "./comparison.ts";
import type { Case, Made, Side } from "./side.ts";

/**
 * Renders both sides in every case and compares what they show, page by page too. If the templates declare different
 * things, these come first, as a case of their own.
 *
 * @param cases default: those that the sides suggest; a case of the same name is the second side's
 * @throws BroadsheetError `unavailable`
 */
export async function compareSides(before: Side, after: Side, cases?: readonly Case[]): Promise<Comparison> {
  const all = cases ?? [...new Map([...before.cases, ...after.cases].map((wanted) => [wanted.name, wanted])).values()];
  const compared: ComparedCase[] = [];
  // One after the other: renders of one process share Vega's globals.
  for (const wanted of all)
    compared.push({ name: wanted.name, ...(await compareMade(await before.make(wanted), await after.make(wanted))) });
  const declared = compareLines(before.declared, after.declared);
  return {
    before: before.label,
    after: after.label,
    cases: [...(declared.length === 0 ? [] : [{ name: declaringFile, differences: declared, pages: [] }]), ...compared],
  };
}

/** Compares what two sides made of one case. */
export async function compareMade(before: Made, after: Made): Promise<Omit<ComparedCase, "name">> {
  if ("problems" in before || "problems" in after) return { differences: compareProblems(before, after), pages: [] };
  const differences = compareShown(before.shown, after.shown);
  const pages = await comparePages(before.pdf, after.pdf);
  if (differences.length + pages.length > 0) return { differences, pages };
  return { differences: compareFiles(before.pdf, after.pdf), pages };
}

function compareProblems(before: Made, after: Made): Difference[] {
  const [was, is] = [before, after].map((made) =>
    "problems" in made ? made.problems.map(describe).join("; ") : "rendered",
  );
  return was === is ? [] : [{ kind: "error", place: "the report", before: was!, after: is! }];
}

function describe(problem: Problem): string {
  const { file, line } = problem.where ?? {};
  return `${bareMessage(problem)}${file === undefined ? "" : ` (${[file, line].filter((part) => part !== undefined).join(":")})`}`;
}

/** What differs in the files although nothing that they show does, such as tags or attached files. */
function compareFiles(before: Uint8Array, after: Uint8Array): Difference[] {
  return compareContent(new PdfReader(before), new PdfReader(after))
    .filter(({ name }) => !namesInputs(name ?? ""))
    .map(({ name }) => ({ kind: "file", place: name ?? "the file" }));
}
