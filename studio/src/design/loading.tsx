import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";

/**
 * What stands where something is being loaded. Nothing moves; it appears only when the wait is long enough to notice.
 */
export function Loading() {
  const words = useWords(commonWords);
  return (
    <p className="loading muted" role="status">
      {words.loading}
    </p>
  );
}
