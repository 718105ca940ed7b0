import { useWords } from "../../words/use-words.tsx";
import { errorText, useProblemText } from "../../words/use-problem-text.ts";
import { NoChart } from "./add/addition.ts";
import { LostChip } from "./box/box-content.ts";
import { ChangedSource } from "./use-page-edit.ts";
import { pageEditWords } from "./words/words.ts";

/** Why an edit was not made. */
export function Fault({ error }: { readonly error: Error | undefined }) {
  const say = useProblemText();
  const words = useWords(pageEditWords);
  if (error === undefined) return null;
  return (
    <p className="page-edit-fault" role="alert">
      {error instanceof ChangedSource
        ? words.changed
        : error instanceof LostChip
          ? words.lost
          : error instanceof NoChart
            ? words.noChart
            : errorText(error, say)}
    </p>
  );
}
