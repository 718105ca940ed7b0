import { type KeyboardEvent, useId, useState } from "react";
import { useWords } from "../../words/use-words.tsx";
import type { Choice } from "./addition.ts";
import { pageEditWords } from "./words.ts";

interface AddMenuProps {
  readonly choices: readonly Choice[];
  readonly disabled: boolean;
  readonly onChoose: (choice: Choice) => void;
  /** Escape was pressed. */
  readonly onLeave: () => void;
}

/** A menu of blocks: what is typed filters it, the arrow keys choose, Enter adds. */
export function AddMenu({ choices, disabled, onChoose, onLeave }: AddMenuProps) {
  const words = useWords(pageEditWords);
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const labelOf = ({ kind, query }: Choice): string =>
    query === undefined ? words.newBlock(kind) : words.newOfQuery(kind, query);
  const shown = choices.filter((choice) => isMeant(labelOf(choice), typed));
  const current = Math.min(at, shown.length - 1);
  const choose = (choice: Choice | undefined): void => {
    if (choice !== undefined && !disabled) onChoose(choice);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) setAt((current + step + shown.length) % shown.length);
    else if (event.key === "Enter") choose(shown[current]);
    else if (event.key === "Escape") onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (choices.length === 0) return <p role="status">{words.nothingToAdd}</p>;
  return (
    <div className="page-add-menu">
      <input
        role="combobox"
        aria-label={words.addBelow}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length > 0 ? `${id}-${current}` : undefined}
        placeholder={words.filter}
        autoComplete="off"
        autoFocus
        dir="auto"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <Options id={id} labels={shown.map(labelOf)} current={current} onChoose={(index) => choose(shown[index])} />
      {shown.length === 0 && <p role="status">{words.noneOfThat}</p>}
    </div>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly labels: readonly string[];
  readonly current: number;
  readonly onChoose: (index: number) => void;
}

function Options({ id, labels, current, onChoose }: OptionsProps) {
  const words = useWords(pageEditWords);
  return (
    <ul id={`${id}-list`} role="listbox" aria-label={words.addBelow}>
      {labels.map((label, index) => (
        <li
          key={label}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === current}
          dir="auto"
          ref={(element) => void (index === current && element?.scrollIntoView({ block: "nearest" }))}
          // The focus stays in the filter.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          {label}
        </li>
      ))}
    </ul>
  );
}

/** Whether a label has all words that were typed. */
function isMeant(label: string, typed: string): boolean {
  const text = label.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
