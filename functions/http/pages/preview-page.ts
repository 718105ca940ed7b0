import { html } from "hono/html";
import { htmlPage } from "./html-page.ts";

/**
 * Polls the state and shows each new PDF. The last PDF stays while a fault is being fixed. Hidden pages do not poll.
 */
const script = `
const frame = document.querySelector("iframe"), status = document.querySelector("#status"), faults = document.querySelector("#faults");
let shown = "";
async function look() {
  if (document.hidden) return;
  const answer = await fetch(location.pathname, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  const state = await answer.json();
  const { report, problems, warnings = [] } = state;
  faults.textContent = [...problems, ...warnings.map((line) => "warning: " + line)].join("\\n");
  faults.hidden = faults.textContent === "";
  status.textContent = report === undefined ? "not rendered" : report.status + (report.pages ? ", " + report.pages + (report.pages === 1 ? " page" : " pages") : "");
  if (report?.pdf && report.id !== shown) { shown = report.id; frame.src = report.pdf + "#navpanes=0&view=FitH"; }
}
for (;;) {
  try { await look(); } catch { status.textContent = "the server does not answer"; }
  await new Promise((resolve) => setTimeout(resolve, 700));
}
`;

/** The page at `/preview/{template}`: the report with default values, updated after every change. */
export function previewPage(template: string): Response {
  return htmlPage(
    `Preview of ${template}`,
    html`<div class="preview">
<header><strong>${template}</strong> <span class="muted" id="status">asking</span><pre id="faults" hidden></pre></header>
<iframe title="The report as PDF"></iframe>
</div>`,
    { script: `(async () => {${script}})();` },
  );
}
