import { useWords } from "../words/use-words.tsx";
import type { OutlineEntry } from "./use-outline.ts";
import { pagesWords } from "./words.ts";

interface PdfOutlineProps {
  readonly entries: readonly OutlineEntry[];
  /** The page that is read. */
  readonly shown: number;
  readonly onGo: (page: number, top: number) => void;
}

/** The headings of a document, to go to; the last one before the end of the page that is read is the current one. */
export function PdfOutline({ entries, shown, onGo }: PdfOutlineProps) {
  const words = useWords(pagesWords);
  const here = entries.findLastIndex(({ page }) => page <= shown);
  return (
    <nav className="pdf-outline" aria-label={words.contents}>
      {entries.length === 0 && <p className="small muted">{words.noContents}</p>}
      <ul>
        {entries.map(({ title, level, page, top }, index) => (
          // Headings may be alike; each is its place.
          <li key={`${index}`} className={`level-${Math.min(level, 4)}`}>
            <button type="button" aria-current={index === here ? "true" : undefined} onClick={() => onGo(page, top)}>
              <bdi>{title}</bdi>
              <span className="muted">{page}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
