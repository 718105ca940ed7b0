import { OwnOption } from "../../../design/own-option.tsx";
import { Labelled } from "./labelled.tsx";

interface MenuFieldProps<Value extends string> {
  readonly label: string;
  readonly value: string;
  /** Values and what they are called; without a name, they are texts of people. */
  readonly options: readonly (readonly [Value | "", string] | readonly [string])[];
  readonly onChange: (value: Value) => void;
}

/** A menu with its label. */
export function MenuField<Value extends string>({ label, value, options, onChange }: MenuFieldProps<Value>) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value as Value)}>
          {options.map(([each, name]) =>
            name === undefined ? (
              <OwnOption key={each} value={each}>
                {each}
              </OwnOption>
            ) : (
              <option key={each} value={each}>
                {name}
              </option>
            ),
          )}
        </select>
      )}
    </Labelled>
  );
}
