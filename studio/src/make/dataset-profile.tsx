import { Own } from "../design/own.tsx";
import { misfitsOf } from "../api/datasets/misfits.ts";
import type { Dataset } from "../api/datasets/use-dataset.ts";
import type { Template } from "../api/use-template.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { useTypeNames } from "./type-names.ts";
import { makeWords } from "./words.ts";

interface DatasetProfileProps {
  readonly slot: Template["datasets"][number];
  readonly dataset: Dataset;
}

/** The columns of a dataset: their types, their gaps, and which of them the template needs. */
export function DatasetProfile({ slot, dataset }: DatasetProfileProps) {
  const words = useWords(makeWords);
  const { number } = useFormats();
  const typeName = useTypeNames();
  const needed = Object.keys(slot.columns);
  const fits = misfitsOf(slot, dataset).length === 0;
  const isNeeded = (column: string): boolean => needed.some((name) => name.toLowerCase() === column.toLowerCase());
  return (
    <div className="dataset-profile">
      <h2 className="small">
        {words.columns}
        {needed.length > 0 && fits && <span className="fits"> · {words.mapped}</span>}
      </h2>
      <ul>
        {dataset.columns.map(({ name, type, nulls }) => (
          <li key={name}>
            <span>
              {isNeeded(name) ? (
                <strong>
                  <Own>{name}</Own>
                </strong>
              ) : (
                <Own>{name}</Own>
              )}
            </span>
            <span className="muted">
              {typeName(type)}
              {nulls > 0 && ` · ${words.gaps(number(nulls))}`}
            </span>
          </li>
        ))}
      </ul>
      {dataset.warnings.length > 0 && (
        <ul className="small">
          {dataset.warnings.map(({ message }) => (
            <li key={message}>
              <Own>{message}</Own>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
