import type { ReactNode } from "react";
import { Own, own } from "./own.tsx";
import { type ProblemEntry, RefusedError } from "../api/refused-error.ts";
import { isUnreachable } from "../api/unreachable-error.ts";
import { commonWords } from "../words/common.ts";
import { hintText, problemText } from "../words/problem-words.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { nearValues } from "./near-values.ts";
import { Notice } from "./notice.tsx";

interface ProblemListProps {
  readonly title: string;
  readonly error: Error;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** What went wrong, in the words of the API: each problem, its place, the values allowed and the hint. */
export function ProblemList({ title, error, children }: ProblemListProps) {
  const { rowOf, allowed: allowedAre, near, unexplained, unreachable } = useWords(commonWords);
  const { language } = useLanguage();
  const problems = problemsOf(error, unexplained, unreachable);
  return (
    <Notice kind="bad" title={title}>
      <ul>
        {problems.map((problem, index) => {
          const { code, allowed } = problem;
          const place = placeOf(problem, rowOf);
          const hint = hintText(problem, language);
          return (
            // Problems have no name of their own.
            <li key={`${code}-${index}`}>
              <Own>{problemText(problem, language)}</Own>
              {place !== "" && <div className="small muted">{own(place)}</div>}
              {allowed !== undefined && <div className="small">{own(allowedInWords(problem))}</div>}
              {hint !== undefined && <div className="small">{own(hint)}</div>}
            </li>
          );
        })}
      </ul>
      {children}
    </Notice>
  );

  function allowedInWords({ seen, allowed }: ProblemEntry): string {
    if (!Array.isArray(allowed)) return allowedAre(String(allowed));
    const named = nearValues(seen, allowed);
    return named.length < allowed.length ? near(named.join(", "), allowed.length) : allowedAre(named.join(", "));
  }
}

/** What a gateway before the API refuses has a status and no details. */
function problemsOf(
  error: Error,
  unexplained: (status: number) => string,
  unreachable: string,
): readonly ProblemEntry[] {
  // What `fetch` throws differs by browser, and says only that nothing came.
  if (!(error instanceof RefusedError))
    return [{ code: "error", message: isUnreachable(error) ? unreachable : error.message }];
  return error.details === undefined ? [{ code: "refused", message: unexplained(error.status) }] : error.problems;
}

/** Where a problem is, as far as its message does not say so: file and line, row of a dataset, member of a request. */
export function placeOf(
  { message, file, line, column, dataset, row, pointer }: ProblemEntry,
  rowOf: (row: number, dataset: string) => string,
): string {
  const at = [file, line, file === undefined ? undefined : column].filter((part) => part !== undefined).join(":");
  const places = [
    file === undefined ? "" : at,
    row === undefined ? (dataset ?? "") : rowOf(row, dataset ?? ""),
    pointer ?? "",
  ];
  return places.filter((place) => place !== "" && !message.includes(place)).join(" · ");
}
