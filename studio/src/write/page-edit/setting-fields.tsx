import { useState } from "react";
import { useWords } from "../../words/use-words.tsx";
import { MenuField } from "./chart/menu-field.tsx";
import { formatChoices } from "./format-choices.ts";
import type { EditedBlock } from "./edits/edited-block.ts";
import { readColumn } from "./read-column.ts";
import { pageEditWords } from "./words/words.ts";

interface SettingFieldsProps {
  readonly settings: NonNullable<EditedBlock["settings"]>;
  /** Columns of the block's query. */
  readonly columns: readonly string[];
  /** Undefined: the setting is taken away. */
  readonly onChoose: (name: string, value: string | undefined) => void;
}

/** Settings that are no columns, and what they may be; `good` may also name a column. */
const choices: Readonly<Record<string, readonly string[]>> = {
  total: ["first", "last"],
  density: ["dense", "airy"],
  good: ["up", "down"],
};

/** Settings without which a block says nothing, unless its query has a column of that name. */
const needed: ReadonlySet<string> = new Set(["label", "value"]);

/** What of a block is chosen: the columns of key figures, a table's total. */
export function SettingFields({ settings, columns, onChoose }: SettingFieldsProps) {
  const words = useWords(pageEditWords);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  return (
    <div className="chart-fields" role="group" aria-label={words.settings}>
      {settings.map(({ name, value = "" }) => {
        const offered = choices[name]?.map((each) => [each, words.choice(each)] as const) ?? [];
        const named = name in choices && name !== "good" ? [] : columns.map((each) => [each] as const);
        const known: readonly (readonly [string, string] | readonly [string])[] =
          name === "format"
            ? formatChoices
            : name === "sort"
              ? columns.flatMap((each) => [
                  [each, words.rising(each)],
                  [`-${each}`, words.falling(each)],
                ])
              : [...offered, ...named];
        const now = chosen[name] ?? value;
        const { column, rest } = name === "format" ? { column: now, rest: "" } : readColumn(now);
        const isNeeded = needed.has(name) && value !== "" && !columns.includes(name);
        const none = isNeeded ? [] : [["", words.notSet] as const];
        const written = column === "" || known.some(([each]) => each === column) ? [] : [[column] as const];
        return (
          <MenuField
            key={name}
            label={words.setting(name)}
            value={column}
            options={[...none, ...written, ...known]}
            onChange={(next: string) => {
              const whole = next === "" ? "" : next + rest;
              setChosen({ ...chosen, [name]: whole });
              onChoose(name, whole === "" ? undefined : whole);
            }}
          />
        );
      })}
    </div>
  );
}
