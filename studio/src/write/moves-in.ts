import { kindOf } from "./files/kind-of.ts";
import { findUses } from "./places/find-uses.ts";
import type { SourcePlace } from "./places/placed-block.ts";
import { type Fix, fixProblem } from "./problems/fix-problem.ts";
import { placeProblem } from "./problems/place-problem.ts";
import type { Finding, TemplateProblem } from "./problems/problem.ts";
import type { DraftChart } from "./query/draft-chart.ts";
import { textsOf } from "./workspace/texts-of.ts";
import type { Workspace } from "./workspace/workspace.ts";
import type { OpenedFile } from "./use-opened-file.ts";

export interface Moves {
  /** To the source of a block that was clicked on a page. */
  readonly toPlace: (place: SourcePlace) => void;
  readonly toProblem: (problem: TemplateProblem) => void;
  readonly fix: (finding: Finding) => void;
  readonly applyFix: (path: string, fix: Fix) => void;
  /** The caret has moved: the pages follow. */
  readonly followCaret: (path: string, line: number) => void;
  /** Writes a chart of a query's rows, and the directive that draws it. */
  readonly draft: (chart: DraftChart) => void;
  /** Writes a directive behind the block of the caret, or at the end of the report. */
  readonly insert: (directive: string) => void;
}

/** How the reader gets from what is shown to its source, and what changes the source for them. */
export function movesIn(workspace: Workspace, opened: OpenedFile): Moves {
  const { path, caret, open, setCaret, setPlaces } = opened;
  const textOf = (file: string): string => workspace.get(file)?.text ?? "";
  const applyFix = (target: string, fix: Fix): void => {
    const before = workspace.get(target)?.text;
    if (before === undefined) return;
    workspace.edit(target, before.slice(0, fix.from) + fix.insert + before.slice(fix.to));
    const at = fix.from + (fix.caret ?? fix.insert.length);
    open(target, { from: at, to: at });
  };
  const insert = (directive: string): void => {
    const report = kindOf(path) === "text" ? path : "report.md";
    const before = textOf(report);
    const at = report === path ? endOfLine(before, caret.line) : before.trimEnd().length;
    const inserted = `${at === 0 ? "" : "\n\n"}${directive}\n`;
    workspace.edit(report, before.slice(0, at) + inserted + before.slice(at));
    const from = at + inserted.indexOf("::");
    open(report, { from, to: from });
    setPlaces([{ file: report, line: textOf(report).slice(0, from).split("\n").length }]);
  };
  return {
    insert,
    toPlace(place) {
      const at = placeProblem({ code: "", message: "", where: place }, textOf(place.file));
      open(place.file, { from: at.from, to: at.from });
      setCaret(place);
      setPlaces([place]);
    },
    toProblem(problem) {
      const target = problem.where?.file;
      if (target !== undefined && workspace.files().has(target)) open(target, placeProblem(problem, textOf(target)));
    },
    fix(finding) {
      const target = finding.where!.file!;
      const fix = fixProblem(finding, textOf(target));
      if (fix !== undefined) applyFix(target, fix);
    },
    applyFix,
    followCaret(target, line) {
      setCaret({ file: target, line });
      setPlaces(kindOf(target) === "text" ? [{ file: target, line }] : findUses(target, textsOf(workspace.files())));
    },
    draft({ path: chart, spec, directive }) {
      workspace.write(chart, new TextEncoder().encode(spec));
      insert(directive);
    },
  };
}

function endOfLine(text: string, line: number): number {
  return text.split("\n").slice(0, line).join("\n").length;
}
