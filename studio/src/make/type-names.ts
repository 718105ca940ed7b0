import type { Dataset } from "../api/datasets/use-dataset.ts";
import { useWords } from "../words/use-words.tsx";
import { makeWords } from "./words.ts";

/** Types of columns in words. */
export function useTypeNames(): (type: Dataset["columns"][number]["type"]) => string {
  const { typeText, typeInteger, typeNumber, typeBoolean, typeDate, typeTimestamp } = useWords(makeWords);
  return (type) =>
    ({
      text: typeText,
      integer: typeInteger,
      number: typeNumber,
      boolean: typeBoolean,
      date: typeDate,
      timestamp: typeTimestamp,
    })[type];
}
