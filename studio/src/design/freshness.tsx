import type { components } from "../../../functions/client/schema.ts";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";

interface FreshnessProps {
  /** Absent if nobody says how long the data stay fresh: then it shows nothing. */
  readonly freshness: components["schemas"]["Freshness"] | undefined;
  /** Before it, such as the name of the data. */
  readonly about?: string | undefined;
}

/** Until when data are fresh, or since when they are stale. */
export function Freshness({ freshness, about }: FreshnessProps) {
  const words = useWords(commonWords);
  const formats = useFormats();
  if (freshness === undefined) return null;
  const { due, stale } = freshness;
  const moment = formats.moment(due);
  return (
    <div className={stale ? "small" : "small muted"}>
      {about !== undefined && `${about} · `}
      {stale ? <strong>{words.staleSince(moment)}</strong> : words.freshUntil(moment)}
    </div>
  );
}
