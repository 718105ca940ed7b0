import { keys } from "../api/query-keys.ts";
import { useDeferredValue, useState } from "react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useLocation } from "wouter";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { LoadedList } from "../design/loaded-list.tsx";
import { PageHead } from "../design/page-head.tsx";
import { useHasSources } from "../sources/use-sources.ts";
import { useWords } from "../words/use-words.tsx";
import { DatasetTable } from "./dataset-table.tsx";
import { DropZone } from "./drop-zone.tsx";
import { UploadDialog } from "./upload-dialog.tsx";
import { ViewsWithoutTable } from "./views/views-without-table.tsx";
import { datasetsWords } from "./words.ts";

/** All datasets, and where a file is dropped to become one. */
export function DatasetsPage() {
  const words = useWords(datasetsWords);
  const [, navigate] = useLocation();
  const [file, setFile] = useState<File>();
  const [search, setSearch] = useState("");
  const hasSources = useHasSources();
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const query = useInfiniteQuery({
    queryKey: keys.datasets("search", wanted),
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/datasets", {
          params: {
            query: { ...(pageParam === "" ? {} : { after: pageParam }), ...(wanted === "" ? {} : { search: wanted }) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page">
      <PageHead title={words.datasets} lead={words.lead}>
        {hasSources ? (
          <Link className="button" href="/datasets/~sources">
            {words.sources}
          </Link>
        ) : undefined}
      </PageHead>
      <DropZone label={words.drop} onFile={setFile} />
      {file !== undefined && (
        <UploadDialog
          file={file}
          onClose={() => setFile(undefined)}
          onStored={(name) => navigate(`/datasets/${name}`)}
        />
      )}
      <input
        className="input search-field"
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <LoadedList query={query} items={(page) => page.datasets} empty={wanted === "" ? words.none : words.noneFound}>
        {(datasets) => <DatasetTable datasets={datasets} />}
      </LoadedList>
      <ViewsWithoutTable wanted={wanted} />
    </div>
  );
}
