import { Link } from "wouter";
import { LoadedList } from "../design/loaded-list.tsx";
import { Notice } from "../design/notice.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useWords } from "../words/use-words.tsx";
import { SourceTable } from "./source-table.tsx";
import { useRefresh, useSources } from "./use-sources.ts";
import { sourcesWords } from "./words.ts";

/** All sources: from where their datasets are fetched, and how that went. */
export function SourcesPage() {
  const words = useWords(sourcesWords);
  const query = useSources();
  const refresh = useRefresh();
  const connections = query.data?.pages[0]?.connections;
  return (
    <div className="page">
      <PageHead kicker={<BackToDatasets />} title={words.sources} lead={words.lead}>
        {connections !== undefined && connections.length > 0 ? (
          <Link href="/datasets/~sources/~new" className="button primary">
            {words.newSource}
          </Link>
        ) : undefined}
      </PageHead>
      {connections?.length === 0 && (
        <Notice kind="caution" title={words.noConnectionsTitle}>
          <p>{words.noConnections}</p>
        </Notice>
      )}
      {refresh.error !== null && (
        <ProblemList title={words.notRefreshed(refresh.variables ?? "")} error={refresh.error} />
      )}
      <LoadedList query={query} items={(page) => page.sources} empty={words.none}>
        {(sources) => (
          <SourceTable
            sources={sources}
            busy={refresh.isPending ? refresh.variables : undefined}
            onRefresh={(name) => refresh.mutate(name)}
          />
        )}
      </LoadedList>
    </div>
  );
}

function BackToDatasets() {
  const words = useWords(sourcesWords);
  return <Link href="/datasets">{words.datasets}</Link>;
}
