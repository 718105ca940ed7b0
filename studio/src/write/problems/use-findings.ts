import { keys } from "../../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api/client.ts";
import { take } from "../../api/take.ts";
import { ofPreview } from "../preview/made-again.ts";
import type { PreviewState } from "../preview/preview-session.ts";
import { findingsOf } from "../preview/preview.ts";
import { type Finding, problemOf, type TemplateProblem } from "./problem.ts";

/** Quiet time before the whole check runs, ms: it takes as long as a few reports. */
const settleMs = 1_200;

/** What the last preview found, and what the whole check says of the same files once the author pauses. */
export function useFindings({ preview, busy }: PreviewState): readonly Finding[] {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    // What will be replaced at once need not be checked.
    if (busy) return;
    const timer = setTimeout(() => setSettled(preview?.id), settleMs);
    return () => clearTimeout(timer);
  }, [preview?.id, busy]);
  const { data } = useQuery({
    queryKey: keys.previewProblems(settled),
    queryFn: () =>
      ofPreview(settled!, () => take(api.GET("/previews/{id}/problems", { params: { path: { id: settled! } } }))),
    enabled: settled !== undefined && settled === preview?.id,
    staleTime: Infinity,
    gcTime: 10_000,
    retry: false,
  });
  const checked = settled === preview?.id ? data : undefined;
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  useEffect(() => {
    if (preview === undefined) return;
    const told = new Set(
      [...(checked?.problems ?? []), ...(checked?.warnings ?? [])].map(
        ({ code, file, line }) => `${code} ${file} ${line}`,
      ),
    );
    // The check says the same of a line in its own words.
    const isNew = ({ code, where }: TemplateProblem): boolean => !told.has(`${code} ${where?.file} ${where?.line}`);
    const problems = [...preview.problems.filter(isNew), ...(checked?.problems ?? []).map(problemOf)];
    // The pages of a faulty template are older than its text: their warnings would stand in the wrong lines.
    const warnings = [
      ...(preview.state === "current" ? preview.warnings.filter(isNew) : []),
      ...(checked?.warnings ?? []).map(problemOf),
    ];
    const found = findingsOf(problems, warnings);
    // Most keystrokes change nothing here: then the page is not drawn once more before its new picture is.
    setFindings((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found));
  }, [preview, checked]);
  return findings;
}
