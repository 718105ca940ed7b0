import { keys } from "../../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { Button } from "../../design/button.tsx";
import { LoadFailure } from "../../design/load-failure.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Preview } from "../preview/preview.ts";
import { writeWords } from "../words.ts";
import { askRows } from "./ask-rows.ts";
import { type DraftChart, draftChart, type ResultColumn } from "./draft-chart.ts";
import { type ResultRow, ResultTable } from "./result-table.tsx";

interface ResultGridProps {
  readonly preview: Preview;
  readonly query: string;
  /** Names of the charts that exist. */
  readonly charts: readonly string[];
  readonly onOpenQuery: (file: string) => void;
  readonly onDraft: (draft: DraftChart) => void;
}

/** Rows shown; the rest is counted. */
const mostRows = 200;

/** The rows that a query of the preview returned. */
export function ResultGrid({ preview, query, charts, onOpenQuery, onDraft }: ResultGridProps) {
  const words = useWords(writeWords);
  const known = preview.queries.find(({ name }) => name === query);
  const result = useQuery({
    queryKey: keys.previewRows(preview.id, query),
    queryFn: () => askRows(preview.id, query),
    enabled: known !== undefined,
    placeholderData: (before, asked) => (asked?.queryKey[2] === query ? before : undefined),
    staleTime: Infinity,
    gcTime: 10_000,
  });
  if (known === undefined) return <p className="write-empty">{words.notRun(query)}</p>;
  const { data, error } = result;
  if (error !== null) return <LoadFailure query={result} />;
  const columns = (data?.columns ?? known.columns) as readonly ResultColumn[];
  const rows = (data?.rows ?? []) as readonly ResultRow[];
  const draft = data === undefined ? undefined : draftChart(query, columns, rows, charts);
  return (
    <>
      <div className="write-result-head">
        <strong>{query}</strong>
        <span className="muted">{words.rows(known.rows)}</span>
        <Button kind="plain" onClick={() => onOpenQuery(known.file)}>
          {words.openQuery}
        </Button>
        <Button kind="plain" disabled={draft === undefined} onClick={() => draft !== undefined && onDraft(draft)}>
          {words.draftChart}
        </Button>
      </div>
      <div className="write-grid" role="region" aria-label={words.resultOf(query)} tabIndex={0}>
        <ResultTable columns={columns} rows={rows.slice(0, mostRows)} />
        {known.rows > mostRows && <p className="write-empty">{words.moreRows(known.rows - mostRows)}</p>}
      </div>
    </>
  );
}
