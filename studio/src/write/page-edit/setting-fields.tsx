import { useState } from "react";
import { useWords } from "../../words/use-words.tsx";
import { MenuField } from "./chart/menu-field.tsx";
import { formatChoices } from "./format-choices.ts";
import type { EditedBlock } from "./edited-block.ts";
import { pageEditWords } from "./words.ts";

interface SettingFieldsProps {
  readonly settings: NonNullable<EditedBlock["settings"]>;
  /** Columns of the block's query. */
  readonly columns: readonly string[];
  /** Undefined: the setting is taken away. */
  readonly onChoose: (name: string, value: string | undefined) => void;
}

/** Settings that are no columns, and what they may be. */
const choices: Readonly<Record<string, readonly string[]>> = { total: ["first", "last"], density: ["dense", "airy"] };

/** What of a block is chosen: the columns of key figures, a table's total. */
export function SettingFields({ settings, columns, onChoose }: SettingFieldsProps) {
  const words = useWords(pageEditWords);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  return (
    <div className="chart-fields" role="group" aria-label={words.settings}>
      {settings.map(({ name, value = "" }) => {
        const known: readonly (readonly [string, string] | readonly [string])[] =
          name === "format"
            ? formatChoices
            : (choices[name]?.map((each) => [each, words.choice(each)] as const) ??
              columns.map((each) => [each] as const));
        const written = value === "" || known.some(([each]) => each === value) ? [] : [[value] as const];
        return (
          <MenuField
            key={name}
            label={words.setting(name)}
            value={chosen[name] ?? value}
            options={[["", words.notSet], ...written, ...known]}
            onChange={(next: string) => {
              setChosen({ ...chosen, [name]: next });
              onChoose(name, next === "" ? undefined : next);
            }}
          />
        );
      })}
    </div>
  );
}
