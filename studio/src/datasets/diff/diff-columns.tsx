import { Own } from "../../design/own.tsx";
import { Table } from "../../design/table.tsx";
import { useFormats } from "../../words/use-formats.ts";
import { useWords } from "../../words/use-words.tsx";
import { ColumnName } from "../column-name.tsx";
import type { Diff } from "./diff.ts";
import { datasetsWords } from "../words.ts";

type Column = Diff["columns"][number];

/** The columns that differ, and in what. */
export function DiffColumns({ columns }: { readonly columns: readonly Column[] }) {
  const words = useWords(datasetsWords);
  const changes = useChanges();
  return (
    <section className="stack">
      <h2>{words.profile}</h2>
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
            key: "change",
            label: words.diffChange,
            cell: (column) =>
              column.change === "changed" ? (
                <ul className="changes">
                  {changes(column).map((change) => (
                    <li key={change}>
                      <Own>{change}</Own>
                    </li>
                  ))}
                </ul>
              ) : (
                words[column.change]
              ),
          },
        ]}
      />
    </section>
  );
}

/** Puts what changed in a column into words. */
function useChanges(): (column: Column) => readonly string[] {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  return ({ changes = {} }) => {
    const { type, nulls, distinct, lowest, highest, came, gone, changedRows } = changes;
    const count = (pair: { readonly from?: number; readonly to?: number }): string =>
      words.became(formats.number(pair.from ?? 0), formats.number(pair.to ?? 0));
    const value = (pair: { readonly from?: string; readonly to?: string }): string =>
      words.became(pair.from ?? words.empty, pair.to ?? words.empty);
    const list = ({ count: all, first }: { readonly count: number; readonly first: readonly string[] }): string =>
      words.someOf(first.slice(0, 5).join(words.listed), formats.number(all), all > 5);
    return [
      ...(type === undefined ? [] : [words.changedType(words[type.from], words[type.to])]),
      ...(changedRows === undefined ? [] : [words.changedRows(changedRows, formats.number(changedRows))]),
      ...(nulls === undefined ? [] : [`${words.gaps}: ${count(nulls)}`]),
      ...(distinct === undefined ? [] : [`${words.distinct}: ${count(distinct)}`]),
      ...(lowest === undefined ? [] : [`${words.lowest}: ${value(lowest)}`]),
      ...(highest === undefined ? [] : [`${words.highest}: ${value(highest)}`]),
      ...(came === undefined ? [] : [`${words.came}: ${list(came)}`]),
      ...(gone === undefined ? [] : [`${words.gone}: ${list(gone)}`]),
    ];
  };
}
