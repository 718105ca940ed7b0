/** Longest operand: sign, digits, point and decimals of a coordinate in 32 bits, or JavaScript's longest number; with a space. */
const longest = 26;

/** Hundredths beyond which a number is left to JavaScript to write. */
const most = 2_000_000_000;

const [zero, minus, point, space, newline] = [0x30, 0x2d, 0x2e, 0x20, 0x0a] as const;

/**
 * Content stream operators under construction, as bytes. Writing the digits of coordinates one by
 * one is several times faster than making a string of each number and joining them: a map has
 * hundreds of thousands. What is written is what JavaScript would write.
 */
export class OperatorBytes {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #length = 0;

  begin(): void {
    this.#length = 0;
  }

  /** A number of hundredths, as a number with as many decimals as it needs, and a space. */
  operand(hundredths: number): void {
    if (this.#length + longest > this.#bytes.length) this.#grow();
    const bytes = this.#bytes;
    if (!(hundredths < most && hundredths > -most)) {
      this.#length += bytes.write(`${hundredths / 100} `, this.#length, "latin1");
      return;
    }
    let at = this.#length;
    let rest = hundredths;
    if (rest < 0) {
      bytes[at++] = minus;
      rest = -rest;
    }
    const whole = (rest / 100) | 0;
    const decimals = rest - whole * 100;
    let power = 1;
    while (power * 10 <= whole) power *= 10;
    for (let left = whole; power >= 1; power /= 10) {
      const digit = (left / power) | 0;
      bytes[at++] = zero + digit;
      left -= digit * power;
    }
    if (decimals > 0) {
      const tenth = (decimals / 10) | 0;
      bytes[at++] = point;
      bytes[at++] = zero + tenth;
      if (decimals > tenth * 10) bytes[at++] = zero + decimals - tenth * 10;
    }
    bytes[at++] = space;
    this.#length = at;
  }

  /** An operator of ASCII letters. */
  operator(name: string): void {
    if (this.#length + longest > this.#bytes.length) this.#grow();
    for (let i = 0; i < name.length; i++) this.#bytes[this.#length++] = name.charCodeAt(i);
  }

  lineBreak(): void {
    if (this.#length + longest > this.#bytes.length) this.#grow();
    this.#bytes[this.#length++] = newline;
  }

  end(): string {
    return this.#bytes.toString("latin1", 0, this.#length);
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(this.#bytes.length * 2);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
