import { Link } from "wouter";
import type { SourceSummary } from "../api/datasets/source.ts";
import { Button } from "../design/button.tsx";
import { Table } from "../design/table.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { SourceStatus } from "./source-status.tsx";
import { sourcesWords } from "./words.ts";

interface SourceTableProps {
  readonly sources: readonly SourceSummary[];
  /** The source that is being asked for a refresh. */
  readonly busy: string | undefined;
  readonly onRefresh: (name: string) => void;
}

/** Sources, a row each. */
export function SourceTable({ sources, busy, onRefresh }: SourceTableProps) {
  const words = useWords(sourcesWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  return (
    <Table<SourceSummary>
      caption={words.sources}
      rows={sources}
      rowKey={({ name }) => name}
      cards
      columns={[
        {
          key: "name",
          label: common.name,
          cell: ({ name }) => <Link href={`/datasets/~sources/${name}`}>{name}</Link>,
        },
        {
          key: "from",
          label: words.from,
          cell: ({ connection, engine }) => (
            <>
              {connection}
              <div className="small muted nowrap">{words.engine(engine)}</div>
            </>
          ),
        },
        {
          key: "dataset",
          label: words.dataset,
          cell: ({ name, version }) =>
            version === undefined ? "" : <Link href={`/datasets/${name}`}>{`${name}@${version.slice(0, 8)}`}</Link>,
        },
        { key: "state", label: words.state, cell: (source) => <SourceStatus source={source} /> },
        {
          key: "rows",
          label: words.rows,
          number: true,
          cell: ({ rows }) => (rows === undefined ? "" : formats.number(rows)),
        },
        {
          key: "refreshed",
          label: words.refreshed,
          cell: ({ refreshed }) => (refreshed === undefined ? words.never : formats.moment(refreshed)),
        },
        {
          key: "next",
          label: words.next,
          cell: ({ next }) => (next === undefined ? words.onRequest : formats.moment(next)),
        },
        {
          key: "actions",
          label: words.actions,
          cell: ({ name, state }) => (
            <RefreshButton name={name} busy={busy === name || state === "refreshing"} onRefresh={onRefresh} />
          ),
        },
      ]}
    />
  );
}

interface RefreshButtonProps {
  readonly name: string;
  readonly busy: boolean;
  readonly onRefresh: (name: string) => void;
}

function RefreshButton({ name, busy, onRefresh }: RefreshButtonProps) {
  const words = useWords(sourcesWords);
  return (
    <Button aria-label={words.refreshOf(name)} disabled={busy} onClick={() => onRefresh(name)}>
      {words.refreshNow}
    </Button>
  );
}
