import { Own } from "../../design/own.tsx";
import { hintText } from "../../words/problem-words.ts";
import { useLanguage, useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";
import { fixProblem } from "./fix-problem.ts";
import { findingText, type Finding } from "./problem.ts";

interface ProblemsListProps {
  readonly findings: readonly Finding[];
  /** The text of a file, where it has one. */
  readonly textOf: (file: string) => string | undefined;
  readonly onOpen: (finding: Finding) => void;
  readonly onFix: (finding: Finding) => void;
}

/** All problems of the template: errors first, each with its place, its hint and its fix. */
export function ProblemsList({ findings, textOf, onOpen, onFix }: ProblemsListProps) {
  const words = useWords(writeWords);
  const { language } = useLanguage();
  if (findings.length === 0) return <p className="write-empty">{words.noProblems}</p>;
  return (
    <ul className="write-problems">
      {findings.map((finding, index) => {
        const { code, severity, hint, where } = finding;
        const text = where?.file === undefined ? undefined : textOf(where.file);
        return (
          // Problems have no name of their own.
          <li key={`${code} ${index}`} className={severity}>
            <button
              type="button"
              className="write-problem"
              onClick={() => onOpen(finding)}
              disabled={text === undefined}
            >
              <span className="write-code">{severity === "error" ? words.error : words.warning}</span>{" "}
              <Own>{findingText(finding, language)}</Own>
              {hint !== undefined && (
                <span className="muted">
                  {" "}
                  <Own>{hintText({ hint }, language)!}</Own>
                </span>
              )}
              {where?.file !== undefined && (
                <span className="write-where">
                  {[where.file, where.line].filter((part) => part !== undefined).join(":")}
                </span>
              )}
            </button>
            {text !== undefined && fixProblem(finding, text) !== undefined && (
              <button
                type="button"
                className="write-fix"
                onClick={() => onFix(finding)}
                aria-label={words.fixOf(findingText(finding, language))}
              >
                {words.fix}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
