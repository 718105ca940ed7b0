import { useEffect, useState } from "react";
import type { Report } from "../../api/report.ts";
import type { PageNumber } from "../../pages/page-numbers.ts";
import { PdfViewer } from "../../pages/pdf-viewer.tsx";
import "./ask.css";
import { NumbersPanel } from "./numbers-panel.tsx";
import { type ExplainedNumber, useExplanation, useMayAsk } from "./use-explanation.ts";

interface AskedViewerProps {
  readonly report: Report;
  /** Absent while the file is on its way. */
  readonly bytes: Uint8Array | undefined;
  readonly title: string;
}

/** The pages of a report; a number that is clicked, or chosen from a list, says where it comes from. */
export function AskedViewer({ report, bytes, title }: AskedViewerProps) {
  const mayAsk = useMayAsk();
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState<PageNumber>();
  const [answer] = useExplanation(report, asked).data?.answers ?? [];
  // Another report may stand in the same place.
  useEffect(() => setAsked(undefined), [report.id, report.sha256]);
  const ask = (number: PageNumber | undefined): void => {
    setAsked(number);
    setOpen(true);
  };
  const show = (next: boolean): void => {
    setOpen(next);
    setAsked(undefined);
  };
  // Most readers may: until it is known the tools stand as they will, and no page, so that nothing moves.
  const asking =
    mayAsk !== false
      ? {
          open,
          onOpen: show,
          // The server knows its extent better than the text of the PDF does.
          asked: asked === undefined || answer === undefined ? asked : { ...asked, ...extentOf(answer) },
          onAsk: ask,
          panel: (document: Parameters<typeof NumbersPanel>[0]["document"], shown: number) => (
            <NumbersPanel
              report={report}
              document={document}
              shown={shown}
              asked={asked}
              onAsk={ask}
              onClose={() => show(false)}
            />
          ),
        }
      : undefined;
  return (
    <PdfViewer bytes={mayAsk === undefined ? undefined : bytes} count={report.pages} title={title} asking={asking} />
  );
}

function extentOf({ x, y, width, height }: ExplainedNumber): Pick<PageNumber, "x" | "y" | "width" | "height"> {
  return { x, y, width, height };
}
