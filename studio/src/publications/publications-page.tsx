import { keys } from "../api/query-keys.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { Loading } from "../design/loading.tsx";
import { More } from "../design/more.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { Status } from "../design/status.tsx";
import { Table } from "../design/table.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { useTriggerWords } from "./trigger-words.ts";
import type { Publication } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

/** All publications: what they are made from, when, and what comes next. */
export function PublicationsPage() {
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  const { when, next } = useTriggerWords();
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: keys.publications(),
    queryFn: ({ pageParam }) =>
      take(api.GET("/publications", { params: { query: pageParam === "" ? {} : { after: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: (page) => afterOf(page.next),
  });
  const publications = data?.pages.flatMap((page) => page.publications);
  return (
    <div className="page">
      <PageHead title={words.publications} lead={words.lead}>
        <Link href="/publications/~new" className="button primary">
          {words.create}
        </Link>
      </PageHead>
      {error !== null && <ProblemList title={common.loadFailed} error={error} />}
      {publications === undefined && error === null && <Loading />}
      {publications?.length === 0 && !hasNextPage && <p className="empty">{words.none}</p>}
      {publications !== undefined && publications.length > 0 && (
        <Table<Publication>
          caption={words.publications}
          rows={publications}
          rowKey={({ name }) => name}
          cards
          columns={[
            { key: "name", label: common.name, cell: ({ name }) => <Link href={`/publications/${name}`}>{name}</Link> },
            {
              key: "when",
              label: words.when,
              cell: (publication) => <div className="sentence">{when(publication)}</div>,
            },
            {
              key: "next",
              label: words.next,
              cell: (publication) =>
                publication.state === "paused" ? (
                  <Status kind="idle">{words.paused}</Status>
                ) : (
                  <span className="nowrap">{next(publication)}</span>
                ),
            },
            { key: "template", label: words.template, cell: ({ template }) => String(template).split("@")[0] },
          ]}
        />
      )}
      <More follows={hasNextPage} onMore={() => void fetchNextPage()} />
    </div>
  );
}
