/** Names of internet domains as people read them: labels such as `xn--exmple-cua` are Punycode (RFC 3492; RFC 5890, 2.3.2.1). */

const [base, tMin, tMax, skew, damp] = [36, 1, 26, 38, 700];
const [initialBias, initialCode] = [72, 128];
const lastCode = 0x10ffff;

/** The characters that a label stands for, without its `xn--`; `null` where it stands for none. */
export function decodePunycode(label: string): string | null {
  const split = label.lastIndexOf('-');
  const characters = Array.from(split > 0 ? label.slice(0, split) : '');
  let [code, index, bias, at] = [initialCode, 0, initialBias, split > 0 ? split + 1 : 0];
  if (at >= label.length) return null;
  while (at < label.length) {
    const before = index;
    for (let [weight, k] = [1, base]; ; k += base) {
      const digit = digitOf(label.charCodeAt(at++));
      const threshold = Math.min(Math.max(k - bias, tMin), tMax);
      index += digit * weight;
      if (digit < 0 || index > Number.MAX_SAFE_INTEGER) return null;
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const length = characters.length + 1;
    bias = adapted(index - before, length, before === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > lastCode) return null;
    characters.splice(index++, 0, String.fromCodePoint(code));
  }
  return characters.join('');
}

/** -1: no digit, or the end of the label. */
function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30 + 26;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x7a ? letter - 0x61 : -1;
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(isFirst ? delta / damp : delta / 2);
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}
