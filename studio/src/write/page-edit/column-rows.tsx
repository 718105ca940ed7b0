import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Edit, EditedBlock } from "./edited-block.ts";
import { formatChoices } from "./format-choices.ts";
import { listedTwice } from "./listed-twice.ts";
import { pageEditWords } from "./words.ts";

interface ColumnRowsProps {
  readonly columns: NonNullable<EditedBlock["columns"]>;
  readonly disabled: boolean;
  readonly onEdit: (edit: Edit) => void;
  /** Headings that were typed, by column. */
  readonly onLabels: (labels: ReadonlyMap<string, string>) => void;
  /** A format was chosen. */
  readonly onFormat: (column: string, format: string) => void;
}

/** The columns of a table: their headings, their order, and which of them are there. */
export function ColumnRows({ columns, disabled, onEdit, onLabels, onFormat }: ColumnRowsProps) {
  const words = useWords(pageEditWords);
  const [labels, setLabels] = useState<ReadonlyMap<string, string>>(new Map());
  const type = (column: string, label: string): void => {
    const next = new Map(labels).set(column, label);
    setLabels(next);
    onLabels(next);
  };
  const twice = listedTwice(columns);
  return (
    <ul className="page-edit-columns" aria-label={words.columns}>
      {columns.map(({ column, label = column, format = "" }, index) => (
        <li key={twice.has(column) ? `${column}/${index}` : column}>
          <input
            disabled={twice.has(column)}
            aria-label={words.headingOf(column)}
            value={labels.get(column) ?? label}
            dir="auto"
            onChange={(event) => type(column, event.target.value)}
          />
          <FormatMenu
            column={column}
            written={format}
            disabled={twice.has(column)}
            onFormat={(next) => onFormat(column, next)}
          />
          <Button
            disabled={disabled || twice.has(column) || index === 0}
            aria-label={words.leftOf(column)}
            onClick={() => onEdit({ do: "column", column, move: "left" })}
          >
            ←
          </Button>
          <Button
            disabled={disabled || twice.has(column) || index === columns.length - 1}
            aria-label={words.rightOf(column)}
            onClick={() => onEdit({ do: "column", column, move: "right" })}
          >
            →
          </Button>
          <Button
            disabled={disabled || twice.has(column) || columns.length === 1}
            aria-label={words.hideOf(column)}
            onClick={() => onEdit({ do: "column", column, hidden: true })}
          >
            {words.hide}
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface FormatMenuProps {
  readonly column: string;
  /** As the directive has it; empty if it has none. */
  readonly written: string;
  readonly disabled: boolean;
  readonly onFormat: (format: string) => void;
}

/** How the values of a column are printed. */
function FormatMenu({ column, written, disabled, onFormat }: FormatMenuProps) {
  const words = useWords(pageEditWords);
  const [chosen, setChosen] = useState(written);
  const isOffered = formatChoices.some(([format]) => format === written);
  return (
    <select
      aria-label={words.formatOf(column)}
      value={chosen}
      disabled={disabled}
      onChange={(event) => {
        setChosen(event.target.value);
        onFormat(event.target.value);
      }}
    >
      <option value="">{words.notSet}</option>
      {!isOffered && written !== "" && <option value={written}>{written}</option>}
      {formatChoices.map(([format, example]) => (
        <option key={format} value={format}>
          {example}
        </option>
      ))}
    </select>
  );
}
