import { shownText } from "../words/shown-text.ts";
import { own } from "./own.tsx";
import type { ReactNode } from "react";

interface Column<Row> {
  readonly key: string;
  readonly label: ReactNode;
  /** Right-aligned, in tabular figures. @default false */
  readonly number?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Whether rows become cards on a narrow screen, headed by their first cells; otherwise it scrolls. @default false */
  readonly cards?: boolean;
}

/** A table with hairlines; where it is wider than the screen it scrolls by itself. */
export function Table<Row>({ caption, columns, rows, rowKey, cards = false }: TableProps<Row>) {
  return (
    // Who has only a keyboard scrolls it by the arrow keys.
    <div className="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className={cards ? "table cards" : "table"}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, number }) => (
              <th key={key} scope="col" className={number === true ? "number" : undefined}>
                {own(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, label, number, cell }) => {
                const content = cell(row);
                // A cell is a paragraph of its own, so that its direction reaches nothing beside it.
                const [text, direction] =
                  typeof content === "string" ? [shownText(content), "auto"] : [content, undefined];
                return (
                  <td
                    key={key}
                    className={number === true ? "number" : undefined}
                    dir={cards ? undefined : direction}
                    data-label={cards && typeof label === "string" ? shownText(label) : undefined}
                  >
                    {/* In a card it stands beside its label, whatever its parts. */}
                    {cards ? <div dir={direction}>{text}</div> : text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
