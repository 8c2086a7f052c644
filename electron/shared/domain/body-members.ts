/** The members at the top level of a JSON body, read and changed in its text, so that everything else stays as it is written. */

interface WrittenName {
  name: string;
  /** As it is written in the text, with its quotes. */
  written: string;
  index: number;
}

/** The member names at the top level of a body, in their order. */
function topNames(text: string): readonly WrittenName[] {
  const found: WrittenName[] = [];
  let depth = 0;
  for (const { 0: token, 1: written, index } of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (written !== undefined && depth === 1) found.push({ name: String(JSON.parse(written)), written, index });
  }
  return found;
}

/** Member names that occur more than once at the top level. Which of them the server would use is not known. */
export function repeatedNames(text: string): readonly string[] {
  const [seen, repeated] = [new Set<string>(), new Set<string>()];
  for (const { name } of topNames(text)) {
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return [...repeated];
}

/** Renames one member at the top level of a body and leaves everything else as it is written. */
export function withTopName(text: string, member: string, name: string): string {
  const found = topNames(text).find((one) => one.name === member);
  if (found === undefined) return text;
  return text.slice(0, found.index) + JSON.stringify(name) + text.slice(found.index + found.written.length);
}

/** Replaces the text value of one member at the top level of a body and leaves everything else as it is written. */
export function withTopText(text: string, member: string, value: string): string {
  let [depth, wanted] = [0, false];
  for (const { 0: token, 1: name, index } of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (wanted && name === undefined && token.startsWith('"'))
      return text.slice(0, index) + JSON.stringify(value) + text.slice(index + token.length);
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    wanted = name !== undefined && depth === 1 && JSON.parse(name) === member;
  }
  return text;
}
