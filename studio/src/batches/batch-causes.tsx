import { keys } from "../api/query-keys.ts";
import { Own, own } from "../design/own.tsx";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { useFormats } from "../words/use-formats.ts";
import { problemText } from "../words/problem-words.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { groupCauses } from "./group-causes.ts";
import { type Batch, isUnderWay } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** Failed rows that are read for their causes. */
const mostRead = 1000;

/** Values that are named of a cause. */
const mostSeen = 8;

/** The first failed rows of a batch that has ended; nothing is asked where none failed. */
export function useFailedItems(batch: Batch | undefined) {
  return useQuery({
    queryKey: keys.batch(batch?.id, "causes", batch?.generation),
    queryFn: () =>
      take(
        api.GET("/batches/{id}/items", {
          params: { path: { id: batch!.id }, query: { limit: mostRead, state: "failed" } },
        }),
      ),
    enabled: batch !== undefined && !isUnderWay(batch) && batch.counts.failed > 0,
  });
}

/** Why rows of a batch failed: each cause once, with the number of its rows and the values that were refused. */
export function BatchCauses({ batch }: { readonly batch: Batch }) {
  const { counts } = batch;
  const words = useWords(batchesWords);
  const { number } = useFormats();
  const { language } = useLanguage();
  const { data } = useFailedItems(batch);
  if (counts.failed === 0 || data === undefined) return null;
  const causes = groupCauses(data.items);
  return (
    <section className="stack">
      <h2>{words.causes}</h2>
      {counts.failed > mostRead && <p className="small muted">{words.ofTheFirst(number(mostRead))}</p>}
      <ul className="lines causes">
        {causes.map(({ problem, rows, seen }) => (
          <li key={`${problem.code} ${problem.message}`}>
            <div>
              <Own>{problemText(problem, language)}</Own>
              {seen.length > 0 && (
                <div className="small muted">
                  {own(seen.slice(0, mostSeen).join(words.listed))}
                  {seen.length > mostSeen && `${words.listed}${words.andMore(number(seen.length - mostSeen))}`}
                </div>
              )}
            </div>
            <strong className="nowrap">{words.rowCount(rows, number(rows))}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
