import { Button } from "../../../design/button.tsx";
import { useWords } from "../../../words/use-words.tsx";
import { kindOf } from "../../files/kind-of.ts";
import type { PlacedBlock } from "../../places/placed-block.ts";
import type { PageEdit } from "../use-page-edit.ts";
import { pageEditWords } from "../words/words.ts";

interface PlacedPlusProps {
  readonly pageEdit: PageEdit;
  /** The block that is pointed at, or that of the caret. */
  readonly block: PlacedBlock | undefined;
  /** From 1. */
  readonly page: number;
  /** CSS pixels a point. */
  readonly scale: number;
}

/** Half the button's height, CSS pixels. */
const half = 12;

/** The plus below a block, if that is on this page: it opens the menu of what can be added there. */
export function PlacedPlus({ pageEdit, block, page, scale }: PlacedPlusProps) {
  const words = useWords(pageEditWords);
  if (block === undefined || block.page !== page || pageEdit.open !== undefined) return null;
  if (kindOf(block.file) !== "text") return null;
  const place = (element: HTMLElement | null): void => {
    if (element === null) return;
    element.style.top = `${(block.y + block.height) * scale - half}px`;
    element.style.left = `${Math.max(4, block.x * scale - 3 * half)}px`;
  };
  return (
    <span className="page-add" ref={place}>
      <Button
        title={words.addBelow}
        aria-label={words.addBelow}
        disabled={!pageEdit.ready}
        onClick={() => void pageEdit.begin(block, "add")}
      >
        +
      </Button>
    </span>
  );
}
