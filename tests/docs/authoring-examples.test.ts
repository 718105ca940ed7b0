import { expect, test } from "vitest";
import { BroadsheetError, type Problem } from "../../functions/core/errors.ts";
import { layOutReport } from "../../functions/core/report/generate-report.ts";
import { openExample } from "./open-example.ts";
import { examplePages, readExamples, type Example } from "./read-examples.ts";

/** Renders an example and returns the codes of its warnings or problems, as its options list them. */
async function outcomeOf(
  example: Example,
): Promise<{ readonly kind: "warnings" | "error"; readonly found: readonly Problem[] }> {
  try {
    const { accepted, world } = await openExample(example);
    const found: Problem[] = [];
    await layOutReport(accepted, world, (warning) => void found.push(warning));
    return { kind: "warnings", found };
  } catch (error) {
    if (error instanceof BroadsheetError) return { kind: "error", found: error.problems };
    throw error;
  }
}

const examples = examplePages().flatMap(readExamples);

test.each(examples.map((example) => [`docs/${example.page}:${example.line}`, example] as const))(
  "the example %s is set as it stands",
  async (_, example) => {
    const { kind, found } = await outcomeOf(example);
    const { warnings = "", error = "" } = example.options;
    const messages = found.map(({ message, hint }) => `${message}${hint === undefined ? "" : ` (${hint})`}`).join("\n");
    const codes = [...new Set(found.map(({ code }) => code))].toSorted().join(",");
    expect({ kind, codes }, messages).toEqual(
      error === "" ? { kind: "warnings", codes: warnings } : { kind: "error", codes: error },
    );
  },
);

test("the authoring guide has examples", () => {
  expect(examples.length).toBeGreaterThan(15);
});
