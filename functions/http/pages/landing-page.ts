import { html } from "hono/html";
import { countWords } from "../../core/wording/count-words.ts";
import { htmlPage } from "./html-page.ts";

export interface LandingPageContent {
  /** `http://localhost:8080` */
  readonly origin: string;
  /** The template in the example command. */
  readonly flagship?: string | undefined;
  readonly templates: readonly { readonly name: string; readonly title: string; readonly description: string }[];
  readonly datasets: readonly { readonly name: string; readonly rows: number; readonly columns: number }[];
  readonly reports: readonly {
    readonly id: string;
    readonly template: string;
    readonly status: string;
    readonly title?: string;
    readonly created: string;
  }[];
  /** Whether `/preview/{template}` exists. */
  readonly preview: boolean;
}

/**
 * The command that renders a PDF.
 *
 * @param token whether the service requires one @default false
 */
export function curlLine(origin: string, template: string, token = false): string {
  const body = JSON.stringify({ template });
  const authorization = token ? " -H 'authorization: Bearer TOKEN'" : "";
  return `curl -sSf ${origin}/reports${authorization} -H 'accept: application/pdf' -H 'content-type: application/json' -d '${body}' -o ${template}.pdf`;
}

/** The page at `/`: what the service is, a command to try, and what is stored. */
export function landingPage({ origin, flagship = "TEMPLATE", templates, datasets, reports, preview }: LandingPageContent): Response {
  return htmlPage(
    "Broadsheet",
    html`<main>
<h1>Broadsheet</h1>
<p>Stored datasets to PDF briefings with charts. Ask for a report over HTTP and get a PDF: tagged, archival, and the same
bytes for the same inputs. <a href="/openapi.json">The API</a> is described as OpenAPI.</p>
<pre>${curlLine(origin, flagship)}</pre>
<h2>Templates</h2>
<ul>${templates.map(
      ({ name, title, description }) =>
        html`<li><a href="/templates/${name}">${name}</a>${preview ? html` · <a href="/preview/${name}">preview</a>` : ""}<br>${title}<br><span class="muted">${description}</span></li>`,
    )}</ul>
<h2>Datasets</h2>
<ul>${datasets.map(
      ({ name, rows, columns }) =>
        html`<li><a href="/datasets/${name}">${name}</a> <span class="muted">${countWords(rows, "row")}, ${countWords(columns, "column")}</span></li>`,
    )}</ul>
<h2>Recent reports</h2>
${reports.length === 0 ? html`<p class="muted">None yet.</p>` : ""}
<ul>${reports.map(
      ({ id, template, status, title, created }) =>
        html`<li><a href="/reports/${id}${status === "ready" ? "/report.pdf" : ""}">${title ?? template}</a> <span class="muted">${status}, ${created}</span></li>`,
    )}</ul>
</main>`,
  );
}
