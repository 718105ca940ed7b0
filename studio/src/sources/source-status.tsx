import { own } from "../design/own.tsx";
import { Status } from "../design/status.tsx";
import type { SourceSummary } from "../api/datasets/source.ts";
import { problemText } from "../words/problem-words.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { sourcesWords } from "./words.ts";

const kinds = { waiting: "busy", refreshing: "busy", ready: "good", failed: "bad" } as const;

/** How the last refresh went, in a word, and why it failed. */
export function SourceStatus({ source: { state, problems = [] } }: { readonly source: SourceSummary }) {
  const words = useWords(sourcesWords);
  const { language } = useLanguage();
  return (
    <>
      <Status kind={kinds[state]}>{words[state]}</Status>
      {problems.map((problem) => (
        <div key={`${problem.code} ${problem.message}`} className="small">
          {own(problemText(problem, language))}
        </div>
      ))}
    </>
  );
}
