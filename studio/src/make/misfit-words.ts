import type { Misfit } from "../api/datasets/misfits.ts";
import { useWords } from "../words/use-words.tsx";
import { useTypeNames } from "./type-names.ts";
import { makeWords } from "./words.ts";

/** Says what keeps a dataset from standing behind an alias; nothing if it fits. */
export function useMisfitWords(): (misfits: readonly Misfit[]) => string | undefined {
  const words = useWords(makeWords);
  const typeName = useTypeNames();
  return (misfits) => {
    const lacking = misfits.filter(({ found }) => found === undefined).map(({ needed }) => needed);
    const others = misfits.flatMap(({ needed, found, type }) =>
      found === undefined ? [] : [words.otherType(needed, typeName(found), typeName(type))],
    );
    const parts = [...(lacking.length > 0 ? [words.lacks(lacking.join(words.listed))] : []), ...others];
    return parts.length === 0 ? undefined : parts.join(words.space);
  };
}
