import { useRef } from "react";

/**
 * Whether a page has all that it begins with: from then on it stays, whatever is loaded again. What came piece by piece
 * would push down what is being read.
 */
export function useOpened(ready: boolean): boolean {
  const opened = useRef(ready);
  if (ready) opened.current = true;
  return opened.current;
}
