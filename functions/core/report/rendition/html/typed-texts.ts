/** How a text of a page is set. */
export interface PageType {
  /** A variable of the style sheet: `--sans`. */
  readonly family: string;
  readonly weight: 400 | 600 | 700;
  readonly italic: boolean;
}

/** Texts of a page that are set alike. */
export interface TypedTexts {
  readonly type: PageType;
  readonly texts: ReadonlySet<string>;
}

interface Style {
  readonly family: string;
  readonly weight: number;
  readonly italic: boolean;
  readonly smallCaps: boolean;
}

type Setting = (style: Style, inherited: Style) => Style;

interface PageElement {
  readonly name: string;
  readonly classes: readonly string[];
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: PageElement | undefined;
}

/** An element with its style; those that are alike below one are one. */
interface Place extends PageElement {
  readonly style: Style;
  readonly hidden: boolean;
  readonly below: Map<string, Place>;
}

interface Rule {
  readonly matches: (element: PageElement) => boolean;
  /** Of two rules the one with the greater weight is in force; of equal ones, the later. */
  readonly weight: number;
  readonly set: Setting;
}

/** What browsers set by themselves (WHATWG HTML, 15.3). */
const usual =
  "b,strong{font-weight:bolder}th,h1,h2,h3,h4,h5,h6{font-weight:700}em,i{font-style:italic}" +
  "code,pre{font-family:monospace}math{font-family:math}";

/** Elements whose text is not shown. */
const unseen = new Set(["style", "title", "desc", "head"]);

const plain: Style = { family: "", weight: 400, italic: false, smallCaps: false };

/**
 * The texts of a page by the type in which its style sheet sets them. Knows as much of CSS as our style sheet uses: a
 * rule for type whose selector it cannot read is a fault of the program.
 *
 * @param body markup as `element` writes it
 * @param sheet the page's style sheet, of which rules inside `@media` and `@supports` set no type
 * @throws TypeError for such a rule
 */
export function typedTexts(body: string, sheet: string): TypedTexts[] {
  const rules = [...readRules(usual, 0), ...readRules(sheet, 10_000)].toSorted((a, b) => a.weight - b.weight);
  const root = placeOf({ name: "html", classes: [], attributes: new Map(), parent: undefined }, plain, rules);
  const found = new Map<string, { readonly type: PageType; readonly texts: Set<string> }>();
  const note = ({ style, hidden }: Place, words: string): void => {
    if (hidden || words === "") return;
    const { family, italic, smallCaps } = style;
    const weight = style.weight >= 650 ? 700 : style.weight >= 500 ? 600 : 400;
    const key = `${family} ${weight} ${italic}`;
    const group = found.get(key) ?? { type: { family, weight, italic }, texts: new Set() };
    found.set(key, group);
    group.texts.add(words);
    // Small capitals are drawn as such, or as small ones of the capitals.
    if (smallCaps) group.texts.add(words.toUpperCase());
  };
  let at = root;
  for (const [, closing, name, written, single, words] of body.matchAll(token)) {
    if (words !== undefined) note(at, plainOf(words));
    else if (closing !== undefined) at = at.parent as Place;
    else {
      const below = childOf(at, name!, written!, rules);
      if (name === "li" && at.name === "ol") note(below, "0123456789. ");
      if (single === undefined) at = below;
    }
  }
  return [...found.values()].toSorted((a, b) => (keyOf(a.type) < keyOf(b.type) ? -1 : 1));
}

