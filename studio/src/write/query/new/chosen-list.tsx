import { type ReactNode, useId, useRef } from "react";
import { OwnOption } from "../../../design/own-option.tsx";
import { Own } from "../../../design/own.tsx";
import { useWords } from "../../../words/use-words.tsx";
import { newQueryWords } from "./words.ts";

interface ChosenListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly nameOf: (item: Item) => string;
  /** Names that can be added, and what they are called, if not by themselves. */
  readonly offered: readonly (readonly [string] | readonly [string, string])[];
  readonly onAdd: (name: string) => void;
  readonly onRemove: (index: number) => void;
  /** What else of an item is chosen. */
  readonly children?: ((item: Item, index: number) => ReactNode) | undefined;
}

/** A list of chosen columns, each with what is chosen of it, and a menu that adds one. */
export function ChosenList<Item>({ label, items, nameOf, offered, onAdd, onRemove, children }: ChosenListProps<Item>) {
  const words = useWords(newQueryWords);
  const id = useId();
  const menu = useRef<HTMLSelectElement>(null);
  return (
    <div className="new-query-list" role="group" aria-labelledby={id}>
      <span id={id} className="new-query-label">
        {label}
      </span>
      <div className="new-query-chosen">
        <ul>
          {items.map((item, index) => (
            <li key={`${index} ${nameOf(item)}`}>
              <Own>{nameOf(item)}</Own>
              {children?.(item, index)}
              <button
                type="button"
                className="button plain"
                aria-label={words.remove(nameOf(item))}
                onClick={() => {
                  onRemove(index);
                  // The button is gone.
                  menu.current?.focus();
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        <select
          ref={menu}
          className="input"
          aria-label={words.addTo(label)}
          value=""
          onChange={(event) => event.target.value !== "" && onAdd(event.target.value)}
        >
          <option value="">{words.add}</option>
          {offered.map(([value, called]) =>
            called === undefined ? (
              <OwnOption key={value} value={value}>
                {value}
              </OwnOption>
            ) : (
              <option key={value} value={value}>
                {called}
              </option>
            ),
          )}
        </select>
      </div>
    </div>
  );
}
