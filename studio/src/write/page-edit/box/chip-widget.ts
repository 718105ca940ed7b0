import { WidgetType } from "@codemirror/view";

/** A chip, as its words. */
export class ChipWidget extends WidgetType {
  readonly keep: number;
  readonly source: string;

  constructor(keep: number, source: string) {
    super();
    this.keep = keep;
    this.source = source;
  }

  override eq(other: ChipWidget): boolean {
    return other.keep === this.keep;
  }

  toDOM(): HTMLElement {
    const chip = document.createElement("span");
    chip.className = "cm-chip";
    chip.textContent = shortSource(this.source);
    chip.title = this.source;
    chip.dataset["source"] = this.source;
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** A chip's words: what is between the braces. */
function shortSource(source: string): string {
  const inner = source.replace(/^\{[{%]-?\s*|\s*-?[}%]\}$/g, "");
  return inner.length > 40 ? `${inner.slice(0, 39)}…` : inner;
}
