import type { Code, InlineCode, Nodes, Root, Text } from "mdast";

const style = {
  body: "margin:0;padding:24px;background:#ffffff;color:#1a1a1a;font:16px/1.5 -apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang SC','Microsoft YaHei',sans-serif",
  main: "max-width:640px",
  cell: "padding:4px 12px 4px 0;border-bottom:1px solid #d0d0d0;text-align:left;vertical-align:top",
  footer: "margin-top:32px;font-size:13px;color:#555555",
};

/**
 * A letter as an HTML document that needs nothing from elsewhere: headings, lists and links as such, so that a screen
 * reader reads them as such.
 *
 * @param language BCP 47
 * @param footer words and address of the link at its end
 */
export function letterHtml(
  root: Root,
  {
    subject,
    language,
    rtl,
    footer,
  }: {
    readonly subject: string;
    readonly language: string;
    readonly rtl: boolean;
    readonly footer?: { readonly words: string; readonly url: string } | undefined;
  },
): string {
  const end =
    footer === undefined
      ? ""
      : `<p style="${style.footer}"><a href="${escape(footer.url)}" style="color:#555555">${escape(footer.words)}</a></p>`;
  return `<!doctype html>
<html lang="${escape(language)}" dir="${rtl ? "rtl" : "ltr"}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>
<body style="${style.body}"><main style="${style.main}">
${root.children.map((child) => html(child, false)).join("\n")}
${end}</main></body>
</html>
`;
}

/** @param tight whether paragraphs stand in a list whose items are not set apart */
function html(node: Nodes, tight: boolean): string {
  const inner = (inTight = tight): string =>
    "children" in node ? node.children.map((child) => html(child, inTight)).join("") : "";
  switch (node.type) {
    case "text":
      return printed(node).replaceAll("\n", "<br>");
    case "paragraph":
      return tight ? inner() : `<p>${inner()}</p>`;
    case "heading":
      return `<h${node.depth}>${inner()}</h${node.depth}>`;
    case "emphasis":
      return `<em>${inner()}</em>`;
    case "strong":
      return `<strong>${inner()}</strong>`;
    case "delete":
      return `<del>${inner()}</del>`;
    case "inlineCode":
      return `<code>${printed(node)}</code>`;
    case "code":
      return `<pre><code>${printed(node)}</code></pre>`;
    case "break":
      return "<br>";
    case "link":
      return `<a href="${escape(node.url)}">${inner()}</a>`;
    case "blockquote":
      return `<blockquote>${inner(false)}</blockquote>`;
    case "thematicBreak":
      return "<hr>";
    case "list": {
      const start = node.ordered === true && node.start !== null && node.start !== 1 ? ` start="${node.start}"` : "";
      const name = node.ordered === true ? "ol" : "ul";
      return `<${name}${start}>${inner(node.spread !== true)}</${name}>`;
    }
    case "listItem":
      return `<li>${inner(tight && node.spread !== true)}</li>`;
    case "table": {
      const [head, ...rows] = node.children;
      const cells = (row: typeof head, name: string): string =>
        (row?.children ?? [])
          .map(
            (cell) =>
              `<${name} style="${style.cell}"${name === "th" ? ' scope="col"' : ""}>${cell.children.map((child) => html(child, tight)).join("")}</${name}>`,
          )
          .join("");
      return `<table style="border-collapse:collapse"><thead><tr>${cells(head, "th")}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("")}</tbody></table>`;
    }
    default:
      return inner();
  }
}

/** A text whose values are isolated: their letters cannot turn the order of the words around them (UAX #9, 2.7). */
function printed({ value, data }: Text | InlineCode | Code): string {
  return (data?.parts ?? [{ text: value, isolated: false }])
    .map(({ text, isolated }) =>
      isolated && /[^\x20-\x7e]|\p{L}/u.test(text) ? `<bdi>${escape(text)}</bdi>` : escape(text),
    )
    .join("");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
