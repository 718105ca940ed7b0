import { Own } from "../design/own.tsx";
import type { Report } from "../api/report.ts";
import { problemText } from "../words/problem-words.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { reportWords } from "./words.ts";

/** What the reader of a report should know, folded up. */
export function ReportWarnings({ warnings }: { readonly warnings: NonNullable<Report["warnings"]> }) {
  const words = useWords(reportWords);
  const { language } = useLanguage();
  return (
    <details className="notice caution">
      <summary>{words.warnings(warnings.length)}</summary>
      <ul>
        {warnings.map((warning, index) => {
          const { code, file, line } = warning;
          return (
            // Warnings have no name of their own.
            <li key={`${code}-${index}`}>
              <Own>{problemText(warning, language)}</Own>
              {file !== undefined && (
                <span className="muted small">
                  {" "}
                  {file}
                  {line !== undefined && `:${line}`}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
