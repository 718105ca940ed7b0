import { useRef } from "react";

/** Gives the focus to the first menu of a row that is added, since the row stands before its button. */
export function useAdded(): {
  /** Called when a row is added. @param row from 0 */
  readonly add: (row: number) => void;
  /** The `ref` of a row. */
  readonly rowRef: (row: number) => (element: HTMLElement | null) => void;
} {
  const added = useRef<number>(undefined);
  return {
    add: (row) => void (added.current = row),
    rowRef: (row) => (element) => {
      if (element === null || added.current !== row) return;
      added.current = undefined;
      element.querySelector("select")?.focus();
    },
  };
}
