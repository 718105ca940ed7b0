import { Link } from "wouter";
import { Table } from "../design/table.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { BatchState } from "./batch-state.tsx";
import type { Batch } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** Batches, a row each. */
export function BatchTable({ batches }: { readonly batches: readonly Batch[] }) {
  const words = useWords(batchesWords);
  const formats = useFormats();
  return (
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
  );
}
