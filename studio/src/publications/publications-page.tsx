import { keys } from "../api/query-keys.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { LoadedList } from "../design/loaded-list.tsx";
import { PageHead } from "../design/page-head.tsx";
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
  const query = useInfiniteQuery({
    queryKey: keys.publications(),
    queryFn: ({ pageParam }) =>
      take(api.GET("/publications", { params: { query: pageParam === "" ? {} : { after: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: (page) => afterOf(page.next),
  });
  return (
    <div className="page">
      <PageHead title={words.publications} lead={words.lead}>
        <Link href="/publications/~new" className="button primary">
          {words.create}
        </Link>
      </PageHead>
      <LoadedList query={query} items={(page) => page.publications} empty={words.none}>
        {(publications) => (
          <Table<Publication>
            caption={words.publications}
            rows={publications}
            rowKey={({ name }) => name}
            cards
            columns={[
              {
                key: "name",
                label: common.name,
                cell: ({ name }) => <Link href={`/publications/${name}`}>{name}</Link>,
              },
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
      </LoadedList>
    </div>
  );
}
