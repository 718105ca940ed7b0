import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** A piece of HTML in which every value has been escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const style = `
  :root { color-scheme: light; --ink: #1d1d1b; --muted: #5c5c58; --rule: #d8d6d0; --accent: #a3152a; }
  * { box-sizing: border-box; }
  body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem; }
  h1, h2 { font-family: Georgia, "Source Serif 4", serif; line-height: 1.2; margin: 0; }
  h1 { font-size: 2.25rem; border-top: 6px solid var(--accent); padding-top: 1rem; }
  h2 { font-size: 1.25rem; margin-top: 2.5rem; border-top: 1px solid var(--rule); padding-top: .75rem; }
  p, li, td { overflow-wrap: anywhere; }
  .muted { color: var(--muted); }
  a { color: var(--accent); }
  pre { background: #f6f4ef; padding: .75rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8125rem; }
  ul { padding: 0; list-style: none; }
  li { padding: .375rem 0; border-bottom: 1px solid var(--rule); }
`;

/**
 * Builds a page of the service. It uses no external resources, and its policy forbids the browser to load any.
 *
 * @param options.form whether the page may send a form to the service
 */
export function htmlPage(title: string, body: Html, { form = false }: { readonly form?: boolean } = {}): Response {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `;
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    `form-action ${form ? "'self'" : "'none'"}`,
  ].join("; ");
  return new Response(page as unknown as string, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}
