import { useWords } from "../../../words/use-words.tsx";
import { pageEditWords } from "../words/words.ts";
import type { BoxContent } from "./box-content.ts";

interface OtherWordingsProps {
  readonly content: BoxContent;
  /** Whether they are shown in the text. */
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** Says that a text has other wordings than the printed one, and shows them in it. */
export function OtherWordings({ content, isOpen, onOpen }: OtherWordingsProps) {
  const words = useWords(pageEditWords);
  const count = content.folds.reduce((sum, { others }) => sum + others, 0);
  return (
    <>
      {(isOpen || hasOpenParts(content)) && <p className="page-edit-within">{words.partsByCondition}</p>}
      {count > 0 && (
        <button type="button" className="page-edit-wordings" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          {words.otherWordings(count)}
        </button>
      )}
    </>
  );
}

/** Whether a condition of a text shows all of its parts, since it is not known which is printed, or several are. */
function hasOpenParts({ chips, folds }: BoxContent): boolean {
  const hidden = folds.flatMap((fold) => fold.hidden);
  return chips.some(
    ({ at, source }) =>
      /^\{%-?\s*(?:if|unless|case)\b/.test(source) && !hidden.some(({ from, to }) => from <= at && at < to),
  );
}
