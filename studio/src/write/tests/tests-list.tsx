import { Button } from "../../design/button.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import { Status } from "../../design/status.tsx";
import { hintText } from "../../words/problem-words.ts";
import { useLanguage, useWords } from "../../words/use-words.tsx";
import { findingText, type TemplateProblem } from "../problems/problem.ts";
import { writeWords } from "../words.ts";
import { passedOf } from "./test-run.ts";
import type { Tests } from "./use-tests.ts";
import { valueInWords } from "./value-in-words.ts";

interface TestsListProps {
  readonly tests: Tests;
  /** The preview of the files as they stand here. */
  readonly preview: string | undefined;
  /** Whether newer files are on their way. */
  readonly busy: boolean;
  readonly onOpen: (problem: TemplateProblem) => void;
}

/** The template's tests: a button that runs them, and of each what was expected and what was seen. */
export function TestsList({ tests: { run, running, last, failure }, preview, busy, onOpen }: TestsListProps) {
  const words = useWords(writeWords);
  return (
    <>
      <div className="write-result-head">
        <Button
          kind="plain"
          disabled={preview === undefined || busy || running}
          onClick={() => preview !== undefined && run(preview)}
        >
          {words.runTests}
        </Button>
        <span role="status">
          {running
            ? words.runningTests
            : last !== undefined && last.tests.length > 0
              ? words.testsPassed(passedOf(last), last.tests.length)
              : ""}
        </span>
        {last !== undefined && !running && !busy && last.preview !== preview && (
          <span className="muted">{words.testsOld}</span>
        )}
      </div>
      {failure !== null && <ProblemList title={words.testsFailed} error={failure} />}
      {last === undefined ? (
        failure === null && <p className="write-empty">{words.testsLead}</p>
      ) : last.tests.length + last.problems.length === 0 ? (
        <p className="write-empty">{words.noTests}</p>
      ) : (
        <ul className="write-problems write-tests">
          {last.problems.map((problem, index) => (
            // Problems have no name of their own.
            <li key={`${problem.code} ${index}`} className="error">
              <TestProblem problem={problem} onOpen={onOpen} />
            </li>
          ))}
          {last.tests.map(({ file, title, problems }) => (
            <li key={file} className={problems.length === 0 ? "passed" : "error"}>
              <p>
                <Status kind={problems.length === 0 ? "good" : "bad"}>
                  {problems.length === 0 ? words.passed : words.failed}
                </Status>{" "}
                {title} <span className="write-where">{file}</span>
              </p>
              {problems.map((problem, index) => (
                <TestProblem key={`${problem.code} ${index}`} problem={problem} onOpen={onOpen} />
              ))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function TestProblem({
  problem,
  onOpen,
}: {
  readonly problem: TemplateProblem;
  readonly onOpen: (problem: TemplateProblem) => void;
}) {
  const words = useWords(writeWords);
  const { language } = useLanguage();
  const { seen, allowed, hint, where } = problem;
  const values = [
    [words.expected, allowed],
    [words.seen, seen],
  ] as const;
  return (
    <button
      type="button"
      className="write-problem"
      onClick={() => onOpen(problem)}
      disabled={where?.file === undefined}
    >
      {findingText(problem, language)}
      {hint !== undefined && <span className="muted"> {hintText({ hint }, language)}</span>}
      {where?.file !== undefined && (
        <span className="write-where">{[where.file, where.line].filter((part) => part !== undefined).join(":")}</span>
      )}
      {values.map(
        ([label, value]) =>
          value !== undefined && (
            <span key={label} className="write-value">
              <span className="muted">{label}</span> {valueInWords(value)}
            </span>
          ),
      )}
    </button>
  );
}
