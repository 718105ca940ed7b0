import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Own } from "../../design/own.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Edit, EditedBlock } from "./edits/edited-block.ts";
import { formatChoices } from "./format-choices.ts";
import { listedTwice } from "./listed-twice.ts";
import type { ResultColumn } from "../query/draft-chart.ts";
import { finishedRules, type Rule } from "./rules/rule.ts";
import { RuleRows } from "./rules/rule-rows.tsx";
import { ruleWords } from "./rules/words.ts";
import { useCalled } from "./use-called.ts";
import { pageEditWords } from "./words/words.ts";

interface ColumnRowsProps {
  readonly columns: NonNullable<EditedBlock["columns"]>;
  /** Of the table's query. */
  readonly ofQuery: readonly ResultColumn[];
  /** What a heading prints that holds values; undefined if that is not known. */
  readonly printedOf: (heading: string) => string | undefined;
  readonly disabled: boolean;
  readonly onEdit: (edit: Edit) => void;
  /** Headings that were typed, by column. */
  readonly onLabels: (labels: ReadonlyMap<string, string>) => void;
  /** A format was chosen. */
  readonly onFormat: (column: string, format: string) => void;
  /** Rules of a column were chosen. */
  readonly onRules: (column: string, rules: readonly Rule[]) => void;
}

/** The columns of a table: their headings, their order, which of them are there, and what is said of their cells. */
export function ColumnRows({ columns, ofQuery, printedOf, disabled, onEdit, ...props }: ColumnRowsProps) {
  const { onLabels, onFormat, onRules } = props;
  const words = useWords(pageEditWords);
  const [labels, setLabels] = useState<ReadonlyMap<string, string>>(new Map());
  const type = (column: string, label: string): void => {
    const next = new Map(labels).set(column, label);
    setLabels(next);
    onLabels(next);
  };
  const twice = listedTwice(columns);
  return (
    <>
      <span className="page-edit-label" aria-hidden="true">
        {words.columns}
      </span>
      <ul className="page-edit-columns" aria-label={words.columns}>
        {columns.map(({ column, label = column, format = "", rules }, index) => (
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
            <ColumnMoves
              column={column}
              isOff={disabled || twice.has(column)}
              isFirst={index === 0}
              isLast={index === columns.length - 1}
              onEdit={onEdit}
            />
            <Printed text={printedOf(labels.get(column) ?? label)} />
            {rules !== undefined && !twice.has(column) && ofQuery.length > 0 && (
              <ColumnRules
                column={column}
                written={rules}
                ofQuery={ofQuery}
                onRules={(next) => onRules(column, finishedRules(next, rules))}
              />
            )}
          </li>
        ))}
      </ul>
      <HiddenColumns columns={columns} ofQuery={ofQuery} disabled={disabled} onEdit={onEdit} />
    </>
  );
}

/** What a heading prints that holds values. */
function Printed({ text }: { readonly text: string | undefined }) {
  const words = useWords(pageEditWords);
  return text === undefined ? null : <span className="page-edit-printed">{words.printsAs(text)}</span>;
}

interface ColumnMovesProps extends Pick<ColumnRowsProps, "onEdit"> {
  readonly column: string;
  readonly isOff: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** What moves a column, and hides it; the only one stays. */
function ColumnMoves({ column, isOff, isFirst, isLast, onEdit }: ColumnMovesProps) {
  const words = useWords(pageEditWords);
  const move = (direction: "left" | "right"): void => onEdit({ do: "column", column, move: direction });
  return (
    <>
      <span className="page-edit-moves">
        <Button disabled={isOff || isFirst} aria-label={words.leftOf(column)} onClick={() => move("left")}>
          ←
        </Button>
        <Button disabled={isOff || isLast} aria-label={words.rightOf(column)} onClick={() => move("right")}>
          →
        </Button>
      </span>
      <Button
        disabled={isOff || (isFirst && isLast)}
        aria-label={words.hideOf(column)}
        onClick={() => onEdit({ do: "column", column, hidden: true })}
      >
        {words.hide}
      </Button>
    </>
  );
}

/** The columns of the query that the table does not list: each can be shown, as the last. */
function HiddenColumns({
  columns,
  ofQuery,
  disabled,
  onEdit,
}: Pick<ColumnRowsProps, "columns" | "ofQuery" | "disabled" | "onEdit">) {
  const words = useWords(pageEditWords);
  const called = useCalled();
  const hidden = ofQuery.filter(({ name }) => !columns.some(({ column }) => column === name));
  if (hidden.length === 0) return null;
  return (
    <div className="page-edit-buttons" role="group" aria-label={words.hiddenColumns}>
      {hidden.map(({ name }) => (
        <Button key={name} disabled={disabled} onClick={() => onEdit({ do: "column", column: name, hidden: false })}>
          <Own>{words.show(called(name))}</Own>
        </Button>
      ))}
    </div>
  );
}

interface ColumnRulesProps extends Pick<ColumnRowsProps, "ofQuery"> {
  readonly column: string;
  readonly written: readonly Rule[];
  readonly onRules: (rules: readonly Rule[]) => void;
}

/** What is said of the cells of a column, once it is asked for. */
function ColumnRules({ column, written, ofQuery, onRules }: ColumnRulesProps) {
  const words = useWords(ruleWords);
  const [isOpen, setOpen] = useState(false);
  const [rules, setRules] = useState(written);
  return (
    <>
      <Button aria-label={words.rulesOf(column)} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {words.rules}
        {rules.length > 0 && ` (${rules.length})`}
      </Button>
      {isOpen && (
        <fieldset className="rules">
          <legend>
            <Own>{words.rulesOf(column)}</Own>
          </legend>
          <RuleRows
            rules={rules}
            columns={ofQuery}
            own={column}
            onRules={(next) => {
              setRules(next);
              onRules(next);
            }}
          />
        </fieldset>
      )}
    </>
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
      {!isOffered && written !== "" && (
        <option value={written}>{written.includes("{{") ? words.byTemplate : written}</option>
      )}
      {formatChoices.map(([format, example]) => (
        <option key={format} value={format}>
          {example}
        </option>
      ))}
    </select>
  );
}
