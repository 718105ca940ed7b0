import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { contractWords } from "./contract-words.ts";

/** Events that are shown. */
const shownEvents = 3;

interface DatasetContractProps {
  readonly name: string;
  readonly version: string;
}

/** How a dataset holds its contract, how fresh it is, and what happened to it; nothing if it has no contract. */
export function DatasetContract({ name, version }: DatasetContractProps) {
  const words = useWords(contractWords);
  const formats = useFormats();
  const { data } = useQuery({
    queryKey: keys.dataset(name, "checks", version),
    queryFn: () => take(api.GET("/datasets/{name}/checks", { params: { path: { name } } })),
  });
  if (data === undefined) return null;
  const { judged, checks, freshness, events } = data;
  if (judged && checks.length + events.length === 0 && freshness === undefined) return null;
  return (
    <section className="stack" aria-labelledby="contract">
      <h2 id="contract">{words.contract}</h2>
      {!judged && <p className="muted">{words.notJudged}</p>}
      <ul className="lines">
        {checks.map(({ pointer, check, columns, holds, severity, rows, first }) => (
          <li key={pointer}>
            <div>
              <div>{words.checkOf(words[check], columns.join(", "))}</div>
              <div className="small muted">
                {holds
                  ? words.holds
                  : words.breaks(severity === "error", rows === undefined ? "" : formats.number(rows), first?.[0]?.row)}
              </div>
            </div>
          </li>
        ))}
        {freshness !== undefined && (
          <li>
            <div>
              <div>{words.freshFor(freshness.within)}</div>
              <div className="small muted">
                {freshness.stale
                  ? words.staleSince(formats.moment(freshness.due))
                  : words.freshUntil(formats.moment(freshness.due))}
              </div>
            </div>
          </li>
        )}
        {events.slice(0, shownEvents).map(({ type, timestamp }) => (
          <li key={`${type} ${timestamp}`}>
            <div>
              <div>{words[type]}</div>
              <div className="small muted">{formats.moment(timestamp)}</div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
