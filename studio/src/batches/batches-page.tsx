import { keys } from "../api/query-keys.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { LoadedList } from "../design/loaded-list.tsx";
import { PageHead } from "../design/page-head.tsx";
import { Table } from "../design/table.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { BatchState } from "./batch-state.tsx";
import { type Batch, isUnderWay } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** All batches, latest first. */
export function BatchesPage() {
  const words = useWords(batchesWords);
  const formats = useFormats();
  const query = useInfiniteQuery({
    queryKey: keys.batches(),
    queryFn: ({ pageParam }) =>
      take(api.GET("/batches", { params: { query: pageParam === "" ? {} : { after: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ batches }) => batches.some(isUnderWay)) === true ? 2000 : false,
  });
  return (
    <div className="page">
      <PageHead title={words.batches} lead={words.lead}>
        <Link href="/batches/new" className="button primary">
          {words.create}
        </Link>
      </PageHead>
      <LoadedList query={query} items={(page) => page.batches} empty={words.none}>
        {(batches) => (
          <Table<Batch>
            caption={words.batches}
            rows={batches}
            rowKey={({ id }) => id}
            cards
            columns={[
              {
                key: "created",
                label: words.requested,
                cell: ({ id, created }) => (
                  <Link className="nowrap" href={`/batches/${id}`}>
                    {formats.moment(created)}
                  </Link>
                ),
              },
              { key: "template", label: words.template, cell: ({ template }) => template.name },
              { key: "state", label: words.state, cell: (batch) => <BatchState batch={batch} /> },
              {
                key: "rows",
                label: words.rowsLabel,
                number: true,
                cell: ({ counts: { rows } }) => (rows === undefined ? "" : formats.number(rows)),
              },
              { key: "ready", label: words.result, number: true, cell: ({ counts }) => formats.number(counts.ready) },
              {
                key: "failed",
                label: words.failed,
                number: true,
                cell: ({ counts }) =>
                  counts.failed === 0 ? (
                    <span className="muted">0</span>
                  ) : (
                    <span className="failure">{formats.number(counts.failed)}</span>
                  ),
              },
            ]}
          />
        )}
      </LoadedList>
    </div>
  );
}
