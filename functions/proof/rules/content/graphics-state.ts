import type { PdfReader } from "../../reader/pdf-reader.ts";
import { PdfName, type PdfDictionary, type PdfItem } from "../../reader/pdf-syntax.ts";
import type { FontUse } from "../inspection.ts";

/** What the rules need from the graphics state (ISO 32000-1, 8.4). */
interface State {
  readonly use: FontUse | undefined;
  /** Text rendering mode; 3 is invisible. */
  readonly mode: number;
  readonly overprintMode: number;
  readonly overprintsFill: boolean;
  readonly overprintsStroke: boolean;
  /** Whether fill colours are CMYK with an ICC profile. */
  readonly fillsCmyk: boolean;
  readonly strokesCmyk: boolean;
}

const initial: State = {
  use: undefined,
  mode: 0,
  overprintMode: 0,
  overprintsFill: false,
  overprintsStroke: false,
  fillsCmyk: false,
  strokesCmyk: false,
};

/** The graphics state of one content stream, as its operators change, save and restore it. */
export class GraphicsState {
  readonly #reader: PdfReader;
  readonly #resources: PdfDictionary;
  readonly #saved: State[] = [];
  #state = initial;

  /** @param resources in which colour spaces have their names */
  constructor(reader: PdfReader, resources: PdfDictionary) {
    this.#reader = reader;
    this.#resources = resources;
  }

  /** How many states are saved. */
  get depth(): number {
    return this.#saved.length;
  }

  /** The current font. */
  get use(): FontUse | undefined {
    return this.#state.use;
  }

  get invisible(): boolean {
    return this.#state.mode === 3;
  }

  /** Whether painting breaks ISO 19005-3, 6.2.4.2: no overprint mode 1 with CMYK colours of an ICC profile. */
  get overprintsByMode(): boolean {
    const { overprintMode, fillsCmyk, overprintsFill, strokesCmyk, overprintsStroke } = this.#state;
    return overprintMode === 1 && ((fillsCmyk && overprintsFill) || (strokesCmyk && overprintsStroke));
  }

  save(): void {
    this.#saved.push(this.#state);
  }

  /** @returns whether a state was saved */
  restore(): boolean {
    const saved = this.#saved.pop();
    this.#state = saved ?? this.#state;
    return saved !== undefined;
  }

  setFont(use: FontUse | undefined): void {
    this.#state = { ...this.#state, use };
  }

  setMode(mode: PdfItem | undefined): void {
    this.#state = { ...this.#state, mode: typeof mode === "number" ? mode : 0 };
  }

  /** An operator that may set a colour or its space. */
  setColour(operator: string, operand: PdfItem | undefined): void {
    if (operator === "cs") this.#state = { ...this.#state, fillsCmyk: this.#isProfiledCmyk(operand) };
    if (operator === "CS") this.#state = { ...this.#state, strokesCmyk: this.#isProfiledCmyk(operand) };
    if (/^(?:g|rg|k)$/.test(operator)) this.#state = { ...this.#state, fillsCmyk: false };
    if (/^(?:G|RG|K)$/.test(operator)) this.#state = { ...this.#state, strokesCmyk: false };
  }

  /** What `gs` sets from a dictionary of the resources. */
  setParameters(given: PdfDictionary): void {
    const stroke = this.#reader.resolve(given.get("OP"));
    const fill = this.#reader.resolve(given.get("op")) ?? stroke;
    this.#state = {
      ...this.#state,
      overprintMode: this.#reader.number(given.get("OPM")) ?? this.#state.overprintMode,
      overprintsStroke: typeof stroke === "boolean" ? stroke : this.#state.overprintsStroke,
      overprintsFill: typeof fill === "boolean" ? fill : this.#state.overprintsFill,
    };
  }

  #isProfiledCmyk(name: PdfItem | undefined): boolean {
    if (!(name instanceof PdfName)) return false;
    const space = this.#reader.list(this.#reader.dictionary(this.#resources.get("ColorSpace")).get(name.name));
    return (
      this.#reader.name(space[0]) === "ICCBased" &&
      this.#reader.number(this.#reader.dictionary(space[1]).get("N")) === 4
    );
  }
}
