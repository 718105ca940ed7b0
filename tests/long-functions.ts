/**
 * Files that may hold a function beyond the limits of `.oxlintrc.json` (60 lines, complexity 25), each with its reason.
 * At most fifteen; `lint.test.ts` compares them with the linter's overrides.
 */
export const longFunctions: Readonly<Record<string, string>> = {
  "functions/core/report/layout/text/unicode-breaks.ts":
    "the rules of UAX 14 (LB4 to LB30b) in their order: each asks for what the ones before it have left",
  "functions/core/report/fonts/outlines/walk-charstring.ts":
    "the interpreter of a format: one case for each operator of Type 2 charstrings, which share the stack and the pen",
  "functions/core/service/batch/output/volume/bind-report.ts":
    "takes over a dozen entries of a report's catalogue, in the order in which the volume needs them",
};

/** Folders that are still being brought to the limits: their overrides stand at their worst function of today. */
export const onTheWay: readonly string[] = ["functions/core/**"];
