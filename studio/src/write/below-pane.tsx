import { useWords } from "../words/use-words.tsx";
import type { Preview } from "./preview/preview.ts";
import type { Finding, TemplateProblem } from "./problems/problem.ts";
import { ProblemsList } from "./problems/problems-list.tsx";
import type { DraftChart } from "./query/draft-chart.ts";
import { ResultGrid } from "./query/result-grid.tsx";
import { passedOf } from "./tests/test-run.ts";
import { TestsList } from "./tests/tests-list.tsx";
import { useTests } from "./tests/use-tests.ts";
import { writeWords } from "./words.ts";

export type Below = "problems" | "result" | "tests";

interface BelowPaneProps {
  readonly shown: Below;
  readonly onShow: (shown: Below) => void;
  readonly findings: readonly Finding[];
  readonly textOf: (file: string) => string | undefined;
  readonly onFinding: (finding: Finding) => void;
  readonly onFix: (finding: Finding) => void;
  /** Opens the place in a test that a problem names. */
  readonly onTest: (problem: TemplateProblem) => void;
  readonly preview: Preview | undefined;
  /** Whether a newer preview is being made. */
  readonly busy: boolean;
  /** The query whose rows are shown. */
  readonly query: string | undefined;
  readonly charts: readonly string[];
  readonly onOpenQuery: (file: string) => void;
  readonly onDraft: (draft: DraftChart) => void;
}

/** What stands below the source: the problems of the template, the rows of a query, or its tests. */
export function BelowPane({
  shown,
  onShow,
  findings,
  textOf,
  onFinding,
  onFix,
  onTest,
  preview,
  busy,
  query,
  charts,
  onOpenQuery,
  onDraft,
}: BelowPaneProps) {
  const words = useWords(writeWords);
  const tests = useTests();
  const labels: readonly (readonly [Below, string])[] = [
    ["problems", preview === undefined ? words.problemsTab : words.problems(findings.length)],
    ["result", query === undefined ? words.result : words.resultOf(query)],
    [
      "tests",
      tests.last === undefined || tests.last.tests.length === 0
        ? words.tests
        : words.testsPassed(passedOf(tests.last), tests.last.tests.length),
    ],
  ];
  return (
    <div className="write-below">
      <div role="tablist" aria-label={words.below} className="write-tabs">
        {labels.map(([tab, label]) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-controls="below"
            aria-selected={shown === tab}
            onClick={() => onShow(tab)}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="below" aria-labelledby={`tab-${shown}`} className="write-below-body">
        {shown === "problems" && preview === undefined ? (
          <p className="write-empty">{words.notChecked}</p>
        ) : shown === "problems" ? (
          <ProblemsList findings={findings} textOf={textOf} onOpen={onFinding} onFix={onFix} />
        ) : shown === "tests" ? (
          <TestsList tests={tests} preview={preview?.id} busy={busy} onOpen={onTest} />
        ) : preview === undefined || query === undefined ? (
          <p className="write-empty">{words.noQuery}</p>
        ) : (
          <ResultGrid preview={preview} query={query} charts={charts} onOpenQuery={onOpenQuery} onDraft={onDraft} />
        )}
      </div>
    </div>
  );
}
