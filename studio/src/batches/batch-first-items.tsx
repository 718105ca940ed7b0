import { keys } from "../api/query-keys.ts";
import { own } from "../design/own.tsx";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { components } from "../../../functions/client/schema.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { ProblemList } from "../design/problem-list.tsx";
import { Table } from "../design/table.tsx";
import { failureText, useProblemText } from "../words/use-problem-text.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import type { BatchRequest } from "./batch-request.ts";
import { batchesWords } from "./words.ts";

type Preview = components["schemas"]["BatchPreview"];

/** Milliseconds without a change before the first rows are asked for. */
const patience = 400;

/** The first rows of a batch, once the form has not changed for a moment. */
export function useBatchPreview(request: BatchRequest | undefined): UseQueryResult<Preview> {
  const [settled, setSettled] = useState(request);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(request), patience);
    return () => clearTimeout(timer);
  }, [request]);
  return useQuery({
    queryKey: keys.batchPreview(settled),
    queryFn: (): Promise<Preview> => take(api.POST("/batches/preview", { body: settled! })),
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** The first items as they will be: names, values, and what is wrong with a row. */
export function BatchFirstItems({
  preview: { data, error },
  lacking,
  wanted,
}: {
  readonly preview: UseQueryResult<Preview>;
  /** What is to be chosen first. */ readonly lacking: readonly string[];
  readonly wanted: boolean;
}) {
  const words = useWords(batchesWords);
  const formats = useFormats();
  const say = useProblemText();
  if (!wanted) return <p className="muted">{words.toCome(lacking)}</p>;
  if (error !== null) return <ProblemList title={words.notMade} error={error} />;
  if (data === undefined) return null;
  return (
    <div className="stack" aria-live="polite">
      <p className="small muted">{words.firstItems(data.items.length, formats.number(data.rows))}</p>
      <Table<Preview["items"][number]>
        caption={words.items}
        rows={data.items}
        rowKey={({ row }) => String(row)}
        cards
        columns={[
          { key: "row", label: words.row, number: true, cell: ({ row }) => String(row) },
          {
            key: "name",
            label: words.item,
            cell: ({ name, failure }) => (
              <>
                {own(name ?? "–")}
                {failure !== undefined && <div className="small failure">{own(failureText(failure, say))}</div>}
              </>
            ),
          },
          {
            key: "values",
            label: words.map,
            cell: ({ parameters = {} }) =>
              Object.entries(parameters as Readonly<Record<string, unknown>>)
                .map(([parameter, value]) => `${parameter}: ${String(value)}`)
                .join(", "),
          },
        ]}
      />
    </div>
  );
}
