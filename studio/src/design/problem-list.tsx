import { RefusedError } from "../api/refused-error.ts";
import { Notice } from "./notice.tsx";

interface ProblemListProps {
  readonly title: string;
  readonly error: Error;
}

/** What went wrong, in the words of the API: each problem, its place, the values allowed and the hint. */
export function ProblemList({ title, error }: ProblemListProps) {
  const problems = error instanceof RefusedError ? error.problems : [{ code: "error", message: error.message }];
  return (
    <Notice kind="bad" title={title}>
      <ul>
        {problems.map(({ code, message, allowed, hint }, index) => (
          // Problems have no name of their own.
          <li key={`${code}-${index}`}>
            {message}
            {allowed !== undefined && <div className="small">{Array.isArray(allowed) ? allowed.join(", ") : String(allowed)}</div>}
            {hint !== undefined && <div className="small">{hint}</div>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
