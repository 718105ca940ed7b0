import { WidgetType } from "@codemirror/view";
import { valueInWords } from "../words/shortly.ts";
import type { BoxContent } from "./box-content.ts";

/** A chip: what it prints, or else what it is called; a pointer on it shows its words in the source. */
export class ChipWidget extends WidgetType {
  readonly keep: number;
  readonly source: string;
  readonly shown: string | undefined;
  readonly nameOf: (name: string) => string;

  /** @param nameOf what a value is called in the reader's language */
  constructor({ keep, source, shown }: BoxContent["chips"][number], nameOf: (name: string) => string) {
    super();
    this.nameOf = nameOf;
    this.keep = keep;
    this.source = source;
    this.shown = shown;
  }

  override eq(other: ChipWidget): boolean {
    return other.keep === this.keep;
  }

  toDOM(): HTMLElement {
    const chip = document.createElement("span");
    chip.className = this.shown === undefined && !isNamed(this.source) ? "cm-chip" : "cm-chip cm-is-shown";
    chip.dir = "auto";
    chip.textContent = shortened(this.shown ?? wordsOf(this.source, this.nameOf));
    chip.title = this.source;
    chip.dataset["source"] = this.source;
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** The name of a value, as `{{ total.before_value | number }}` has one; else what is between the braces. */
function wordsOf(source: string, nameOf: (name: string) => string): string {
  return isNamed(source) ? valueInWords(source, { nameOf }) : source.replace(/^\{[{%]-?\s*|\s*-?[}%]\}$/g, "");
}

function isNamed(source: string): boolean {
  return /^\{\{-?\s*[\p{L}_][\p{L}\p{N}_.-]*\s*(?:\||-?\}\})/u.test(source);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
