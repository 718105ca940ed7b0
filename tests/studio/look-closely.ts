import type { Page } from "playwright-core";

/** In the page: what of an element is told apart in forced colours, with all of it that says so. */
const seen = `const seen = (element) => [element, element.parentElement, element.previousElementSibling, element.nextElementSibling, ...(element.shadowRoot?.querySelectorAll("*") ?? [])].flatMap((part) => part === null ? [] : [undefined, "::before", "::after"].map((pseudo) => {
  const style = getComputedStyle(part, pseudo);
  const line = (name) => style[name + "Style"] === "none" || style[name + "Width"] === "0px" ? "none" : [style[name + "Style"], style[name + "Width"], style[name + "Color"]].join(" ");
  return [style.backgroundColor, style.color, style.textDecorationLine, ...["borderTop", "borderRight", "borderBottom", "borderLeft", "outline"].map(line)].join("; ");
})).join("|");
const name = (element) => element.outerHTML.replace(/\\s+/g, " ").slice(0, 140);
const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;`;

/** In the page: what has the attribute, must look other once it has lost it. */
const alike = `(() => { ${seen}
  const found = [];
  for (const [attribute, chosen] of [["aria-current", ":not([aria-current=false])"], ["aria-selected", "[aria-selected=true]"], ["aria-pressed", "[aria-pressed=true]"]])
    for (const element of document.querySelectorAll("[" + attribute + "]" + chosen)) {
      if (!isShown(element)) continue;
      const before = seen(element), value = element.getAttribute(attribute);
      attribute === "aria-current" ? element.removeAttribute(attribute) : element.setAttribute(attribute, "false");
      const after = seen(element);
      element.setAttribute(attribute, value);
      if (before === after) found.push("looks as if it were not " + attribute + ": " + name(element));
    }
  return found;
})()`;

/** In the page: what takes the focus must look other while it has it. At most 60 of them, evenly. */
const unfocused = `(() => { ${seen}
  const root = document.querySelector("dialog[open]") ?? document;
  const all = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0'], [contenteditable=true]")].filter((element) => isShown(element) && !element.disabled && element.closest("[inert]") === null);
  const step = Math.max(1, all.length / 60);
  const active = document.activeElement, found = [];
  for (let at = 0; at < all.length; at += step) {
    const element = all[Math.floor(at)];
    element.blur();
    const before = seen(element);
    element.focus({ preventScroll: true });
    if (document.activeElement !== element) continue;
    if (!element.matches(":focus-visible")) found.push("has no visible focus: " + name(element));
    else if (seen(element) === before) found.push("looks without focus as with it: " + name(element));
  }
  active?.focus?.({ preventScroll: true });
  return found;
})()`;

/** In the page: a button needs a line around it, or words or a drawing that stand out from what is behind. */
const unseen = `(() => { ${seen}
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (colour) => { const [r, g, b] = parse(colour).map((value) => { const part = value / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const contrast = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
  const behind = (element) => { for (let part = element; part !== null; part = part.parentElement) { const colour = getComputedStyle(part).backgroundColor; const values = parse(colour); if (values.length < 4 || values[3] > 0.5) return colour; } return "rgb(255, 255, 255)"; };
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.cssText = "forced-color-adjust: none; background: Highlight; color: HighlightText";
  const chosen = ["backgroundColor", "color"].map((part) => getComputedStyle(probe)[part]).join();
  probe.remove();
  const found = [];
  for (const element of document.querySelectorAll("button, .button, select, input:not([type=hidden], [type=radio], [type=checkbox], [type=file], .unseen), textarea")) {
    // How what is chosen stands out, is the system's to say.
    if (!isShown(element) || element.disabled || [getComputedStyle(element).backgroundColor, getComputedStyle(element).color].join() === chosen) continue;
    const style = getComputedStyle(element);
    const ground = behind(element.parentElement ?? element);
    const lined = style.borderTopStyle !== "none" && style.borderTopWidth !== "0px" && contrast(style.borderTopColor, ground) >= 3;
    if (lined) continue;
    if (!element.matches("button, .button")) { found.push("has no line around it: " + name(element)); continue; }
    const words = element.textContent.trim() !== "" && contrast(style.color, behind(element)) >= 4.5;
    const drawn = [...element.querySelectorAll("svg, svg *")].some((part) => { const { fill, stroke } = getComputedStyle(part); return [fill, stroke].some((colour) => /^rgb\\(/.test(colour) && contrast(colour, behind(element)) >= 3); });
    if (!words && !drawn && element.querySelector("img, canvas") === null) found.push("cannot be seen: " + name(element));
  }
  return found;
})()`;

/**
 * What of a page is lost in forced colours, one line each: what is current, what has the focus, and buttons. The page
 * has the colours of the system afterwards, and its focus where it was.
 */
export async function findLost(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: "active" });
  // Whoever uses the keyboard sees the focus.
  await page.keyboard.press("Shift");
  const lost: string[] = [];
  for (const look of [alike, unfocused, unseen]) lost.push(...(await page.evaluate<string[]>(look)));
  await page.emulateMedia({ forcedColors: "none" });
  return lost;
}

/** What may be wider than the window: two dimensions give it its sense (WCAG 2.2, 1.4.10). */
const wide =
  "table, pre, .cm-editor, .cm-scroller, .write-scroller, .pdf-pages, [role=tabpanel] .write-grid, .write-grid";

/**
 * What of a page stands outside of its window or is cut off, one line each: controls and words that cannot be reached
 * by scrolling down, and boxes that must be scrolled sideways, but for tables, source text and the pages of a report.
 */
export function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => { ${seen}
    const found = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) found.push("the page is " + document.documentElement.scrollWidth + " wide");
    const free = ${JSON.stringify(wide)};
    // Where a table is set as a list, its rows need no more than one dimension.
    const isFree = (part) => part !== null && (!part.matches("table") || getComputedStyle(part).display === "table");
    for (const element of document.querySelectorAll("body *")) {
      if (!isShown(element) || isFree(element.closest(free)) || element.closest(".unseen, svg") !== null) continue;
      const style = getComputedStyle(element);
      if (/auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && ![...element.querySelectorAll(free)].some(isFree)) found.push("must be scrolled sideways (" + element.scrollWidth + " in " + element.clientWidth + "): " + name(element));
      const { left, right, width: own } = element.getBoundingClientRect();
      if (own > 1 && element.matches("a, button, input, select, textarea, summary, label, h1, h2, h3, p, li") && (right > width + 1 || left < -1)) {
        let scrolled = false;
        for (let part = element.parentElement; part !== null; part = part.parentElement) scrolled ||= /auto|scroll/.test(getComputedStyle(part).overflowX) && part.scrollWidth > part.clientWidth + 1;
        if (!scrolled) found.push("stands outside (" + Math.round(left) + " to " + Math.round(right) + "): " + name(element));
      }
    }
    return found;
  })()`);
}
