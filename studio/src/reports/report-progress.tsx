import type { Report } from "../api/report.ts";
import { Progress } from "../design/progress.tsx";
import { useWords } from "../words/use-words.tsx";
import { reportWords } from "./words.ts";

const stages = ["template", "dataset", "query", "compose", "chart", "layout", "pdf", "publish"] as const;

/** How far a report under way has come. */
export function ReportProgress({ report }: { readonly report: Report }) {
  const words = useWords(reportWords);
  const at = stages.findIndex((stage) => stage === report.stage);
  const names = stages.map((stage) => (stage === "template" ? words.templateStage : words[stage]));
  const label = report.status === "queued" || at < 0 ? words.waiting : names[at]!;
  return (
    <div className="report-progress">
      <Progress steps={stages} at={at} label={label} />
      <p className="muted">{label}</p>
    </div>
  );
}
