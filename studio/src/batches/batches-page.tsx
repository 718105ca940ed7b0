import { keys } from "../api/query-keys.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { LoadedList } from "../design/loaded-list.tsx";
import { PageHead } from "../design/page-head.tsx";
import { useWords } from "../words/use-words.tsx";
import { BatchTable } from "./batch-table.tsx";
import { isUnderWay } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** All batches, latest first. */
export function BatchesPage() {
  const words = useWords(batchesWords);
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
        {(batches) => <BatchTable batches={batches} />}
      </LoadedList>
    </div>
  );
}
