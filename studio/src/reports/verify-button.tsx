import { useState } from "react";
import type { Report } from "../api/report.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Notice } from "../design/notice.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { reportWords } from "./words.ts";

interface VerifyButtonProps {
  readonly report: Report;
  readonly pdf: Uint8Array<ArrayBuffer> | undefined;
}

/** Compares the PDF, as it arrived here, with the hash in the report's record. */
export function VerifyButton({ report, pdf }: VerifyButtonProps) {
  const words = useWords(reportWords);
  const common = useWords(commonWords);
  const [hash, setHash] = useState<string>();
  return (
    <>
      <Button disabled={pdf === undefined} onClick={() => void hashOf(pdf!).then(setHash)}>
        {words.verify}
      </Button>
      {hash !== undefined && (
        <Dialog title={words.verify} onClose={() => setHash(undefined)}>
          <Notice kind={hash === report.sha256 ? "good" : "bad"}>
            <p>{hash === report.sha256 ? words.verified(hash) : words.forged(hash)}</p>
          </Notice>
          <div className="buttons">
            <Button onClick={() => setHash(undefined)}>{common.close}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
