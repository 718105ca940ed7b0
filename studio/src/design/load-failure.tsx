import { isFinal } from "../api/refused-error.ts";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { Button } from "./button.tsx";
import { PageHead } from "./page-head.tsx";
import { ProblemList } from "./problem-list.tsx";

interface LoadFailureProps {
  readonly query: { readonly error: Error | null; readonly refetch?: () => unknown };
  /** Of the page, if nothing else stands on it. */
  readonly title?: string | undefined;
}

/** Why a query has failed, if it has; what may pass can be asked for again. */
export function LoadFailure({ query: { error, refetch }, title }: LoadFailureProps) {
  const common = useWords(commonWords);
  if (error === null) return null;
  const problems = (
    <ProblemList title={common.loadFailed} error={error}>
      {refetch !== undefined && !isFinal(error) && (
        <div>
          <Button onClick={() => void refetch()}>{common.retry}</Button>
        </div>
      )}
    </ProblemList>
  );
  if (title === undefined) return problems;
  return (
    <div className="page">
      <PageHead title={title} />
      {problems}
    </div>
  );
}
