import { Link } from "wouter";
import type { components } from "../../../functions/client/schema.ts";
import { Freshness } from "../design/freshness.tsx";
import { Table } from "../design/table.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

interface DatasetTableProps {
  readonly datasets: Readonly<components["schemas"]["DatasetList"]["datasets"]>;
}

/** Datasets, a row each. */
export function DatasetTable({ datasets }: DatasetTableProps) {
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  return (
    <Table
      caption={words.datasets}
      rows={datasets}
      rowKey={({ name }) => name}
      cards
      columns={[
        {
          key: "name",
          label: common.name,
          cell: ({ name, byOlderReader, freshness }) => (
            <>
              <Link href={`/datasets/${name}`}>{name}</Link>
              <Freshness freshness={freshness} />
              {byOlderReader === true && <div className="small muted">{words.byOlderReader}</div>}
            </>
          ),
        },
        { key: "rows", label: words.rows, number: true, cell: ({ rows }) => formats.number(rows) },
        { key: "size", label: words.size, number: true, cell: ({ bytes }) => formats.bytes(bytes) },
        { key: "format", label: words.format, cell: ({ format }) => format.toUpperCase() },
        { key: "version", label: words.version, cell: ({ version }) => <code>{version.slice(0, 8)}</code> },
      ]}
    />
  );
}
