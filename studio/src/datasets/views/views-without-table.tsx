import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api } from "../../api/client.ts";
import { keys } from "../../api/query-keys.ts";
import { take } from "../../api/take.ts";
import { Status } from "../../design/status.tsx";
import { Table } from "../../design/table.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { datasetsWords } from "../words.ts";

/** Most views that a store has, so that one page holds all. */
const mostViews = 500;

/** Time between the first two looks while a first table is being made, ms; each next one is half as long again. */
const glance = 3000;

/** Most time between two looks, ms. */
const longest = 60_000;

/**
 * The views whose first table is not made yet, or cannot be made: they are no datasets so far. Nothing if there are
 * none.
 *
 * @param wanted part of the name, in small letters
 */
export function ViewsWithoutTable({ wanted }: { readonly wanted: string }) {
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  const { data = [] } = useQuery({
    queryKey: keys.datasets("views-without-table"),
    queryFn: async () => {
      const { views } = await take(api.GET("/views", { params: { query: { limit: mostViews } } }));
      return views.filter(({ version }) => version === undefined);
    },
    // One that waits for another is made after it, or never.
    refetchInterval: ({ state: { data: seen, dataUpdateCount } }) =>
      seen?.some(({ state, waitsFor }) => state === "behind" && waitsFor.length === 0) === true
        ? Math.min(longest, glance * 1.5 ** Math.max(0, dataUpdateCount - 1))
        : false,
  });
  const shown = data.filter(({ name }) => name.includes(wanted));
  if (shown.length === 0) return null;
  return (
    <section className="stack">
      <h2>{words.withoutTable}</h2>
      <p className="muted">{words.withoutTableLead}</p>
      <Table
        caption={words.withoutTable}
        rows={shown}
        rowKey={({ name }) => name}
        cards
        columns={[
          {
            key: "name",
            label: common.name,
            cell: ({ name }) => <Link href={`/datasets/${name}/view`}>{name}</Link>,
          },
          { key: "sources", label: words.madeFrom, cell: ({ sources }) => sources.join(words.listed) },
          {
            key: "state",
            label: words.viewState,
            cell: ({ state, waitsFor }) =>
              waitsFor.length > 0 && state !== "failed" ? (
                <Status kind="idle">{words.firstWaits(waitsFor.join(words.listed))}</Status>
              ) : (
                <Status kind={state === "failed" ? "bad" : "busy"}>
                  {state === "failed" ? words.firstFailed : words.firstMade}
                </Status>
              ),
          },
        ]}
      />
    </section>
  );
}
