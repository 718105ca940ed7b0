import type { components } from "../../../functions/client/schema.ts";
import { Own } from "../design/own.tsx";
import { useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

type Column = components["schemas"]["ColumnSummaries"]["columns"][number];

/** The name of a dataset's column, and its type below. */
export function ColumnName({ name, type }: Pick<Column, "name" | "type">) {
  const words = useWords(datasetsWords);
  return (
    <>
      <code className="column-name">
        <Own>{name}</Own>
      </code>
      <div className="small muted nowrap">{words[type]}</div>
    </>
  );
}
