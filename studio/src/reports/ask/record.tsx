import { Table } from "../../design/table.tsx";
import { useWords } from "../../words/use-words.tsx";
import { shownValue } from "./shown-value.ts";
import { askWords } from "./words.ts";

interface RecordProps {
  readonly caption: string;
  readonly record: Readonly<{ [column: string]: unknown }>;
  /** The column that the number was read from. */
  readonly here: string;
}

/** A whole row, a line for each column. */
export function Record({ caption, record, here }: RecordProps) {
  const words = useWords(askWords);
  return (
    <Table
      caption={caption}
      columns={[
        {
          key: "column",
          label: words.columnName,
          cell: ([name]) => (name === here ? <strong>{name}</strong> : name),
        },
        { key: "value", label: words.value, number: true, cell: ([, value]) => shownValue(value, words.noValue) },
      ]}
      rows={Object.entries(record)}
      rowKey={([name]) => name}
    />
  );
}
