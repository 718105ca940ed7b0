import { useWords } from "../../../words/use-words.tsx";
import { pageEditWords } from "../words/words.ts";

/** A value that was clicked. */
export interface PickedChip {
  readonly source: string;
  /** What it shows. */
  readonly text: string;
}

/** The chip that an element is, or is in. */
export function pickedChip(element: Element | null | undefined): PickedChip | undefined {
  const chip = element instanceof HTMLElement ? element.closest<HTMLElement>("[data-source]") : null;
  return chip === null ? undefined : { source: chip.dataset["source"]!, text: chip.textContent };
}

/** Says that a value is the data's, and leads to its query: a click on it only sets the caret, as on a word. */
export function ValueAt({ chip: { text }, onQuery }: { readonly chip: PickedChip; readonly onQuery: () => void }) {
  const words = useWords(pageEditWords);
  return (
    <p className="page-edit-within page-edit-value" role="status">
      {words.isValue(text)}{" "}
      <button type="button" className="write-fix" onMouseDown={(event) => event.preventDefault()} onClick={onQuery}>
        {words.toQuery}
      </button>
    </p>
  );
}
