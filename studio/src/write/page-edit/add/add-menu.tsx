import { type KeyboardEvent, type SyntheticEvent, useId, useState } from "react";
import { useWords } from "../../../words/use-words.tsx";
import type { Choice } from "./addition.ts";
import { pictureIn } from "../picture/picture.ts";
import { PictureForm } from "../picture/picture-form.tsx";
import { pageEditWords } from "../words/words.ts";

interface AddMenuProps {
  readonly choices: readonly Choice[];
  readonly disabled: boolean;
  readonly onChoose: (choice: Choice) => void;
  /** Escape was pressed. */
  readonly onLeave: () => void;
}

/** A menu of blocks: what is typed filters it, arrow keys choose, Enter adds. A picture is asked for, or dropped. */
export function AddMenu({ picture, ...props }: AddMenuProps & { readonly picture?: File | undefined }) {
  const { choices, disabled, onChoose } = props;
  const words = useWords(pageEditWords);
  const [asking, setAsking] = useState(picture !== undefined);
  const [file, setFile] = useState(picture);
  const pictured = choices.find(({ makeOf }) => makeOf !== undefined);
  const take = (transfer: DataTransfer | null, event: SyntheticEvent): void => {
    const given = pictureIn(transfer);
    if (given === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setFile(given);
    setAsking(true);
  };
  const choose = (choice: Choice): void => {
    if (choice.makeOf === undefined) onChoose(choice);
    else setAsking(true);
  };
  return (
    <div
      onPaste={(event) => take(event.clipboardData, event)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event.dataTransfer, event)}
    >
      {asking && pictured === undefined && <p role="alert">{words.noPictureHere}</p>}
      {asking && pictured !== undefined ? (
        <PictureForm
          key={file?.name}
          file={file}
          disabled={disabled}
          onAdd={(given) => onChoose({ ...pictured, make: () => pictured.makeOf!(given) })}
          onBack={() => {
            setAsking(false);
            setFile(undefined);
          }}
        />
      ) : (
        <Menu {...props} onChoose={choose} />
      )}
    </div>
  );
}

function Menu({ choices, disabled, onChoose, onLeave }: AddMenuProps) {
  const words = useWords(pageEditWords);
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const labelOf = ({ kind, query, file }: Choice): string =>
    query !== undefined
      ? words.newOfQuery(kind, query)
      : file !== undefined
        ? words.newPartial(file)
        : words.newBlock(kind);
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
