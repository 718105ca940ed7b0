import { useQuery } from "@tanstack/react-query";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useId, useRef } from "react";
import { keys } from "../../api/query-keys.ts";
import type { Report } from "../../api/report.ts";
import { Button } from "../../design/button.tsx";
import { Loaded } from "../../design/loaded.tsx";
import { Own } from "../../design/own.tsx";
import { type PageNumber, readPageNumbers } from "../../pages/page-numbers.ts";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { AnswerView } from "./answer-view.tsx";
import { askWords } from "./words.ts";

interface NumbersPanelProps {
  readonly report: Report;
  /** Absent while the file is on its way. */
  readonly document: PDFDocumentProxy | undefined;
  /** The page that is read, from 1. */
  readonly shown: number;
  readonly asked: PageNumber | undefined;
  /** Asks about a number; undefined: back to the list. */
  readonly onAsk: (number: PageNumber | undefined) => void;
  readonly onClose: () => void;
}

/**
 * Where a number comes from, or the numbers of the page that is read, to choose one by the keyboard. Escape closes it,
 * and the focus returns to where it was.
 */
export function NumbersPanel({ report, document, shown, asked, onAsk, onClose }: NumbersPanelProps) {
  const words = useWords(askWords);
  const common = useWords(commonWords);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const before = globalThis.document.activeElement;
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [asked]);
  return (
    <section
      className="asked"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div className="asked-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {asked === undefined ? words.numbersOf(shown) : <Own>{asked.text}</Own>}
        </h2>
        <Button kind="plain" onClick={onClose}>
          {common.close}
        </Button>
      </div>
      {asked === undefined ? (
        <NumberList report={report} document={document} page={shown} onAsk={onAsk} />
      ) : (
        <>
          <div>
            <Button onClick={() => onAsk(undefined)}>{words.allNumbers}</Button>
          </div>
          <AnswerView key={`${asked.page} ${asked.x} ${asked.y}`} report={report} number={asked} />
        </>
      )}
    </section>
  );
}

interface NumberListProps extends Pick<NumbersPanelProps, "report" | "document" | "onAsk"> {
  readonly page: number;
}

function NumberList({ report, document, page, onAsk }: NumberListProps) {
  const words = useWords(askWords);
  const query = useQuery({
    queryKey: keys.pdf(report.id, report.sha256, "numbers", page),
    queryFn: () => readPageNumbers(document!, page),
    enabled: document !== undefined,
    gcTime: 60_000,
  });
  return (
    <Loaded query={query}>
      {(numbers) =>
        numbers.length === 0 ? (
          <p className="muted">{words.noNumbers}</p>
        ) : (
          <>
            <p className="small muted">{words.lead}</p>
            <ul className="asked-list">
              {numbers.map((number, index) => (
                // Numbers may be alike; each is its place.
                <li key={`${index}`}>
                  <button type="button" onClick={() => onAsk(number)}>
                    <strong>
                      <Own>{number.text}</Own>
                    </strong>
                    {number.context !== number.text && (
                      <span className="muted small">
                        <Own>{number.context}</Own>
                      </span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Loaded>
  );
}
