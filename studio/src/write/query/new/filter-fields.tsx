import { OwnOption } from "../../../design/own-option.tsx";
import { useWords } from "../../../words/use-words.tsx";
import type { ResultColumn } from "../draft-chart.ts";
import { comparisonsOf, type Filter } from "./menus.ts";
import { newQueryWords } from "./words.ts";

interface FilterFieldsProps {
  readonly filter: Filter;
  readonly type: ResultColumn["type"] | undefined;
  readonly parameters: readonly string[];
  readonly onFilter: (filter: Filter) => void;
}

/** How a column is compared, and with what: a value, or a parameter of the template. */
export function FilterFields({ filter, type, parameters, onFilter }: FilterFieldsProps) {
  const words = useWords(newQueryWords);
  const { column, is, value, parameter } = filter;
  const needsValue = !hasNone(is);
  const choose = (next: Filter["is"]): void => {
    const given = parameter === undefined ? { value: value ?? "" } : { parameter };
    onFilter(hasNone(next) ? { column, is: next } : { column, is: next, ...given });
  };
  return (
    <>
      <select
        className="input"
        aria-label={words.comparison(column)}
        value={is}
        onChange={(event) => choose(event.target.value as Filter["is"])}
      >
        {comparisonsOf(type).map((each) => (
          <option key={each} value={each}>
            {words.compared(each)}
          </option>
        ))}
      </select>
      {needsValue && parameters.length > 0 && (
        <select
          className="input"
          aria-label={words.source(column)}
          value={parameter ?? ""}
          onChange={(event) =>
            onFilter({ column, is, ...(event.target.value === "" ? { value: "" } : { parameter: event.target.value }) })
          }
        >
          <option value="">{words.typed}</option>
          {parameters.map((each) => (
            <OwnOption key={each} value={each}>
              {words.parameter(each)}
            </OwnOption>
          ))}
        </select>
      )}
      {needsValue && parameter === undefined && (
        <ValueField
          label={words.value(column)}
          type={type}
          value={value}
          onValue={(next) => onFilter({ column, is, value: next })}
        />
      )}
    </>
  );
}

function hasNone(is: Filter["is"]): boolean {
  return is === "empty" || is === "filled";
}

interface ValueFieldProps {
  readonly label: string;
  readonly type: ResultColumn["type"] | undefined;
  readonly value: string | undefined;
  readonly onValue: (value: string) => void;
}

function ValueField({ label, type, value = "", onValue }: ValueFieldProps) {
  const words = useWords(newQueryWords);
  if (type === "boolean")
    return (
      <select className="input" aria-label={label} value={value} onChange={(event) => onValue(event.target.value)}>
        <option value="true">{words.yes}</option>
        <option value="false">{words.no}</option>
      </select>
    );
  return (
    <input
      className="input"
      aria-label={label}
      type={type === "date" ? "date" : "text"}
      dir="auto"
      value={value}
      onChange={(event) => onValue(event.target.value)}
    />
  );
}
