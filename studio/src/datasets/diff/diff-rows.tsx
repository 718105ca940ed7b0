import { Own } from "../../design/own.tsx";
import { Table } from "../../design/table.tsx";
import { useFormats } from "../../words/use-formats.ts";
import { useWords } from "../../words/use-words.tsx";
import type { Diff } from "./diff.ts";
import { datasetsWords } from "../words.ts";

type Rows = NonNullable<Diff["keys"]>;

interface DiffRowsProps {
  readonly rows: Rows;
  /** Of the key. */
  readonly columns: readonly string[];
}

/** The rows that came, went and changed, by their keys. */
export function DiffRows({ rows: { came, gone, changed }, columns }: DiffRowsProps) {
  const words = useWords(datasetsWords);
  return (
    <>
      <KeyList title={words.rowsCame} keys={came} />
      <KeyList title={words.rowsGone} keys={gone} />
      {changed.count > 0 && (
        <section className="stack">
          <h2>{words.rowsChanged}</h2>
          <Counted list={changed} of={new Set(changed.first.map(({ key }) => key.join("\0"))).size} />
          <Table
            caption={words.rowsChanged}
            rows={changed.first}
            rowKey={({ key, column }) => [...key, column].join("\0")}
            cards
            columns={[
              { key: "key", label: columns.join(words.listed), cell: ({ key }) => key.join(words.listed) },
              { key: "column", label: words.column, cell: ({ column }) => column },
              { key: "from", label: words.diffBefore, cell: ({ from }) => from ?? words.empty },
              { key: "to", label: words.diffAfter, cell: ({ to }) => to ?? words.empty },
            ]}
          />
        </section>
      )}
    </>
  );
}

function KeyList({ title, keys }: { readonly title: string; readonly keys: Rows["came"] }) {
  const words = useWords(datasetsWords);
  if (keys.count === 0) return null;
  return (
    <section className="stack">
      <h2>{title}</h2>
      <Counted list={keys} of={keys.first.length} />
      <ul className="keys">
        {keys.first.map((key) => (
          <li key={key.join("\0")}>
            <Own>{key.join(words.listed)}</Own>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many there are, and how many are shown if those are fewer. */
function Counted({ list: { count }, of }: { readonly list: { readonly count: number }; readonly of: number }) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  return (
    <p className="small muted">
      {of < count
        ? words.firstRowsOf(formats.number(of), formats.number(count))
        : words.rowsOf(count, formats.number(count))}
    </p>
  );
}
