import { own, Own } from "../../design/own.tsx";
import { useFormats } from "../../words/use-formats.ts";
import { useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";
import type { ResultColumn } from "./draft-chart.ts";

/** Its values, in the order of the columns. */
export type ResultRow = readonly (string | number | boolean | null)[];

interface ResultTableProps {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly ResultRow[];
}

/** The rows of a result. */
export function ResultTable({ columns, rows }: ResultTableProps) {
  const words = useWords(writeWords);
  const formats = useFormats();
  return (
    <table>
      <thead>
        <tr>
          {columns.map(({ name, type }) => (
            <th key={name} scope="col" className={isNumber(type) ? "number" : undefined}>
              <Own>{name}</Own>
              <span className="write-type">{type}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // Rows have no name of their own.
          <tr key={index}>
            {row.map((value, column) => (
              <td key={columns[column]!.name} className={isNumber(columns[column]!.type) ? "number" : undefined}>
                {value === null ? (
                  <span className="muted">{words.noValue}</span>
                ) : typeof value === "number" && columns[column]!.type === "number" ? (
                  formats.number(value)
                ) : (
                  own(String(value))
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isNumber(type: string): boolean {
  return type === "number" || type === "integer";
}
