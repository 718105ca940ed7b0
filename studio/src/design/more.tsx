import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { Button } from "./button.tsx";

interface Props {
  /** Whether another page follows. */
  readonly follows: boolean;
  /** How far back the last page has looked, if it is not full: an instant by RFC 3339. */
  readonly lookedBackTo?: string | undefined;
  readonly onMore: () => void;
}

/** The end of a list while there is more: a button for the next page, and how far the list has been searched. */
export function More({ follows, lookedBackTo, onMore }: Props) {
  const common = useWords(commonWords);
  const { moment } = useFormats();
  if (!follows) return null;
  return (
    <div>
      {lookedBackTo !== undefined && <p className="small muted">{common.lookedBackTo(moment(lookedBackTo))}</p>}
      <Button onClick={onMore}>{lookedBackTo === undefined ? common.more : common.lookFurther}</Button>
    </div>
  );
}
