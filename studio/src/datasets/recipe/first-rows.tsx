import { keys } from "../../api/query-keys.ts";
import { Own } from "../../design/own.tsx";
import { useQuery } from "@tanstack/react-query";
import { runQuery } from "../../api/datasets/run-query.ts";
import { Loaded } from "../../design/loaded.tsx";
import { Table } from "../../design/table.tsx";
import { useFormats } from "../../words/use-formats.ts";
import { useWords } from "../../words/use-words.tsx";
import { datasetsWords } from "../words.ts";

interface FirstRowsProps {
  readonly name: string;
  readonly version: string;
  /** Rows of the dataset. */
  readonly total: number;
  /** Whether what stands above has come: until then they would only be pushed about. */
  readonly shown: boolean;
}

interface NumberedRow {
  readonly row: number;
  readonly values: readonly (string | number | boolean | null)[];
}

/** Rows that are shown. */
const most = 20;

/** The first rows of a version, as they are stored. */
export function FirstRows({ name, version, total, shown }: FirstRowsProps) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  const query = useQuery({
    queryKey: keys.dataset(name, "rows", version),
    queryFn: () => runQuery(`SELECT * FROM data LIMIT ${most}`, { data: `${name}@${version}` }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    // What stands below begins beyond the window until they are here.
    <Loaded query={query} ready={shown} waiting={<div className="table-to-come" />}>
      {({ rows, columns }) => (
        <section className="stack">
          <h2>
            {words.firstRows}{" "}
            <span className="small muted">
              {words.firstRowsOf(formats.number(rows.length), words.rowsOf(total, formats.number(total)))}
            </span>
          </h2>
          <Table<NumberedRow>
            caption={words.firstRows}
            rows={rows.map((values, index) => ({ row: index + 1, values }))}
            rowKey={({ row }) => String(row)}
            columns={columns.map(({ name: column, type }, index) => ({
              key: column,
              label: column,
              number: type === "integer" || type === "number",
              cell: ({ values }) => {
                const value = values[index];
                return value === null || value === undefined ? (
                  <span className="small muted">{words.empty}</span>
                ) : (
                  <span className="cell">
                    <Own>{String(value)}</Own>
                  </span>
                );
              },
            }))}
          />
        </section>
      )}
    </Loaded>
  );
}
