import { own } from "../design/own.tsx";
import type { components } from "../../../functions/client/schema.ts";
import { Table } from "../design/table.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { ColumnName } from "./column-name.tsx";
import { Histogram } from "./histogram.tsx";
import { datasetsWords } from "./words.ts";

type Column = components["schemas"]["ColumnSummaries"]["columns"][number];

interface ColumnTableProps {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** Columns with their types, gaps, values and distributions. */
export function ColumnTable({ rows, columns }: ColumnTableProps) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  const shown = (text: string, type: Column["type"]): string =>
    type === "number" || type === "integer" ? plain(text, formats.number) : text;
  return (
    <Table
      caption={words.profile}
      rows={columns}
      rowKey={({ name }) => name}
      cards
      columns={[
        {
          key: "name",
          label: words.column,
          cell: (column) => <ColumnName {...column} />,
        },
        {
          key: "gaps",
          label: words.gaps,
          number: true,
          cell: ({ nulls }) =>
            nulls === 0 ? (
              <span className="muted">{words.noGaps}</span>
            ) : (
              `${formats.number(nulls)} (${percentOf(nulls, rows)})`
            ),
        },
        {
          key: "distinct",
          label: words.distinct,
          number: true,
          cell: ({ distinct }) => (distinct === undefined ? "" : formats.number(distinct)),
        },
        { key: "holds", label: words.holds, cell: (column) => <Holds column={column} shown={shown} /> },
        {
          key: "distribution",
          label: words.distribution,
          cell: ({ name, type, bins, lowest = "", highest = "" }) =>
            bins !== undefined && (
              <Histogram bins={bins} label={words.histogram(name, shown(lowest, type), shown(highest, type))} />
            ),
        },
      ]}
    />
  );
}

function Holds({
  column: { type, lowest, highest, median, values, distinct },
  shown,
}: {
  readonly column: Column;
  readonly shown: (text: string, type: Column["type"]) => string;
}) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  if (values !== undefined) {
    const listed = values.map(({ value, rows }) => words.commonValue(value, formats.number(rows))).join(words.listed);
    return <span className="holds">{own(listed + ((distinct ?? 0) > values.length ? `${words.listed}…` : ""))}</span>;
  }
  if (lowest === undefined || highest === undefined) return null;
  if (lowest === highest) return words.oneValue(shown(lowest, type));
  return (
    <div className="nowrap">
      {words.range2(shown(lowest, type), shown(highest, type))}
      {median !== undefined && <div className="small muted">{words.median(formats.number(median))}</div>}
    </div>
  );
}

function percentOf(part: number, whole: number): string {
  const share = (100 * part) / Math.max(1, whole);
  return share > 0 && share < 1 ? "<1%" : `${Math.round(share)}%`;
}

/** A number in the reader's notation; a year and a code stay as they are. */
function plain(text: string, format: (value: number) => string): string {
  return /^-?\d{1,4}$/.test(text) || !Number.isFinite(Number(text)) || text.replaceAll(/\D/g, "").length > 15
    ? text
    : format(Number(text));
}
