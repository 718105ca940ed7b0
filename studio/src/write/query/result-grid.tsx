import { keys } from "../../api/query-keys.ts";
import { own, Own } from "../../design/own.tsx";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { take } from "../../api/take.ts";
import { Button } from "../../design/button.tsx";
import { LoadFailure } from "../../design/load-failure.tsx";
import { useFormats } from "../../words/use-formats.ts";
import { useWords } from "../../words/use-words.tsx";
import { ofPreview } from "../preview/made-again.ts";
import type { Preview } from "../preview/preview.ts";
import { writeWords } from "../words.ts";
import { type DraftChart, draftChart, type ResultColumn } from "./draft-chart.ts";

type Value = string | number | boolean | null;

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
  const formats = useFormats();
  const known = preview.queries.find(({ name }) => name === query);
  const result = useQuery({
    queryKey: keys.previewRows(preview.id, query),
    queryFn: () =>
      ofPreview(preview.id, () =>
        take(api.GET("/previews/{id}/queries/{query}", { params: { path: { id: preview.id, query } } })),
      ),
    enabled: known !== undefined,
    placeholderData: (before, asked) => (asked?.queryKey[2] === query ? before : undefined),
    staleTime: Infinity,
    gcTime: 10_000,
  });
  if (known === undefined) return <p className="write-empty">{words.notRun(query)}</p>;
  const { data, error } = result;
  if (error !== null) return <LoadFailure query={result} />;
  const columns = (data?.columns ?? known.columns) as readonly ResultColumn[];
  const rows = (data?.rows ?? []) as readonly (readonly Value[])[];
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
        <table>
          <thead>
            <tr>
              {columns.map(({ name, type }) => (
                <th key={name} scope="col" className={isNumber(type) ? "number" : undefined}>
                  <Own>{name}</Own>
                  <span className="write-type">{type}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((row, index) => (
              // Rows have no name of their own.
              <tr key={index}>
                {row.map((value, column) => (
                  <td key={columns[column]!.name} className={isNumber(columns[column]!.type) ? "number" : undefined}>
                    {value === null ? (
                      <span className="muted">{words.noValue}</span>
                    ) : typeof value === "number" && columns[column]!.type === "number" ? (
                      formats.number(value)
                    ) : (
                      own(String(value))
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {known.rows > mostRows && <p className="write-empty">{words.moreRows(known.rows - mostRows)}</p>}
      </div>
    </>
  );
}

function isNumber(type: string): boolean {
  return type === "number" || type === "integer";
}
