import type { SeenSource } from "../api/datasets/source.ts";
import { Notice } from "../design/notice.tsx";
import { own } from "../design/own.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useProblemText } from "../words/use-problem-text.ts";
import { useWords } from "../words/use-words.tsx";
import { sourcesWords } from "./words.ts";

const kinds = { waiting: "plain", refreshing: "plain", ready: "good", failed: "caution" } as const;

/** How the last refresh of a source went, what it brought, and when the next comes. */
export function SourceState({ source }: { readonly source: SeenSource }) {
  const words = useWords(sourcesWords);
  const say = useProblemText();
  const { state, problems = [], changed } = source;
  const title = {
    waiting: words.waitingTitle,
    refreshing: words.refreshingTitle,
    ready: words.readyTitle,
    failed: words.failedTitle,
  }[state];
  return (
    <div className="stack">
      <div role="status">
        <Notice kind={kinds[state]} title={title}>
          {state === "ready" && <p>{changed === true ? words.changedLead : words.sameLead}</p>}
          {state === "refreshing" && problems.length > 0 && <p>{words.attemptFailed}</p>}
          {problems.length > 0 && (
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.code} ${problem.message}`}>{own(say(problem))}</li>
              ))}
            </ul>
          )}
        </Notice>
      </div>
      <Facts source={source} />
    </div>
  );
}

function Facts({ source }: { readonly source: SeenSource }) {
  const words = useWords(sourcesWords);
  const formats = useFormats();
  const { connection, engine, rows, bytes, refreshed, next } = source;
  const facts: readonly (readonly [string, string])[] = [
    [words.from, `${connection} · ${words.engine(engine)}`],
    [words.refreshed, refreshed === undefined ? words.never : formats.moment(refreshed)],
    ...(rows === undefined ? [] : [[words.rows, formats.number(rows)] as const]),
    ...(bytes === undefined ? [] : [[words.fetchedBytes, formats.bytes(bytes)] as const]),
    [words.next, next === undefined ? words.onRequest : formats.moment(next)],
  ];
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{own(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
