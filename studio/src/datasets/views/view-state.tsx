import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { keys } from "../../api/query-keys.ts";
import { readView, refreshView } from "../../api/datasets/view.ts";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import { own } from "../../design/own.tsx";
import { problemText } from "../../words/problem-words.ts";
import { useLanguage, useWords } from "../../words/use-words.tsx";
import { datasetsWords } from "../words.ts";

/** Time between two looks at a view whose table is being made, ms. */
const glance = 3000;

/** From what a view is made, and whether it is current. */
export function ViewState({ name }: { readonly name: string }) {
  const words = useWords(datasetsWords);
  const { language } = useLanguage();
  const queries = useQueryClient();
  const { data: view } = useQuery({
    queryKey: keys.dataset(name, "view"),
    queryFn: () => readView(name),
    refetchInterval: ({ state }) => (state.data?.state === "behind" ? glance : false),
  });
  const refresh = useMutation({
    mutationFn: () => refreshView(name),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.dataset(name) }),
  });
  if (view === undefined || view === null) return null;
  const { state, sources, waitsFor, problems = [] } = view;
  const title = { current: words.viewCurrent, behind: words.viewBehind, failed: words.viewFailed }[state];
  return (
    <Notice kind={state === "current" ? "good" : "caution"} title={title}>
      <p>
        {words.madeFrom}{" "}
        {sources.map((source, index) => (
          <span key={source}>
            {index > 0 && words.listed}
            <Link href={`/datasets/${source}`}>{source}</Link>
          </span>
        ))}
      </p>
      {waitsFor.length > 0 && <p>{words.waitsFor(waitsFor.join(words.listed))}</p>}
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.message}`}>{own(problemText(problem, language))}</li>
          ))}
        </ul>
      )}
      {state === "failed" && (
        <div>
          <Button disabled={refresh.isPending} onClick={() => refresh.mutate()}>
            {words.refreshView}
          </Button>
        </div>
      )}
      {refresh.error !== null && <ProblemList title={words.viewNotSaved} error={refresh.error} />}
    </Notice>
  );
}
