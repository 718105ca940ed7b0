/**
 * Longest operand, space included: a 32-bit coordinate with sign, point and decimals, or JavaScript's longest number.
 */
const longest = 26;

/** Above this many hundredths, JavaScript formats the number. */
const most = 2_000_000_000;

const [zero, minus, point, space, newline] = [0x30, 0x2d, 0x2e, 0x20, 0x0a] as const;

/**
 * A buffer for content stream operators. Writing the digits of coordinates one by one is several times faster than
 * joining a string per number, and a map has hundreds of thousands. The result is what JavaScript would write.
 */
export class OperatorBytes {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #length = 0;

  begin(): void {
    this.#length = 0;
  }

  /** Writes a number of hundredths, with as many decimals as it needs, and a space. */
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

  /** Writes an operator of ASCII letters. */
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