/** What `text` and `element` have escaped. */
function plainOf(escaped: string): string {
  return escaped.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

const token = /<(\/)?([\w:-]+)((?:\s[\w:-]+="[^"]*")*)\s*(\/)?>|([^<]+)/g;

function keyOf({ family, weight, italic }: PageType): string {
  return `${family} ${weight} ${italic}`;
}

function childOf(parent: Place, name: string, written: string, rules: readonly Rule[]): Place {
  const attributes = new Map(
    [...written.matchAll(/\s((?:class|role|font-[a-z]+))="([^"]*)"/g)].map(([, key, value]) => [key!, plainOf(value!)]),
  );
  const key = JSON.stringify([name, ...attributes]);
  const known = parent.below.get(key);
  if (known !== undefined) return known;
  const classes = (attributes.get("class") ?? "").split(" ").filter(Boolean);
  const place = placeOf({ name, classes, attributes, parent }, parent.style, rules, parent.hidden);
  parent.below.set(key, place);
  return place;
}

function placeOf(element: PageElement, inherited: Style, rules: readonly Rule[], hidden = false): Place {
  let style = inherited;
  const attribute = (name: string): string | undefined => element.attributes.get(name);
  // Those of SVG come before all rules of the author.
  const drawn = {
    ...(attribute("font-weight") !== undefined && { weight: Number(attribute("font-weight")) }),
    ...(attribute("font-style") === "italic" && { italic: true }),
  };
  style = { ...style, ...drawn };
  for (const { matches, set } of rules) if (matches(element)) style = set(style, inherited);
  return { ...element, style, hidden: hidden || unseen.has(element.name), below: new Map() };
}

/** The rules of a style sheet that set type, without those within others. */
function readRules(sheet: string, origin: number): Rule[] {
  const rules: Rule[] = [];
  for (let at = 0; ;) {
    const open = sheet.indexOf("{", at);
    if (open < 0) return rules;
    const selector = sheet.slice(at, open).trim();
    let end = sheet.indexOf("}", open);
    if (selector.startsWith("@")) end = endOfBlock(sheet, open);
    else {
      const set = readSetting(sheet.slice(open + 1, end));
      if (set !== undefined)
        for (const one of selector.split(",")) rules.push({ ...readSelector(one.trim(), origin), set });
    }
    at = end + 1;
  }
}

function endOfBlock(sheet: string, open: number): number {
  let depth = 0;
  for (let at = open; at < sheet.length; at++) {
    if (sheet[at] === "{") depth++;
    if (sheet[at] === "}" && --depth === 0) return at;
  }
  throw new TypeError("the style sheet is cut short");
}

/** What the declarations of a rule say of type; undefined: nothing. */
function readSetting(declarations: string): Setting | undefined {
  const settings: Setting[] = [];
  for (const declaration of declarations.split(";")) {
    const [, name, value = ""] = /^\s*([\w-]+)\s*:\s*(.*)$/s.exec(declaration) ?? [];
    if (name === "font")
      settings.push((_, inherited) =>
        value === "inherit"
          ? inherited
          : { family: familyOf(value), weight: weightOf(value), italic: value.startsWith("italic"), smallCaps: false },
      );
    if (name === "font-family") settings.push((style) => ({ ...style, family: familyOf(value) }));
    if (name === "font-style") settings.push((style) => ({ ...style, italic: value === "italic" }));
    if (name === "font-variant-caps") settings.push((style) => ({ ...style, smallCaps: value === "small-caps" }));
    if (name === "font-weight")
      settings.push((style, inherited) => ({
        ...style,
        weight: value !== "bolder" ? Number(value) : inherited.weight < 600 ? 700 : 900,
      }));
  }
  if (settings.length === 0) return undefined;
  return (style, inherited) => settings.reduce((before, set) => set(before, inherited), style);
}

function familyOf(value: string): string {
  return /var\((--[\w-]+)\)/.exec(value)?.[1] ?? value.split(/\s/).at(-1)!;
}

function weightOf(font: string): number {
  return Number(/^(?:italic\s+)?(\d00)\s/.exec(font)?.[1] ?? 400);
}

/** `tag.class[attribute=value]`, each part absent or present. */
const compound = /^(\*|[a-z][a-z0-9]*)?((?:\.[\w-]+|\[[\w-]+\^?=[^\]]+\])*)$/;

function readSelector(selector: string, origin: number): Omit<Rule, "set"> {
  const parts = selector.split(/\s*(>)\s*|\s+/).filter((part) => part !== undefined);
  const tests: { readonly child: boolean; readonly test: (element: PageElement) => boolean }[] = [];
  let weight = origin;
  let child = false;
  for (const part of parts) {
    if (part === ">") {
      child = true;
      continue;
    }
    const [whole, tag, rest = ""] = compound.exec(part) ?? [];
    if (whole === undefined) throw new TypeError(`the selector "${selector}" sets type, and cannot be read`);
    const needs = [...rest.matchAll(/\.([\w-]+)|\[([\w-]+)(\^?)=([^\]]+)\]/g)];
    weight += needs.length * 100 + Number(tag !== undefined && tag !== "*");
    tests.push({
      child,
      test: ({ name, classes, attributes }) =>
        (tag === undefined || tag === "*" || tag === name) &&
        needs.every(([, own, key, begins, value]) => {
          if (own !== undefined) return classes.includes(own);
          const [given, sought] = [attributes.get(key!), value!.replaceAll('"', "")];
          return begins === "^" ? given?.startsWith(sought) === true : given === sought;
        }),
    });
    child = false;
  }
  return { weight, matches: (element) => matchesFrom(element, tests, tests.length - 1) };
}

function matchesFrom(
  element: PageElement,
  tests: readonly { readonly child: boolean; readonly test: (element: PageElement) => boolean }[],
  at: number,
): boolean {
  const { child, test } = tests[at]!;
  if (!test(element)) return false;
  if (at === 0) return true;
  for (let above = element.parent; above !== undefined; above = above.parent) {
    if (matchesFrom(above, tests, at - 1)) return true;
    if (child) return false;
  }
  return false;
}
