/** An element of an XML document, with names resolved to namespaces. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly prefix: string;
  /** `{namespace}name` → value; attributes without a prefix have the empty namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  /** `{namespace}name` → prefix as written. */
  readonly attributePrefixes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const name = String.raw`[\p{L}_:][\p{L}\p{N}_:.·-]*`;
const tag = new RegExp(String.raw`<(/?)(${name})((?:\s+${name}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>`, "uy");
const attribute = new RegExp(String.raw`(${name})\s*=\s*(?:"([^"]*)"|'([^']*)')`, "gu");
const other = /<!--(?:(?!--)[\s\S])*-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>/y;

/**
 * Parses the subset of XML that XMP uses: namespaces, attributes, comments, CDATA; no document type.
 *
 * @returns the root element; `undefined` if the text is not well-formed
 */
export function parseXml(text: string): XmlElement | undefined {
  const open: { readonly element: XmlElement; readonly raw: string; readonly scope: ReadonlyMap<string, string> }[] =
    [];
  let scope: ReadonlyMap<string, string> = new Map([["xml", "http://www.w3.org/XML/1998/namespace"]]);
  let root: XmlElement | undefined;
  for (let at = 0; at < text.length;) {
    if (text[at] !== "<") {
      const next = text.indexOf("<", at);
      const piece = unescape(text.slice(at, next < 0 ? undefined : next));
      if (piece === undefined) return undefined;
      const inside = open.at(-1);
      if (inside !== undefined) inside.element.text += piece;
      else if (/[^\s\ufeff\0]/.test(piece)) return undefined;
      at = next < 0 ? text.length : next;
      continue;
    }
    other.lastIndex = tag.lastIndex = at;
    const skipped = other.exec(text);
    if (skipped !== null) {
      const inside = open.at(-1);
      if (inside !== undefined) inside.element.text += skipped[1] ?? "";
      at = other.lastIndex;
      continue;
    }
    const match = tag.exec(text);
    if (match === null) return undefined;
    at = tag.lastIndex;
    const [, closing, raw = "", rawAttributes = "", empty] = match;
    if (closing === "/") {
      const last = open.pop();
      if (last?.raw !== raw) return undefined;
      scope = last.scope;
      continue;
    }
    if (root !== undefined && open.length === 0) return undefined;
    const outer = scope;
    const pairs = [...rawAttributes.matchAll(attribute)].map(
      ([, key = "", double, single]) => [key, unescape(double ?? single ?? "")] as const,
    );
    if (pairs.some(([, value]) => value === undefined)) return undefined;
    for (const [key, value] of pairs) if (/^xmlns(:|$)/.test(key)) scope = new Map([...scope, [key.slice(6), value!]]);
    const resolved = resolveName(raw, scope, true);
    const attributes = new Map<string, string>();
    const attributePrefixes = new Map<string, string>();
    for (const [key, value] of pairs) {
      if (/^xmlns(:|$)/.test(key)) continue;
      const about = resolveName(key, scope, false);
      if (about === undefined) return undefined;
      attributes.set(`{${about.namespace}}${about.name}`, value!);
      attributePrefixes.set(`{${about.namespace}}${about.name}`, about.prefix);
    }
    if (resolved === undefined) return undefined;
    const element: XmlElement = { ...resolved, attributes, attributePrefixes, children: [], text: "" };
    open.at(-1)?.element.children.push(element);
    root ??= element;
    if (empty === "/") scope = outer;
    else open.push({ element, raw, scope: outer });
  }
  return open.length === 0 ? root : undefined;
}

function resolveName(
  raw: string,
  scope: ReadonlyMap<string, string>,
  element: boolean,
): { namespace: string; name: string; prefix: string } | undefined {
  const [prefix, local] = raw.includes(":") ? (raw.split(":") as [string, string]) : ["", raw];
  if (prefix === "" && !element) return { namespace: "", name: local, prefix };
  const namespace = scope.get(prefix) ?? (prefix === "" ? "" : undefined);
  return namespace === undefined ? undefined : { namespace, name: local, prefix };
}

function unescape(text: string): string | undefined {
  let faulty = false;
  const plain = text.replaceAll(/&(#x[0-9a-f]+|#\d+|\w+)?;?/gi, (whole, reference: string | undefined) => {
    const code = /^#x/i.test(reference ?? "")
      ? Number.parseInt(reference!.slice(2), 16)
      : Number(reference?.replace("#", ""));
    const character =
      reference?.startsWith("#") === true
        ? code <= 0x10ffff
          ? String.fromCodePoint(code)
          : undefined
        : entities[reference ?? ""];
    if (character === undefined || !whole.endsWith(";")) faulty = true;
    return character ?? "";
  });
  return faulty ? undefined : plain;
}
