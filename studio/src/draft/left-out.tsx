import { Own } from "../design/own.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Draft } from "./use-draft.ts";
import { draftWords } from "./words.ts";

/** Periods that are named; the others are counted. */
const mostNamed = 6;

/** Which periods the course over time leaves out, why, and what can be done about it. */
export function LeftOut({ draft: { leftOut, questions } }: { readonly draft: Draft }) {
  const words = useWords(draftWords);
  const [about, period] = ["about", "period"].map((wanted) => questions.find(({ name }) => name === wanted));
  if (leftOut === undefined || period === undefined) return null;
  const { of, blank, unfinished } = leftOut;
  const measure = about?.choices.find(({ value }) => value === about.chosen)?.label ?? "";
  const listed = (all: readonly string[]): string => words.listedOf(all.slice(0, mostNamed), all.length - mostNamed);
  const grain = String(period.chosen);
  return (
    <div className="small draft-left-out">
      {blank.length > 0 && (
        <p>
          <Own>{words.leftOutBlank(words.countOf(blank.length, of, grain), listed(blank), measure)}</Own>
        </p>
      )}
      {unfinished.length > 0 && (
        <p>{words.leftOutUnfinished(words.countOf(unfinished.length, of, grain), listed(unfinished))}</p>
      )}
    </div>
  );
}
