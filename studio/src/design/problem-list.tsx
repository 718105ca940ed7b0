import { type ProblemEntry, RefusedError } from "../api/refused-error.ts";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { Notice } from "./notice.tsx";

interface ProblemListProps {
  readonly title: string;
  readonly error: Error;
}

/** What went wrong, in the words of the API: each problem, its place, the values allowed and the hint. */
export function ProblemList({ title, error }: ProblemListProps) {
  const { rowOf, allowed: allowedAre, unexplained } = useWords(commonWords);
  const problems = problemsOf(error, unexplained);
  return (
    <Notice kind="bad" title={title}>
      <ul>
        {problems.map((problem, index) => {
          const { code, message, allowed, hint } = problem;
          const place = placeOf(problem, rowOf);
          return (
            // Problems have no name of their own.
            <li key={`${code}-${index}`}>
              {message}
              {place !== "" && <div className="small muted">{place}</div>}
              {allowed !== undefined && (
                <div className="small">{allowedAre(Array.isArray(allowed) ? allowed.join(", ") : String(allowed))}</div>
              )}
              {hint !== undefined && <div className="small">{hint}</div>}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** What a gateway before the API refuses has a status and no details. */
function problemsOf(error: Error, unexplained: (status: number) => string): readonly ProblemEntry[] {
  if (!(error instanceof RefusedError)) return [{ code: "error", message: error.message }];
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
