import { html, raw } from "hono/html";
import { diffWordsWithSpace } from "diff";
import type { Difference } from "../../core/service/review/difference.ts";
import { showOverrides } from "../../core/wording/show-controls.ts";
import type { Html } from "./html-page.ts";

/** A comparison, with its pages as data URLs. */
export interface PrintedComparison {
  readonly before: string;
  readonly after: string;
  readonly cases: readonly PrintedCase[];
}

interface PrintedCase {
  readonly name: string;
  readonly differences: readonly Difference[];
  readonly pages: readonly PrintedPage[];
}

interface PrintedPage {
  readonly number: number;
  /** How it differs. */
  readonly words: string;
  /** PNG as a data URL; absent: this side has no such page. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** Where it differs, pixels of a picture of this width and height. */
  readonly box?:
    | { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
    | undefined;
  readonly width: number;
  readonly height: number;
}

const style = `
  :root { color-scheme: light; --ink: #1d1d1b; --muted: #5c5c58; --rule: #d8d6d0; --accent: #a3152a; --gone: #f7dfe0; --new: #dcefdc; }
  * { box-sizing: border-box; }
  body { margin: 0; color: var(--ink); background: #fff; font: 1rem/1.5 system-ui, sans-serif; }
  main { max-width: 80rem; margin: 0 auto; padding: 2rem 1.25rem; }
  h1, h2, h3 { font-family: Georgia, "Source Serif 4", serif; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
  h1 { font-size: 1.75rem; border-top: 6px solid var(--accent); padding-top: 1rem; }
  h2 { font-size: 1.25rem; margin-top: 2.5rem; border-top: 1px solid var(--rule); padding-top: .75rem; }
  h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
  .muted { color: var(--muted); }
  table { border-collapse: collapse; width: 100%; font-size: .875rem; }
  th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
  th { font-weight: 600; }
  td:first-child, th:first-child { width: 24%; }
  del { background: var(--gone); text-decoration: none; }
  ins { background: var(--new); text-decoration: none; }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
  figure { margin: 0; }
  figcaption { font-size: .8125rem; color: var(--muted); }
  .page { position: relative; border: 1px solid var(--rule); }
  .page img { display: block; width: 100%; height: auto; }
  .page svg { position: absolute; inset: 0; width: 100%; height: 100%; }
  .page rect { fill: none; stroke: var(--accent); stroke-width: 3; }
  @media (max-width: 40rem) {
    .pair { grid-template-columns: 1fr; }
    table, tbody, tr, td { display: block; width: auto; }
    td:first-child, th:first-child { width: auto; }
    thead { position: absolute; left: -9999px; }
    td { border: 0; padding: .125rem 0; }
    tr { border-bottom: 1px solid var(--rule); padding: .375rem 0; display: block; }
  }
`;

/** One HTML file that shows a comparison, for a pull request: it loads nothing, and runs no script. */
export function differencePage({ before, after, cases }: PrintedComparison): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="content-security-policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>${showOverrides(`${before} → ${after}`)}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>What changed in the reports</h1>
          <p class="muted"><bdi>${showOverrides(before)}</bdi> → <bdi>${showOverrides(after)}</bdi></p>
          ${cases.map(printCase)}
        </main>
      </body>
    </html> `;
  // A String object, which a file's writer would take for a list of characters.
  return String(page);
}

function printCase({ name, differences, pages }: PrintedCase): Html {
  return html`<section>
    <h2 dir="auto">${showOverrides(name)}</h2>
    ${differences.length + pages.length === 0 ? html`<p class="muted">No difference.</p>` : ""}
    ${
      differences.length === 0
        ? ""
        : html`<table>
            <thead>
              <tr>
                <th scope="col">Where</th>
                <th scope="col">Before</th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              ${differences.map(printRow)}
            </tbody>
          </table>`
    }
    ${pages.map(printPage)}
  </section>`;
}

function printRow({ place, ...texts }: Difference): Html {
  const [before, after] = [texts.before, texts.after].map((text) => (text === undefined ? text : showOverrides(text)));
  const parts = before === undefined || after === undefined ? undefined : diffWordsWithSpace(before, after);
  const was =
    parts?.filter(({ added }) => !added).map(({ removed, value }) => (removed ? html`<del>${value}</del>` : value)) ??
    (before === undefined ? "" : html`<del>${before}</del>`);
  const is =
    parts?.filter(({ removed }) => !removed).map(({ added, value }) => (added ? html`<ins>${value}</ins>` : value)) ??
    (after === undefined ? "" : html`<ins>${after}</ins>`);
  return html`<tr>
    <td dir="auto">${showOverrides(place)}</td>
    <td dir="auto">${was}</td>
    <td dir="auto">${is}</td>
  </tr>`;
}

function printPage(page: PrintedPage): Html {
  return html`<h3>Page ${page.number}: ${page.words}</h3>
    <div class="pair">${printPicture("before", page.before, page)}${printPicture("after", page.after, page)}</div>`;
}

function printPicture(side: string, picture: string | undefined, { number, box, width, height }: PrintedPage): Html {
  if (picture === undefined) return html`<p class="muted">No page ${number} ${side}.</p>`;
  // `raw`: escaping, which base64 does not need, would copy megabytes again and again.
  const frame =
    box === undefined
      ? ""
      : html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
          <rect x="${box.left - 4}" y="${box.top - 4}" width="${box.width + 8}" height="${box.height + 8}" />
        </svg>`;
  return html`<figure>
    <div class="page">
      <img src="${raw(picture)}" alt="Page ${number} ${side}" width="${width}" height="${height}" />${frame}
    </div>
    <figcaption>${side}</figcaption>
  </figure>`;
}
