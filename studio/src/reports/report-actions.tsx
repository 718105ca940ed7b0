import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { Report } from "../api/report.ts";
import { Button } from "../design/button.tsx";
import { CopyButton } from "../design/copy-button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { RenditionButtons } from "./rendition-buttons.tsx";
import { useReportActions } from "./use-report-actions.ts";
import { VerifyButton } from "./verify-button.tsx";
import { reportWords } from "./words.ts";

interface ReportActionsProps {
  readonly report: Report;
  readonly pdf: Uint8Array<ArrayBuffer> | undefined;
  readonly children?: ReactNode;
  /** Whether the form is beside it, so that no way there is needed. */
  readonly besideForm: boolean;
}

/** What can be done with a report, by its state. */
export function ReportActions({ report, pdf, children, besideForm }: ReportActionsProps) {
  const words = useWords(reportWords);
  const common = useWords(commonWords);
  const [asked, setAsked] = useState(false);
  const { retry, cancel, remove } = useReportActions(report.id);
  const fault = retry.error ?? cancel.error ?? remove.error;
  return (
    <>
      <div className="buttons">
        {report.status === "ready" && <ReadyActions report={report} pdf={pdf} />}
        {children}
        {report.status === "failed" && (
          <Button kind="primary" disabled={retry.isPending} onClick={() => retry.mutate()}>
            {words.retry}
          </Button>
        )}
        {report.status === "queued" && (
          <Button disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            {words.cancel}
          </Button>
        )}
        {!besideForm && (
          <Link className="button" href={`/make/${report.template.name}?from=${report.id}`}>
            {words.again}
          </Link>
        )}
        {(report.status === "ready" || report.status === "failed") && (
          <Button kind="plain" onClick={() => setAsked(true)}>
            {words.delete}
          </Button>
        )}
      </div>
      {fault !== null && <ProblemList title={common.loadFailed} error={fault} />}
      {asked && (
        <Dialog title={words.deleteTitle} onClose={() => setAsked(false)}>
          <p>{words.deleteLead}</p>
          <div className="buttons">
            <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
              {words.delete}
            </Button>
            <Button onClick={() => setAsked(false)}>{words.keep}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** What can be done with a PDF. */
function ReadyActions({ report, pdf }: Pick<ReportActionsProps, "report" | "pdf">) {
  const words = useWords(reportWords);
  return (
    <>
      <Button kind="primary" disabled={pdf === undefined} onClick={() => download(pdf!, `${report.template.name}.pdf`)}>
        {words.download}
      </Button>
      <RenditionButtons report={report} />
      <CopyButton text={`${location.origin}/studio/reports/${report.id}`} done={words.linkCopied}>
        {words.link}
      </CopyButton>
      <VerifyButton report={report} pdf={pdf} />
    </>
  );
}

/** Saves bytes as a file. The browser reads them from memory: no address carries a token. */
function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
