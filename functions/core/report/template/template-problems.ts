import { BroadsheetError, type Problem } from "../../errors.ts";

/** Collects the faults of a template, so that its author sees all of them at once. */
export interface TemplateProblems {
  add(problem: Problem): void;
  count(): number;
  /** @throws BroadsheetError `invalid-template` with every problem, by file and line, if there is one */
  throwAny(): void;
}

/** Problems that are collected from the beginning. `list` returns them in their order. */
export function collectProblems(): TemplateProblems & { list(): readonly Problem[] } {
  const problems: Problem[] = [];
  return {
    add: (problem) => {
      problems.push(problem);
    },
    count: () => problems.length,
    list: () => problems,
    throwAny: () => {
      if (problems.length > 0) throw new BroadsheetError("invalid-template", problems.sort(byPlace));
    },
  };
}

function byPlace(a: Problem, b: Problem): number {
  const [fileA, fileB] = [a.where?.file ?? "", b.where?.file ?? ""];
  if (fileA !== fileB) return fileA < fileB ? -1 : 1;
  return (a.where?.line ?? 0) - (b.where?.line ?? 0) || (a.where?.column ?? 0) - (b.where?.column ?? 0);
}
